package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.List;

/** What stands in one row already, from left to right in pixels: a label that would be covered by it in part is left out rather than cut. */
final class TakenRoom {
    private final List<Box> boxes = new ArrayList<>();

    /** What one label takes. */
    record Box(double left, double width) {
        private boolean meets(Box other) {
            return left < other.left + other.width && other.left < left + width;
        }
    }

    void take(Box box) {
        boxes.add(box);
    }

    boolean isFree(Box box) {
        return boxes.stream().noneMatch(box::meets);
    }
}
