package dev.poolscope.app.shell;

import javafx.scene.Parent;
import javafx.stage.Stage;

import dev.poolscope.app.environment.WindowLayout;

/** For an audience: the picture has the screen for itself, and everything is larger. Esc ends it, as it ends any full screen. */
public final class Presentation {
    private static final String STYLE = "presentation";

    private Presentation() {}

    public static void install(Stage stage, Parent root, WindowLayout layout) {
        stage.setFullScreenExitHint("");
        layout.presentationProperty().addListener((_, _, on) -> {
            root.getStyleClass().remove(STYLE);
            if (on) {
                root.getStyleClass().add(STYLE);
            }
            if (stage.isFullScreen() != on) {
                stage.setFullScreen(on);
            }
        });
        stage.fullScreenProperty().addListener((_, _, full) -> {
            if (!full) {
                layout.presentationProperty().set(false);
            }
        });
    }
}
