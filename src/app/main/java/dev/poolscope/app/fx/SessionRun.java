package dev.poolscope.app.fx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.RecordingFolder;
import dev.poolscope.session.Session;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.LiveReader;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** A session, seen as a {@link LiveRun}. */
public final class SessionRun implements LiveRun {
    private final Session session;
    private final LiveReader reader;
    private final CompletableFuture<FinishedRun> finished;
    private final CompletableFuture<Optional<String>> closed;
    private @Nullable Path recording;

    private SessionRun(Session session) {
        this.session = session;
        this.reader = session.newReader();
        this.finished = session.finished();
        this.closed = session.recordingClosed();
    }

    /**
     * Begins a run that is recorded in a folder. Threads are started and a file is made here: better not to call it in the thread
     * of the screen. A run that cannot be recorded is run all the same.
     *
     * @param problem takes, in any thread, why the run is not recorded, or what its recording lacks
     */
    public static SessionRun begin(Scenario scenario, RecordingFolder folder, Consumer<String> problem) {
        Session session = new Session(scenario);
        SessionRun run = new SessionRun(session);
        try {
            Path file = folder.next(Instant.now());
            session.recordTo(file, 1);
            run.recording = file;
        } catch (IOException refused) {
            problem.accept(String.valueOf(refused.getMessage()));
        }
        CompletableFuture<Void> _ = session.recordingClosed().thenAccept(lacking -> lacking.ifPresent(problem));
        session.start();
        return run;
    }

    /** Begins a run of a scenario. Threads are started here: better not to call it in the thread of the screen. */
    public static SessionRun begin(Scenario scenario) {
        Session session = new Session(scenario);
        // The reader comes first, so that it has the very first event.
        SessionRun run = new SessionRun(session);
        session.start();
        return run;
    }

    @Override
    public @Nullable EventBatch poll() {
        return reader.poll();
    }

    @Override
    public @Nullable RecordedDetail detail() {
        Path file = recording;
        return file == null ? null : new RecordedDetail(file, () -> !closed.isDone());
    }

    @Override
    public CompletableFuture<Optional<Path>> recording() {
        Optional<Path> file = Optional.ofNullable(recording);
        return closed.thenApply(lacking -> lacking.isPresent() ? Optional.empty() : file);
    }

    @Override
    public Optional<RecordingWriter.Trouble> recordingTrouble() {
        return session.recordingTrouble();
    }

    @Override
    public boolean isOver() {
        return finished.isDone();
    }

    @Override
    public CompletableFuture<?> ended() {
        return CompletableFuture.allOf(finished, session.recordingClosed());
    }

    @Override
    public @Nullable Throwable failure() {
        return finished.isCompletedExceptionally() ? finished.exceptionNow() : null;
    }

    @Override
    public long elapsedNanos() {
        return session.elapsed().toNanos();
    }

    @Override
    public long poolNanos() {
        return session.poolTime().toNanos();
    }

    @Override
    public @Nullable Summary summary() {
        return session.summary();
    }

    @Override
    public List<Expectation.Outcome> expectations() {
        return session.expectations();
    }

    @Override
    public void stop() {
        session.stop();
    }

    @Override
    public int maxWorkers() {
        return session.maxWorkers();
    }

    @Override
    public List<String> streams() {
        return session.streams();
    }

    @Override
    public CompletableFuture<Answer> perform(Action action) {
        return session.perform(action);
    }

    @Override
    public @Nullable Duration idleTimeout() {
        return session.idleTimeout();
    }

    @Override
    public Map<String, Rate> rates() {
        return session.rates();
    }

    @Override
    public List<TimedAction> performed() {
        return session.performed();
    }

    @Override
    public @Nullable FinishedRun finishedRun() {
        return finished.isDone() && !finished.isCompletedExceptionally() ? finished.resultNow() : null;
    }
}
