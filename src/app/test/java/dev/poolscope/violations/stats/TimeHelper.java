package dev.poolscope.violations.stats;

/** Named for no thing. */
public final class TimeHelper {}
