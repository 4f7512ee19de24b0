package dev.poolscope.app.shell;

import java.util.List;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import dev.poolscope.app.settings.SettingsStore;
import dev.poolscope.app.settings.WindowPlace;
import org.jspecify.annotations.Nullable;

/** Puts the window where it was the last time, if there is still a screen there. */
public final class WindowGeometry {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 560;
    // So much of the title bar has to be on a screen that it can be got hold of.
    private static final double HANDLE = 100;

    private final Stage stage;
    private final SettingsStore settings;
    private @Nullable WindowPlace last;

    public WindowGeometry(Stage stage, SettingsStore settings) {
        this.stage = stage;
        this.settings = settings;
        List<ObservableValue<?>> causes = List.of(stage.xProperty(), stage.yProperty(), stage.widthProperty(),
                stage.heightProperty(), stage.maximizedProperty(), stage.fullScreenProperty());
        causes.forEach(cause -> cause.addListener((_, _, _) -> watch()));
    }

    // Where it stands when it fills the screen is not where it goes afterwards.
    private void watch() {
        // While it opens, some of the numbers are not known yet.
        boolean known = !Double.isNaN(stage.getX()) && !Double.isNaN(stage.getY()) && stage.getWidth() > 0
                && stage.getHeight() > 0;
        if (known && stage.isShowing() && !stage.isMaximized() && !stage.isFullScreen()) {
            last = new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
        }
    }

    public void keep() {
        WindowPlace normal = last;
        if (normal != null) {
            settings.change(
                    all -> all.withPlace(new WindowPlace(normal.x(), normal.y(), normal.width(), normal.height(),
                            stage.isMaximized())));
        }
    }

    public void restore() {
        WindowPlace place = settings.get().place();
        Rectangle2D screen = place != null && isOnAScreen(place)
                ? Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height()).getFirst()
                        .getVisualBounds()
                : Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        stage.setWidth(Math.min(place == null ? WIDTH : place.width(), screen.getWidth()));
        stage.setHeight(Math.min(place == null ? HEIGHT : place.height(), screen.getHeight()));
        if (place != null && isOnAScreen(place)) {
            stage.setX(place.x());
            stage.setY(place.y());
        }
        stage.setMaximized(place != null && place.maximized());
    }

    private static boolean isOnAScreen(WindowPlace place) {
        return !Screen.getScreensForRectangle(place.x() + place.width() / 2 - HANDLE / 2, place.y(), HANDLE, 1)
                .isEmpty();
    }
}
