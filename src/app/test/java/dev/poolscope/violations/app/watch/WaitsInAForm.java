package dev.poolscope.violations.app.watch;

import java.util.concurrent.CountDownLatch;

import javafx.fxml.FXML;

/** A handler that only a form names, and that waits for another thread. */
final class WaitsInAForm {
    private final CountDownLatch latch = new CountDownLatch(1);

    @FXML
    private void pressed() throws InterruptedException {
        latch.await();
    }
}
