package dev.poolscope.violations.app.compose;

/** A zone of the window. */
public final class Zone {}
