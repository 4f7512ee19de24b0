package dev.poolscope.violations.telemetry.event;

/** What others may not look at. */
public final class Seen {}
