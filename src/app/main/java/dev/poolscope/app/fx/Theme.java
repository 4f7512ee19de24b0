package dev.poolscope.app.fx;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** How the window is coloured: a base theme for the controls, a palette for everything of our own, and shared sheets. */
public enum Theme {
    LIGHT(new PrimerLight(), "palette-light.css"), DARK(new PrimerDark(), "palette-dark.css");

    private static final List<String> SHARED = List.of("controlsfx-bridge.css", "poolscope.css", "shell.css",
            "compose.css", "watch.css", "explain.css", "lesson.css");

    private final String base;
    private final String palette;

    Theme(atlantafx.base.theme.Theme base, String palette) {
        this.base = base.getUserAgentStylesheet();
        this.palette = palette;
    }

    /** The sheet for the whole toolkit. */
    public String base() {
        return base;
    }

    /** The sheets for a scene, in their order. */
    public List<String> sheets() {
        return Stream.concat(Stream.of(palette), SHARED.stream()).map(Theme::url).toList();
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    private static String url(String sheet) {
        URL url = Theme.class.getResource(sheet);
        if (url == null) {
            throw new IllegalStateException("the style sheet " + sheet + " is missing beside " + Theme.class.getName());
        }
        return url.toExternalForm();
    }
}
