package dev.poolscope.app.fx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.LiveReader;
import dev.poolscope.telemetry.recorder.Summary;
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

    private SessionRun(Session session) {
        this.session = session;
        this.reader = session.newReader();
        this.finished = session.finished();
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
    public boolean isOver() {
        return finished.isDone();
    }

    @Override
    public CompletableFuture<?> ended() {
        return finished;
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
        return session.controls().streams();
    }

    // Whether the run has ended meanwhile shows on the screen anyway.

    @Override
    public void submit(String stream, int count) {
        boolean _ = session.controls().submit(stream, count);
    }

    @Override
    public void setIdleTimeout(@Nullable Duration timeout) {
        boolean _ = session.controls().setIdleTimeout(timeout);
    }

    @Override
    public void spawnWorkers(int count) {
        boolean _ = session.controls().spawnWorkers(count);
    }

    @Override
    public void spawnMaxWorkers() {
        boolean _ = session.controls().spawnMaxWorkers();
    }

    @Override
    public void cancelPending(String stream) {
        boolean _ = session.controls().cancelPending(stream);
    }

    @Override
    public void breakNextInitializer() {
        boolean _ = session.controls().breakNextInitializer();
    }

    @Override
    public Map<String, Rate> rates() {
        return session.controls().rates();
    }

    @Override
    public void setRate(String stream, Rate rate) {
        boolean _ = session.controls().setRate(stream, rate);
    }

    @Override
    public List<TimedAction> performed() {
        return session.controls().performed();
    }

    @Override
    public @Nullable FinishedRun finishedRun() {
        return finished.isDone() && !finished.isCompletedExceptionally() ? finished.resultNow() : null;
    }

    @Override
    public void join() {
        boolean _ = session.controls().join();
    }

    @Override
    public void shutDown() {
        boolean _ = session.controls().shutdown();
    }
}
