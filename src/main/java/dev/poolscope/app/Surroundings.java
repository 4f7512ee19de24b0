package dev.poolscope.app;

import java.util.concurrent.Executor;

import javafx.stage.Stage;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.settings.SettingsStore;
import dev.poolscope.app.settings.ThemeChoice;

/**
 * What the window needs of the world around it.
 *
 * @param settings what it remembers
 * @param choices asks the person in front of it
 * @param background does what may take time, such as reading files, in another thread than that of the screen
 */
record Surroundings(SettingsStore settings, Choices choices, Executor background) {

    /** Those of a window on a screen. */
    static Surroundings of(Stage stage, SettingsStore settings) {
        return new Surroundings(settings, new ScreenChoices(stage, new Texts()),
                task -> Thread.ofPlatform().daemon().name("poolscope-files").start(task));
    }

    /** Those of a window that remembers nothing, and keeps the theme it is given. */
    static Surroundings forgetful(Stage stage, ThemeModel theme) {
        SettingsStore settings = SettingsStore.forgetful();
        settings.change(all -> all.withTheme(
                theme.themeProperty().get() == Theme.DARK ? ThemeChoice.DARK : ThemeChoice.LIGHT));
        return of(stage, settings);
    }
}
