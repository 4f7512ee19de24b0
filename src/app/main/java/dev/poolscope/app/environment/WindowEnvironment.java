package dev.poolscope.app.environment;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import javafx.application.Application;
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
 * @param browser opens a document where people read such things; called by {@code background}
 * @param background does what may take time, such as reading files, in another thread than that of the screen
 */
public record WindowEnvironment(SettingsStore settings, UserPrompts choices, Consumer<URI> browser,
        Executor background) {

    /** Those of a window on a screen. */
    public static WindowEnvironment of(Stage stage, SettingsStore settings) {
        return new WindowEnvironment(settings, new ScreenPrompts(stage, new Texts()), WindowEnvironment::browse,
                task -> Thread.ofPlatform().daemon().name("poolscope-files").start(task));
    }

    private static void browse(URI document) {
        new Application() {
            @Override
            public void start(Stage never) {
                throw new IllegalStateException("only for the services of its host");
            }
        }.getHostServices().showDocument(document.toString());
    }

    /** Those of a window that remembers nothing, and keeps the theme it is given. */
    public static WindowEnvironment forgetful(Stage stage, ThemeModel theme) {
        SettingsStore settings = SettingsStore.forgetful();
        settings.change(all -> all.withTheme(
                theme.themeProperty().get() == Theme.DARK ? ThemeChoice.DARK : ThemeChoice.LIGHT));
        return of(stage, settings);
    }
}
