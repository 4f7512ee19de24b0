package dev.poolscope.violations.stats.common;

/** In a package that is named for no thing. */
public final class Drawer {}
