package dev.poolscope.app.settings;

/** Which theme somebody wants: one of the two, or whichever the system has at the moment. */
public enum ThemeChoice {
    SYSTEM, LIGHT, DARK
}
