package dev.poolscope.violations.workload.run;

/** Used from where it may not be. */
public final class Runs {}
