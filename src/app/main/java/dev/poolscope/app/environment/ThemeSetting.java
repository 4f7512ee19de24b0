package dev.poolscope.app.environment;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;

import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.settings.SettingsStore;

/** Keeps the theme at what is set: light, dark, or what the system has, also when that changes meanwhile. */
public final class ThemeSetting {
    private final SettingsStore settings;
    private final ThemeModel theme;
    private final InvalidationListener update = _ -> update();

    private ThemeSetting(SettingsStore settings, ThemeModel theme) {
        this.settings = settings;
        this.theme = theme;
    }

    public static void install(SettingsStore settings, ThemeModel theme) {
        ThemeSetting setting = new ThemeSetting(settings, theme);
        settings.settingsProperty().addListener(setting.update);
        // The preferences live as long as the program, and must not hold a closed window; its settings hold this.
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakInvalidationListener(setting.update));
        setting.update();
    }

    private void update() {
        Theme wanted = switch (settings.get().theme()) {
            case LIGHT -> Theme.LIGHT;
            case DARK -> Theme.DARK;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
        };
        if (theme.themeProperty().get() != wanted) {
            theme.change(wanted);
        }
    }
}
