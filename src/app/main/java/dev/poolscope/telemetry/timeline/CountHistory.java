package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What the exact counters said over the time of a run, in bounded memory: when there are too many samples, those are
 * forgotten that are closest to others. Not safe for use by several threads.
 */
public final class CountHistory {

    /** A minute at the recorder's pace; an hour has a sample every second at least. */
    public static final int MOST = 8192;

    private final List<CountSample> samples = new ArrayList<>();
    private final List<CountSample> view = Collections.unmodifiableList(samples);
    private long rewrites;
    /** How far samples are apart at least, but for the last. */
    private long apart;

    public CountHistory() {}

    /** Adds one that is not before those that are there. */
    public void add(CountSample sample) {
        if (last() != null && sample.droppedFromNanos() < last().droppedFromNanos()) {
            drop(sample.droppedFromNanos());
        }
        if (samples.size() == MOST) {
            thin();
        }
        if (isProvisional()) {
            samples.removeLast();
        }
        samples.add(sample);
    }

    private void thin() {
        // By time and not by number: what was thinned before is as far apart already.
        apart = (samples.getLast().nanos() - samples.getFirst().nanos()) / (MOST / 2);
        List<CountSample> kept = new ArrayList<>(MOST);
        for (CountSample each : samples) {
            if (kept.isEmpty() || each.nanos() - kept.getLast().nanos() >= apart) {
                kept.add(each);
            }
        }
        // The last one stays in any case: it is how things stand.
        if (!kept.getLast().equals(samples.getLast())) {
            kept.add(samples.getLast());
        }
        samples.clear();
        samples.addAll(kept);
        rewrites++;
    }

    /** Whether the last sample is there because it is the last, and goes when another one comes. */
    private boolean isProvisional() {
        int last = samples.size() - 1;
        return last > 0 && samples.get(last).nanos() - samples.get(last - 1).nanos() < apart;
    }

    /** {@return up to when samples stay as they are, but for those that are {@linkplain #rewrites() forgotten}} */
    public long settledUntil() {
        if (samples.isEmpty()) {
            return Long.MIN_VALUE;
        }
        return samples.get(samples.size() - (isProvisional() ? 2 : 1)).nanos();
    }

    /** The pool tells one by one of the tasks that it has cancelled all at once: until it begins, it seems as if they waited. */
    private void drop(long from) {
        for (int i = samples.size() - 1; i >= 0 && samples.get(i).nanos() >= from; i--) {
            samples.set(i, samples.get(i).dropped(from));
            rewrites++;
        }
    }

    /** {@return the samples that are kept, in the order of time, unmodifiable; the list goes on changing} */
    public List<CountSample> samples() {
        return view;
    }

    /**
     * Finds the sample of how things stood at a time.
     *
     * @param nanos when
     * @return the index of the last one that was taken by then, or -1 if there was none yet
     */
    public int indexAt(long nanos) {
        return Sorted.count(samples.size(), at -> samples.get(at).nanos() <= nanos) - 1;
    }

    /**
     * Returns how things stood at a time.
     *
     * @param nanos when
     * @return what the last sample by then says; nothing had happened before the first
     */
    public Counts at(long nanos) {
        int index = indexAt(nanos);
        return index < 0 ? Counts.NONE : samples.get(index).counts();
    }

    /** When the last sample by a time was taken; -1 if there was none yet. */
    long readBy(long nanos) {
        int index = indexAt(nanos);
        return index < 0 ? -1 : samples.get(index).nanos();
    }

    /** For how long, at least, the head of the queue had waited at a time; -1 if the queue was empty. */
    long headAge(long nanos) {
        int now = indexAt(nanos);
        if (now < 0 || samples.get(now).counts().pending() == 0) {
            return -1;
        }
        Counts counts = samples.get(now).counts();
        long ahead = counts.submitted() - counts.pending();
        return nanos - samples.get(Sorted.count(now, at -> samples.get(at).counts().submitted() <= ahead)).nanos();
    }

    /** {@return the newest sample, or null if there is none} */
    public @Nullable CountSample last() {
        return samples.isEmpty() ? null : samples.getLast();
    }

    /**
     * {@return how often samples were forgotten: as long as this number, which only rises, stays the same, so does every
     * sample there was}
     */
    public long rewrites() {
        return rewrites;
    }
}
