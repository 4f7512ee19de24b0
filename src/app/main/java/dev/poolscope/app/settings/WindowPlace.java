package dev.poolscope.app.settings;

/**
 * Where the window stood, in the units of the screen.
 *
 * @param x of its left edge
 * @param y of its upper edge
 * @param width more than 0
 * @param height more than 0
 * @param maximized whether it filled the screen; the other numbers say then where it goes when it does not
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximized) {

    /** Refuses what no window can have. */
    public WindowPlace {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !(width > 0 && width < 1e6)
                || !(height > 0 && height < 1e6)) {
            throw new IllegalArgumentException("no window stands there");
        }
    }
}
