package dev.poolscope.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.LiveReader;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.StoryReplay;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the window shows of the default scenario is what happened: everything follows from the file of events alone. */
class TruthTest {
    /** The whole scenario in some three seconds. */
    private static final double SPEED = 8;

    @TempDir
    Path directory;

    @Test
    void whatWasSeenLiveIsWhatTheFileOfEventsSaysEventByEvent() throws Exception {
        var session = new Session(ReadyScenarios.load(ReadyScenarios.DEFAULT).atSpeed(SPEED));
        LiveReader reader = session.newReader();
        var live = new Timeline(session.maxWorkers());
        session.start();
        CompletableFuture<FinishedRun> finished = session.finished();
        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            show(reader, live);
            return finished.isDone();
        });
        FinishedRun run = finished.get();
        show(reader, live);

        ReportDirectory.at(directory).write(run, any -> new byte[0]);
        String csv = Files.readString(directory.resolve("events.csv"));
        var replay = new EventsCsvReplay(csv);
        replay.assertMatches(live);
        new StoryReplay(csv, session.maxWorkers(), live.horizonNanos()).assertMatches(live);
        replay.assertMatches(run.summary());

        var afterwards = new Timeline(session.maxWorkers());
        run.events().forEach(afterwards::apply);
        replay.assertMatches(afterwards);

        Summary summary = run.summary();
        assertThat(summary.submitted()).isPositive()
                .isEqualTo(summary.completed() + summary.failed() + summary.cancelled());
        assertThat(live.ledger().isBalanced()).isTrue();
        assertThat(live.ledger().cancelledByPool()).as("tasks that the shutdown cancelled").isNotEmpty();
        assertThat(live.lanes().count()).as("no worker stands outside of the pool's slots")
                .isEqualTo(session.maxWorkers());
    }

    private static void show(LiveReader reader, Timeline timeline) {
        for (EventBatch batch = reader.poll(); batch != null; batch = reader.poll()) {
            timeline.apply(batch);
        }
    }
}
