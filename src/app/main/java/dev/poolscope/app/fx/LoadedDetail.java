package dev.poolscope.app.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordedDetail.Stretch;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of the shown run that are not kept task by task any more, and are read from its recording when they are looked at. One is
 * read at a time, and next the one that was wanted last. Belongs to the thread of the screen.
 */
public final class LoadedDetail {
    /** Of more tasks on the screen no bar is to be seen, and to read them takes longer than one waits gladly. */
    static final int MOST_TASKS = 25_000;
    private static final int MOST_STRETCHES = 3;
    /** So much of a run that goes on has not been written for certain. */
    private static final long UNWRITTEN = 3_000_000_000L;

    private final Executor background;
    private final Executor screen;
    private final Deque<Stretch> kept = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private @Nullable ShownRun run;
    private @Nullable Wish wanted;
    private @Nullable Wish reading;
    private @Nullable Wish refused;
    /** What could not be read; nothing of it is tried again as long as the run is looked at. */
    private final List<Wish> failed = new ArrayList<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** What is to be read, and in buckets of which level if its tasks are too many. */
    private record Wish(ShownRun run, long from, long to, int level) {
        boolean meets(long begin, long end) {
            return from < end && begin < to;
        }

        /** Whether what is true of this is true of another one: a part of it that is not much shorter. */
        boolean covers(Wish other) {
            return run == other.run && level == other.level && from <= other.from && other.to <= to
                    && to - from < 2 * (other.to - other.from);
        }

        /** Without counters it is not known before how many tasks there are. */
        @Nullable
        Stretch read(RecordedDetail detail, int lanes, long horizon, @Nullable Past past) throws RecordingException {
            Stretch tasks = level == RecordedDetail.TASKS
                    ? detail.read(from, to, lanes, horizon, past, MOST_TASKS)
                    : null;
            Stretch found = tasks != null
                    ? tasks
                    : detail.readBuckets(from, to, level == RecordedDetail.TASKS
                            ? RecordedDetail.levelOf(to - from)
                            : level, lanes, horizon, past);
            if (found == null) {
                detail.checkTellsPlaces();
            }
            return found;
        }
    }

    /** One that reads in threads of its own. */
    public LoadedDetail() {
        this(task -> Thread.ofPlatform().daemon().name("poolscope-detail").start(task), Platform::runLater);
    }

    LoadedDetail(Executor background, Executor screen) {
        this.background = background;
        this.screen = screen;
    }

    /** Says which run is looked at, and which part of it. */
    public void want(@Nullable ShownRun shown, long from, long to) {
        if (shown == null || shown != run) {
            kept.clear();
            wanted = null;
            refused = null;
            failed.clear();
            problem.set("");
            run = shown;
        }
        wanted = shown == null || !isMissing(shown, from) ? null : wish(shown, from, to);
        Wish refusal = refused;
        if (wanted != null && ((refusal != null && refusal.covers(wanted))
                || failed.stream().anyMatch(it -> it.meets(from, to)))) {
            wanted = null;
        }
        next();
    }

    private static boolean isMissing(ShownRun shown, long from) {
        return shown.detail() != null && from < shown.timeline().completeness().detailFromNanos();
    }

    /** Some more on either side, where that is not too much: so a small move finds it there. */
    private @Nullable Wish wish(ShownRun shown, long from, long to) {
        Timeline all = shown.timeline();
        long known = shown.phase() == RunPhase.OVER ? all.horizonNanos() : all.horizonNanos() - UNWRITTEN;
        long begin = Math.max(0, from);
        long end = Math.min(to, all.horizonNanos());
        boolean few = all.counts().submittedBetween(begin, end) <= MOST_TASKS;
        int level = few ? RecordedDetail.TASKS : RecordedDetail.levelOf(end - begin);
        if (end > known || begin >= end || isKept(from, to, level)
                || (!few && RecordedDetail.widthNanos(level) >= widthNanos(all))) {
            return null;
        }
        long more = (end - begin) / 2;
        Wish wide = new Wish(shown, Math.max(0, begin - more), Math.min(known, end + more), level);
        return !few || all.counts().submittedBetween(wide.from, wide.to) <= MOST_TASKS / 2
                ? wide
                : new Wish(shown, begin, end, level);
    }

    /** How wide the buckets are in which the whole run is known; without end if it is not known in any, or not yet. */
    private static long widthNanos(Timeline all) {
        long widest = 0;
        for (int slot = 1; slot <= all.lanes().count(); slot++) {
            LaneHistory lane = all.lanes().lane(slot).history();
            widest = lane.count() > 0 ? Math.max(widest, lane.widthNanos()) : widest;
        }
        return widest == 0 ? Long.MAX_VALUE : widest;
    }

    private boolean isKept(long from, long to, int level) {
        Stretch found = find(from, to);
        return found != null && found.level() <= level;
    }

    /** What tells most of a stretch: its tasks, or else the narrowest buckets. */
    private @Nullable Stretch find(long from, long to) {
        ShownRun shown = run;
        long end = shown == null ? to : Math.min(to, shown.timeline().horizonNanos());
        Stretch found = null;
        for (Stretch each : kept) {
            if (each.covers(Math.max(0, from), end) && (found == null || each.level() < found.level())) {
                found = each;
            }
        }
        return found;
    }

    private void next() {
        Wish wish = wanted;
        loading.set(wish != null || (reading != null && reading.run == run));
        if (wish == null || reading != null) {
            return;
        }
        RecordedDetail detail = wish.run.detail();
        if (detail == null) {
            return;
        }
        reading = wish;
        wanted = null;
        int lanes = wish.run.timeline().lanes().count();
        long horizon = wish.run.timeline().horizonNanos();
        Past past = wish.run.past();
        CompletableFuture<Void> _ = CompletableFuture.supplyAsync(() -> {
            try {
                return Optional.ofNullable(
                        wish.read(detail, lanes, horizon, past));
            } catch (RecordingException unreadable) {
                throw new CompletionException(unreadable);
            }
        }, background).handleAsync((read, thrown) -> {
            // What cannot be read stays as it is drawn without: in buckets of time.
            if (thrown == null) {
                read(wish, read.orElse(null));
            } else {
                fail(wish, thrown.getCause() == null ? thrown : thrown.getCause());
            }
            return null;
        }, screen);
    }

    private void fail(Wish wish, Throwable why) {
        if (wish.run == run) {
            failed.add(wish);
            problem.set(why.getMessage() == null ? why.toString() : why.getMessage());
        }
        read(wish, null);
    }

    private void read(Wish wish, @Nullable Stretch stretch) {
        reading = null;
        if (wish.run == run) {
            if (stretch == null || stretch.level() > wish.level) {
                refused = wish;
            }
            if (stretch != null) {
                kept.addFirst(stretch);
                if (kept.size() > MOST_STRETCHES) {
                    kept.removeLast();
                }
            }
        }
        // The views say again what is wanted.
        wanted = null;
        next();
        version.set(version.get() + 1);
    }

    /** What happened in a part of the shown run: with its tasks, if they are kept or have been read, or in buckets as narrow as were read. */
    public Timeline timeline(Timeline all, long from, long to) {
        Stretch found = from < all.completeness().detailFromNanos() ? find(from, to) : null;
        return found == null ? all : found.timeline();
    }

    /** The same for what is counted: buckets do not tell of it where there are no counters. */
    public Timeline timelineOfCounts(Timeline all, long from, long to) {
        Timeline told = timeline(all, from, to);
        return told.counts().history().last() == null && isInBuckets(told) ? all : told;
    }

    private boolean isInBuckets(Timeline told) {
        return kept.stream().anyMatch(it -> it.timeline() == told && it.level() != RecordedDetail.TASKS);
    }

    /** What happened at a moment: with its tasks, if they are kept or have been read. */
    public Timeline timelineAt(Timeline all, long nanos) {
        Stretch found = nanos < all.completeness().detailFromNanos() ? find(nanos, nanos + 1) : null;
        return found == null || found.level() != RecordedDetail.TASKS ? all : found.timeline();
    }

    /** What knows a task: the run, or else one of the stretches that have been read. */
    public Timeline timelineOfTask(Timeline all, long id) {
        if (all.tasks().find(id) == null) {
            for (Stretch each : kept) {
                if (each.timeline().tasks().find(id) != null) {
                    return each.timeline();
                }
            }
        }
        return all;
    }

    /** Why something could not be read that was looked at, in a sentence; empty as long as all could be. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether something is being read that is looked at. */
    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Rises when something has been read. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }
}
