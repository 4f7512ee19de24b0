package dev.poolscope.app.launch;

import javafx.scene.Group;
import javafx.scene.Scene;

import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the style sheets of a light window from one test to the next: the toolkit forgets what it read of a sheet with the last scene that
 * has it, and would read all of them again for each window. In the thread of the screen.
 */
final class KeptSheets {
    private @Nullable Scene dressed;

    /** Has them read, unless they are. */
    void keep() {
        if (dressed == null) {
            dressed = new Scene(new Group());
            new ThemeModel(Theme.LIGHT).dress(dressed);
            dressed.getRoot().applyCss();
        }
    }
}
