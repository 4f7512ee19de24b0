package dev.poolscope.bench.window;

import java.util.concurrent.CompletableFuture;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.launch.PoolscopeWindow;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;

/**
 * Opens a window in a machine of its own and tells when its first frame was rendered: the program's, or an empty one. The
 * program's shows the outline of the window only. What is in it follows in the next frames; the first useful one shows the scenario with its
 * lanes and all that starts it.
 */
final class FirstFrame {
    /** What is printed then. */
    static final String DONE = "first frame";

    private FirstFrame() {}

    /**
     * Opens it.
     *
     * @param args {@code empty}, {@code window} for its outline or {@code useful} for the picture
     * @throws Exception if that fails
     */
    public static void main(String[] args) throws Exception {
        boolean empty = args[0].equals("empty");
        // As the program does it: while the toolkit starts.
        CompletableFuture<Scenario> scenario = empty
                ? new CompletableFuture<>()
                : CompletableFuture.supplyAsync(() -> ReadyScenarios.load("first-light"));
        Platform.startup(() -> {
            Stage stage = new Stage();
            ThemeModel theme = new ThemeModel(Theme.LIGHT);
            if (empty) {
                Scene scene = new Scene(new StackPane(), 1000, 800);
                theme.dress(scene);
                stage.setScene(scene);
                stage.show();
            } else {
                var window = new PoolscopeWindow(stage, _ -> new CompletableFuture<>(), theme);
                window.show(() -> {});
                var _ = scenario.thenAcceptAsync(it -> window.open(it, null), Platform::runLater);
                if (args[0].equals("useful")) {
                    afterFirstUseful(stage, window);
                    return;
                }
            }
            stage.getScene().addPostLayoutPulseListener(new Runnable() {
                private boolean laidOut;

                @Override
                public void run() {
                    if (!laidOut) {
                        laidOut = true;
                        afterNextPulse();
                    }
                }
            });
        });
    }

    private static void afterFirstUseful(Stage stage, PoolscopeWindow window) {
        stage.getScene().addPostLayoutPulseListener(new Runnable() {
            private boolean laidOut;

            @Override
            public void run() {
                if (!laidOut && stage.getScene().getRoot().lookup(".watch") != null
                        && window.models().run().scenarioProperty().get() != null) {
                    laidOut = true;
                    afterNextPulse();
                }
            }
        });
    }

    /** A pulse begins only when what the one before gave to the renderer has been rendered. */
    private static void afterNextPulse() {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                System.out.println(DONE);
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
        }.start();
    }
}
