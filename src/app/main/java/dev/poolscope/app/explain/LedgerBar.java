package dev.poolscope.app.explain;

import javafx.scene.layout.Region;

/** The bins of the ledger as one bar, each as wide as its share. */
public final class LedgerBar extends Region {
    private static final String[] STYLES = {"bin-completed", "bin-failed", "bin-cancelled", "bin-open"};
    private static final double LEAST = 2;

    private final long[] parts = new long[STYLES.length];

    public LedgerBar() {
        getStyleClass().add("ledger-bar");
        for (String style : STYLES) {
            Region part = new Region();
            part.getStyleClass().setAll(style);
            getChildren().add(part);
        }
    }

    void show(long completed, long failed, long cancelled, long open) {
        parts[0] = completed;
        parts[1] = failed;
        parts[2] = cancelled;
        parts[3] = open;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        double x = 0;
        double room = getWidth();
        for (int i = 0; i < parts.length; i++) {
            // A bin with something in it is never invisible.
            double width = parts[i] == 0 || sum == 0 ? 0 : Math.max(LEAST, Math.rint(room * parts[i] / sum));
            width = Math.min(width, Math.max(0, getWidth() - x));
            getChildren().get(i).resizeRelocate(x, 0, width, getHeight());
            x += width;
        }
    }
}
