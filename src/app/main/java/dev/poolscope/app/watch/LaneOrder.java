package dev.poolscope.app.watch;

import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Which slot stands in which lane. Sorted by busy time, the lanes are sorted anew when the picture has come to rest, and once
 * a second while it follows the present: lanes that jump about cannot be read.
 */
final class LaneOrder {
    private static final long SECOND = 1_000_000_000;
    private static final Duration AT_REST = Duration.millis(400);

    private final Supplier<Timeline> timeline;
    private final Supplier<Timeline> visible;
    private final TimeViewport viewport;
    private final Runnable changed;
    private final ObjectProperty<LaneSort> sort = new SimpleObjectProperty<>(this, "sort", LaneSort.SLOT);
    private final PauseTransition rest = new PauseTransition(AT_REST);
    private int[] slots = new int[0];
    private int[] lanes = new int[0];
    private @Nullable Timeline sortedOf;
    private long sortedAt;

    /**
     * An order, by slot at first.
     *
     * @param timeline tells of the run
     * @param visible tells most of what is visible of it
     * @param changed hears of each change
     */
    LaneOrder(Supplier<Timeline> timeline, Supplier<Timeline> visible, TimeViewport viewport, Runnable changed) {
        this.timeline = timeline;
        this.visible = visible;
        this.viewport = viewport;
        this.changed = changed;
        rest.setOnFinished(_ -> sort());
        sort.addListener(_ -> sort());
        viewport.versionProperty().addListener(_ -> moved());
    }

    ObjectProperty<LaneSort> sortProperty() {
        return sort;
    }

    /** The slot in a lane: lanes count from 0, slots from 1. */
    int slotOf(int lane) {
        return isSorted() ? slots[lane] : lane + 1;
    }

    /** The lane of a slot. */
    int laneOf(int slot) {
        return isSorted() ? lanes[slot - 1] : slot - 1;
    }

    private boolean isSorted() {
        return sort.get() == LaneSort.BUSY && sortedOf == timeline.get()
                && slots.length == timeline.get().lanes().count();
    }

    /** More is known of what is visible than when the lanes were sorted. */
    void learned() {
        moved();
    }

    /** Another timeline may be shown: its lanes stand by slot until they are sorted. */
    void told() {
        if (sort.get() == LaneSort.BUSY && sortedOf != timeline.get()) {
            sort();
        }
    }

    private void moved() {
        if (sort.get() == LaneSort.SLOT) {
            return;
        }
        if (!viewport.isFollowing()) {
            rest.playFromStart();
        } else if (sortedOf != timeline.get() || Math.abs(viewport.horizon() - sortedAt) >= SECOND) {
            sort();
        }
    }

    /** Sorts now. */
    void sort() {
        if (rest.getStatus() == Animation.Status.RUNNING) {
            rest.stop();
        }
        Timeline current = timeline.get();
        sortedOf = current;
        sortedAt = viewport.horizon();
        Timeline told = visible.get();
        int count = current.lanes().count();
        long[] busy = new long[count + 1];
        for (int slot = 1; slot <= count; slot++) {
            busy[slot] = told.lanes().lane(slot).busyNanos(viewport.start(), viewport.end(), told.horizonNanos(),
                    told.completeness().detailFromNanos());
        }
        slots = IntStream.rangeClosed(1, count).boxed()
                .sorted(Comparator.<Integer>comparingLong(slot -> -busy[slot]).thenComparing(slot -> slot))
                .mapToInt(Integer::intValue).toArray();
        lanes = new int[count];
        for (int lane = 0; lane < count; lane++) {
            lanes[slots[lane] - 1] = lane;
        }
        changed.run();
    }
}
