package dev.poolscope.app.settings;

/** Which theme the user wants: one of the two, or the one that the system has at the moment. */
public enum ThemeChoice {
    SYSTEM, LIGHT, DARK
}
