package dev.poolscope.app.watch;

import java.util.List;

import dev.poolscope.app.chart.lanes.LanePin;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.fx.AskedPlace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/** Lets a place that is asked for be pointed at in the lanes, and shows what was pointed at there. */
final class Pointing {
    // A click is no more exact than that.
    private static final long GRAIN = 10_000_000;

    private final WatchModel model;
    private final LanesChart lanes;
    private final AskedPlace asked;

    Pointing(WatchModel model, LanesChart lanes) {
        this.model = model;
        this.lanes = lanes;
        asked = model.placed().asked();
    }

    void install() {
        lanes.setOnPointed(this::pointed);
        asked.placeProperty().subscribe(this::show);
    }

    private void pointed(LanePin pin) {
        if (asked.askedProperty().get()) {
            long nanos = Math.max(0, Math.round((double) pin.nanos() / GRAIN) * GRAIN);
            asked.placeProperty().set(new AskedPlace.Place(worker(pin.lane(), nanos), nanos));
        }
    }

    // The worker that had this slot last by then, as far as it is known; a slot that none has had waits for the worker of its number.
    private int worker(int lane, long nanos) {
        int slot = model.order().slotOf(lane);
        Timeline timeline = model.run().timeline();
        List<WorkerTrace> had = timeline.lanes().lane(slot).workers(0,
                Math.min(nanos, timeline.horizonNanos()));
        return had.isEmpty() ? slot : had.getLast().id();
    }

    private void show(AskedPlace.@Nullable Place place) {
        lanes.pinProperty().set(place == null ? null : new LanePin(lane(place.worker()), place.nanos()));
    }

    private int lane(int worker) {
        WorkerTrace known = model.run().timeline().workers().find(worker);
        int slot = known == null || known.slot() == 0 ? worker : known.slot();
        return slot < 1 || slot > model.lanes().laneCount() ? -1 : model.order().laneOf(slot);
    }
}
