package dev.poolscope.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.RunTap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run into a file while it goes on. What is collected is handed over by {@link #take}, which never waits; a thread of
 * the writer's own puts it into rows and commits them twice a second. What has been committed survives the end of the program.
 *
 * <p>A disk that is slow or full makes the writer try again, and the run waits for nothing: what has no room in the queue
 * meanwhile is lost, counted, and told by the recording itself and by the {@linkplain #finish end}.
 */
public final class RecordingWriter implements RunTap {
    /** How many events may wait for the disk: some 20 s at 5,000 tasks a second. */
    static final int MOST_WAITING = 400_000;
    private static final long COMMIT_NANOS = 500_000_000;
    private static final long PAUSE_NANOS = 50_000_000;
    /** So many rows make a commit before its time. */
    private static final int MOST_ROWS = 50_000;

    private final RecordingFile file;
    private final NanoClock clock;
    private final int mostWaiting;
    private final Queue<Handed> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final UnwrittenRows rows = new UnwrittenRows();
    private final Thread thread = new Thread(this::write, "poolscope-recording");
    private final CompletableFuture<Optional<String>> finished = new CompletableFuture<>();
    private volatile @Nullable RunEnd end;
    private volatile boolean abandoned;
    /** Only for the thread that hands over. */
    private @Nullable Loss loss;
    private long lostEvents;
    /** Of all events. */
    private final AtomicLong lostSoFar = new AtomicLong();
    /** Why the last try to write failed; empty if it did not. */
    private volatile String refusal = "";

    private record Handed(@Nullable Loss before, EventBatch batch) {}

    private RecordingWriter(RecordingFile file, NanoClock clock, int mostWaiting) {
        this.file = file;
        this.clock = clock;
        this.mostWaiting = mostWaiting;
        thread.setDaemon(true);
    }

    /**
     * Makes the file, which takes the place of one that is there, and begins to write.
     *
     * @param path where; its folder is there
     * @param header what is known of the run
     * @return the writer
     * @throws RecordingException if the file cannot be made, or is in the way and no recording
     */
    public static RecordingWriter begin(Path path, RunHeader header) throws RecordingException {
        return begin(RecordingFile.create(path, header), NanoClock.SYSTEM, MOST_WAITING);
    }

    /**
     * As {@link #begin(Path, RunHeader)}, with other room in memory.
     *
     * @param path where
     * @param header what is known of the run
     * @param mostWaiting how many events may wait for the disk
     * @return the writer
     * @throws RecordingException if the file cannot be made
     */
    public static RecordingWriter begin(Path path, RunHeader header, int mostWaiting) throws RecordingException {
        return begin(RecordingFile.create(path, header), NanoClock.SYSTEM, mostWaiting);
    }

    /**
     * Looks whether a recording could be written.
     *
     * @param path where
     * @throws RecordingException if not, with a sentence that says why
     */
    public static void checkTarget(Path path) throws RecordingException {
        try {
            RecordingFile.checkTarget(path);
        } catch (IOException refused) {
            if (refused instanceof RecordingException told) {
                throw told;
            }
            throw new RecordingException("'" + path + "' cannot be written: " + refused.getMessage(), refused);
        }
    }

    static RecordingWriter begin(RecordingFile file, NanoClock clock, int mostWaiting) {
        RecordingWriter writer = new RecordingWriter(file, clock, mostWaiting);
        Overview overview = Overview.toWrite(file.lanes());
        file.keep(overview);
        writer.rows.tell(overview);
        writer.thread.start();
        return writer;
    }

    /**
     * Tells when the run has begun, which is later than the file is made: the machine is warmed up in between. Does not wait; to be called
     * before the end.
     *
     * @param at the wall clock at the beginning, from which the times in the recording count
     */
    public void began(Instant at) {
        file.began(at);
    }

    @Override
    public void take(EventBatch batch) {
        int cost = 4 + batch.events().size();
        if (waiting.get() > mostWaiting - cost) {
            Loss more = loss == null ? new Loss() : loss;
            for (RunEvent event : batch.events()) {
                more.add(event);
            }
            loss = more;
            lostSoFar.addAndGet(batch.events().size());
            return;
        }
        Loss before = loss;
        loss = null;
        waiting.addAndGet(cost);
        queue.add(new Handed(before, batch));
    }

    /**
     * That a recording does not have all of its run, or may come not to have it.
     *
     * @param sentence what is wrong, without a full stop
     * @param missing how many events it lacks for good
     */
    public record Trouble(String sentence, long missing) {}

    /**
     * Tells of trouble while the run goes on. To be called by any thread.
     *
     * @return what is wrong now; empty if nothing is, and nothing is missing
     */
    public Optional<Trouble> trouble() {
        String why = refusal;
        long missing = lostSoFar.get();
        if (missing > 0) {
            return Optional.of(new Trouble(file.title() + " lacks events of this run: "
                    + (why.isEmpty() ? "the disk was too slow" : why), missing));
        }
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trouble(
                        file.title() + " cannot be written at present, and will lack events if that lasts: " + why, 0));
    }

    /** {@return about how many events have been handed over and wait for the disk} */
    public long waiting() {
        return waiting.get();
    }

    /**
     * Ends the recording, once everything has been handed over. Does not wait.
     *
     * @param over what came of the run
     * @return completed when the file is closed: empty if all of the run is in it, otherwise what it lacks and why, in a
     *         sentence
     */
    public CompletableFuture<Optional<String>> finish(RunEnd over) {
        Loss last = loss;
        loss = null;
        if (last != null) {
            queue.add(new Handed(last, new EventBatch(java.util.List.of(), 0, false,
                    over.recorded().summary().droppedEvents())));
        }
        end = over;
        LockSupport.unpark(thread);
        return finished.copy();
    }

    /** Ends the writing of a run that has not come to an end; what has been handed over is written, and no more. */
    public void abandon() {
        abandoned = true;
        LockSupport.unpark(thread);
    }

    private void write() {
        try {
            finished.complete(writeAll());
        } catch (RuntimeException | Error unexpected) {
            // Nothing waits for a recording for ever; take() counts what it has no room for.
            refusal = file.reason(unexpected);
            finished.complete(Optional.of(file.incomplete(unexpected)));
        } finally {
            file.close();
        }
    }

    private Optional<String> writeAll() {
        long due = clock.nanoTime() + COMMIT_NANOS;
        String failure = "";
        while (true) {
            // Asked before the queue is emptied: what came before the end is in it.
            RunEnd over = end;
            boolean last = over != null || abandoned;
            drain();
            if (rows.size() >= MOST_ROWS || last || clock.nanoTime() - due >= 0) {
                try {
                    file.write(rows);
                    rows.clear();
                    failure = "";
                    refusal = "";
                } catch (SQLException refused) {
                    failure = file.incomplete(refused);
                    refusal = file.reason(refused);
                }
                due = clock.nanoTime() + COMMIT_NANOS;
                if (last) {
                    return failure.isEmpty() && over != null
                            ? finish(over, rows)
                            : Optional.of(failure.isEmpty() ? "" : failure + unwritten());
                }
            }
            if (queue.isEmpty() || rows.size() >= MOST_ROWS) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    private String unwritten() {
        long missing = lostEvents + rows.unwritten();
        for (Handed each = queue.poll(); each != null; each = queue.poll()) {
            missing += each.batch.events().size() + (each.before == null ? 0 : each.before.count());
        }
        return missing == 0 ? "" : "; " + missing + (missing == 1 ? " event is missing" : " events are missing");
    }

    private void drain() {
        // Of a file that takes nothing no more is taken than it takes at once.
        while (rows.size() < MOST_ROWS) {
            Handed next = queue.poll();
            if (next == null) {
                return;
            }
            waiting.addAndGet(-(4L + next.batch.events().size()));
            if (next.before != null) {
                rows.take(next.before);
                lostEvents += next.before.count();
            }
            rows.take(next.batch);
        }
    }

    private Optional<String> finish(RunEnd over, UnwrittenRows told) {
        try {
            while (!queue.isEmpty()) {
                drain();
                file.write(rows);
                rows.clear();
            }
            file.finish(over, told);
            return lostEvents == 0
                    ? Optional.empty()
                    : Optional.of(file.title() + " lacks " + LegibleCount.of(lostEvents, "event")
                            + ", for which the disk was too slow");
        } catch (SQLException refused) {
            return Optional.of(file.incomplete(refused));
        }
    }
}
