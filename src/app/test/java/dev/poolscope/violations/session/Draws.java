package dev.poolscope.violations.session;

import javafx.geometry.Point2D;

/** Needs the toolkit though it has no screen. */
public final class Draws {
    final Point2D where = new Point2D(1, 2);
}
