package dev.poolscope.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolState;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The end of a run says how the run stands, also where its recording lacks the last readings of the counters. */
class LastSampleTest extends OwnRecording {
    private final FinishedRun run = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
    private final long length = run.wholeLength().toNanos();

    /** As on threads: with readings of the counters, and with losses. */
    private RecordedRun told(long seed) {
        return new RetoldRun(run.events(), 64, new Random(seed)).finish(length);
    }

    private static EventBatch some(RecordedRun of, LongPredicate when, long horizon) {
        return new EventBatch(of.events().stream().filter(event -> when.test(event.nanos())).toList(), horizon, false,
                0,
                Map.of(), new Counted(of.counted().samples().stream().filter(sample -> when.test(sample.nanos()))
                        .toList(), Long.MAX_VALUE, Long.MIN_VALUE));
    }

    private void write(RecordedRun told, long cut) throws Exception {
        EventBatch first = some(told, nanos -> nanos <= cut, cut);
        EventBatch last = some(told, nanos -> nanos > cut, length);
        assertThat(last.events()).hasSizeGreaterThan(first.events().size());
        // The room that the first batch needs is too little for the last.
        RecordingWriter writer = RecordingWriter.begin(RecordingFile.create(file, new RunHeader("test", Instant.EPOCH,
                run.scenario(), 1, 0, RunHeader.Machine.here(), run.poolName(), run.maxWorkers(), 0)), NanoClock.SYSTEM,
                4 + first.events().size());
        writer.take(first);
        writer.take(last);
        assertThat(writer.finish(new RunEnd(run.length(), false, 0, List.of(), told)).get(60, TimeUnit.SECONDS))
                .isPresent();
    }

    private Timeline read() throws RecordingException {
        RecordedRun recorded = RecordingReader.read(file).end().recorded();
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(recorded.asBatch(length));
        return timeline;
    }

    private static void assertOver(Timeline timeline, Summary summary, String as) {
        assertThat(timeline.counts().state()).as(as).isEqualTo(PoolState.TERMINATED);
        Counts now = timeline.counts().now();
        assertThat(List.of(now.alive(), now.busy(), now.free(), (int) now.pending())).as(as).containsOnly(0);
        assertThat(List.of(now.submitted(), now.completed(), now.failed(), now.cancelled(), now.rejected())).as(as)
                .isEqualTo(List.of(summary.submitted(), summary.completed(), summary.failed(), summary.cancelled(),
                        summary.rejected()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isWrittenThoughTheDiskWasTooSlowForTheEnd(long seed) throws Exception {
        RecordedRun told = told(seed);

        write(told, length / 5);

        assertOver(read(), told.summary(), "seed " + seed);
        assertThat(read().counts().history().last()).as("seed %d", seed).isEqualTo(told.counted().samples().getLast());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void followsFromTheEndWhereItIsMissing(long seed) throws Exception {
        RecordedRun told = told(seed);
        write(told, length / 5);
        change("DELETE FROM count_sample WHERE ns > " + length / 10);

        assertOver(read(), told.summary(), "seed " + seed);

        change("DELETE FROM count_sample");
        assertOver(read(), told.summary(), "no sample, seed " + seed);
    }
}
