package dev.poolscope.app.fx;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class FxWatchdogTest {
    private static final long TOO_LONG_MILLIS = FxWatchdog.LIMIT.toMillis() * 4;

    @Start
    void start(Stage stage) {
        stage.show();
    }

    private static boolean waitTooLong() {
        try {
            return new CountDownLatch(1).await(TOO_LONG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTestFailsInWhichTheThreadOfTheScreenWaitsAndIsToldWhere(FxRobot robot) {
        FxWatchdog.Watch watch = new FxWatchdog.Watch();
        robot.interact(FxWatchdogTest::waitTooLong);

        assertThatThrownBy(watch::end).isInstanceOf(AssertionError.class).hasMessageContaining("TIMED_WAITING")
                .hasMessageContaining("FxWatchdogTest.waitTooLong");
    }

    @Test
    void aTestFailsInWhichTheThreadOfTheScreenWaitsForALock(FxRobot robot) throws Exception {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().daemon().start(() -> {
            synchronized (lock) {
                held.countDown();
                waitTooLong();
            }
        });
        held.await();
        FxWatchdog.Watch watch = new FxWatchdog.Watch();
        robot.interact(() -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });

        assertThatThrownBy(watch::end).hasMessageContaining("BLOCKED on java.lang.Object");
        holder.join();
    }

    @Test
    void aThreadThatComputesOrHasNothingToDoOrWaitsForADialogDoesNotWait(FxRobot robot) throws Exception {
        FxWatchdog.Watch watch = new FxWatchdog.Watch();
        robot.interact(() -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TOO_LONG_MILLIS);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        waitTooLong();
        Object dialog = new Object();
        Thread closing = Thread.ofPlatform().daemon().start(() -> {
            waitTooLong();
            Platform.runLater(() -> Platform.exitNestedEventLoop(dialog, null));
        });
        robot.interact(() -> Platform.enterNestedEventLoop(dialog));
        closing.join();

        assertThatCode(watch::end).doesNotThrowAnyException();
    }
}
