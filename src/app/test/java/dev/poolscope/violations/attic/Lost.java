package dev.poolscope.violations.attic;

/** In a package that has no floor, and that is not null-marked. */
public final class Lost {}
