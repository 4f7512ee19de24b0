package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a picture, one for each slot, and which worker has which: each takes the lowest one that is free when it is
 * spawned. Beginnings and ends of workers are kept in time order; one that comes late has those after it placed anew. Owned
 * by the thread that owns the {@link Timeline}.
 */
public final class Lanes {

    private final List<Lane> lanes = new ArrayList<>();
    private final LaneHistory history = new LaneHistory();
    private final BitSet taken = new BitSet();
    /** Slots of workers, where others than those that are seen here had an influence on them. */
    private Map<Integer, Integer> given = Map.of();
    private @Nullable PastTap tap;
    /**
     * Beginnings and ends of workers whose beginning is known, in the order of time; all have been carried out. Of one instant they go
     * worker by worker, whatever their turns, so that a worker that replaces another takes its slot.
     */
    private final List<Change> changes = new ArrayList<>();

    private record Change(RunEvent event, WorkerTrace worker) {

        boolean isBeginning() {
            return event.type() == EventType.WORKER_SPAWNED;
        }
    }

    Lanes(int slots) {
        for (int slot = 1; slot <= slots; slot++) {
            lanes.add(new Lane(slot, history));
        }
    }

    void give(Map<Integer, Integer> slotsByWorker) {
        given = slotsByWorker;
    }

    void tellPastBy(List<LaneHistory> past) {
        for (int i = 0; i < Math.min(past.size(), lanes.size()); i++) {
            lanes.get(i).tellPastBy(past.get(i));
        }
    }

    void tellForgotten(PastTap told) {
        tap = told;
        lanes.forEach(lane -> lane.tellForgotten(told));
    }

    List<LaneHistory> endHistories(long time) {
        lanes.forEach(lane -> lane.endHistory(time));
        return lanes.stream().map(Lane::history).toList();
    }

    /** {@return how many there are: as many as the pool may have workers} */
    public int count() {
        return lanes.size();
    }

    /**
     * {@return what the {@linkplain Lane#history() histories} of all lanes come to together, but for those that a lane
     * {@linkplain Lane#hasWholeHistory() has whole}}
     */
    public LaneHistory history() {
        return history;
    }

    /**
     * Finds a lane.
     *
     * @param slot which, from 1 to {@link #count()}
     * @return the lane
     */
    public Lane lane(int slot) {
        return lanes.get(slot - 1);
    }

    /** Takes the beginning or the end of a worker, once both that event and the worker's beginning are known. */
    void add(RunEvent event, WorkerTrace worker) {
        int at = changes.size();
        while (at > 0 && EventTurns.NONE.compare(changes.get(at - 1).event, event) > 0) {
            at--;
        }
        for (int i = changes.size() - 1; i >= at; i--) {
            undo(changes.get(i));
        }
        changes.add(at, new Change(event, worker));
        for (int i = at; i < changes.size(); i++) {
            carryOut(changes.get(i));
        }
    }

    /** Forgets the workers that were gone by a time; their slots stay as they were given. */
    void thinBefore(long time) {
        lanes.forEach(lane -> lane.thinBefore(time));
        changes.subList(0, Sorted.count(changes.size(), at -> changes.get(at).event.nanos() <= time)).clear();
    }

    private void carryOut(Change change) {
        WorkerTrace worker = change.worker;
        if (change.isBeginning()) {
            int slot = given.getOrDefault(worker.id(), taken.nextClearBit(1));
            // A pool never has more workers than slots; a log with events missing may look as if it had.
            while (slot > lanes.size()) {
                Lane lane = new Lane(lanes.size() + 1, history);
                if (tap != null) {
                    lane.tellForgotten(tap);
                }
                lanes.add(lane);
            }
            taken.set(slot);
            worker.setSlot(slot);
            lane(slot).add(worker);
        } else if (worker.slot() != 0) {
            taken.clear(worker.slot());
        }
    }

    private void undo(Change change) {
        WorkerTrace worker = change.worker;
        if (change.isBeginning()) {
            Lane lane = lane(worker.slot());
            if (lane.last() != worker) {
                throw new IllegalStateException(worker + " is not the last of lane " + worker.slot());
            }
            lane.removeLast();
            taken.clear(worker.slot());
            worker.setSlot(0);
        } else if (worker.slot() != 0) {
            taken.set(worker.slot());
        }
    }
}
