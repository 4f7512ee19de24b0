package dev.poolscope.app.fx;

import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/** The theme in force, and its change: at once, in every scene that was dressed. */
public final class ThemeModel {
    private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(this, "theme");

    public ThemeModel(Theme theme) {
        this.theme.set(theme);
    }

    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    public void change(Theme other) {
        theme.set(other);
    }

    /**
     * Gives a scene the sheets of the theme, now and whenever it changes. Nothing else is touched: scenes of different themes
     * may be there at once, such as a window and a picture that is painted off the screen.
     */
    public void dress(Scene scene) {
        theme.subscribe(now -> {
            scene.setUserAgentStylesheet(now.base());
            scene.getStylesheets().setAll(now.sheets());
        });
    }

    /** Lets scenes that no controller dresses, such as those of dialogs, follow the theme too. For the theme of the window alone. */
    public void dressOthers() {
        theme.subscribe(now -> Application.setUserAgentStylesheet(now.base()));
    }
}
