package dev.poolscope.violations.telemetry;

/** What others may not look at. */
public final class Seen {}
