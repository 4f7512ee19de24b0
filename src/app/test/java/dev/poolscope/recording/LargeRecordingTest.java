package dev.poolscope.recording;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording of which not all is read in detail tells what one tells that is read whole. */
final class LargeRecordingTest extends OwnRecording {
    private static final List<String> AT_THE_END = List.of("overview", "lane_bucket", "percentile", "histogram",
            "summary", "retired", "stream_summary", "times", "leftover", "event_count", "event_order", "log_task",
            "log_worker_event", "log_pool_event");

    /** As if the program had been killed just before the end of the run was written. */
    private void endAbruptly() throws SQLException {
        for (String table : AT_THE_END) {
            change("DELETE FROM " + table);
        }
        change("UPDATE run SET ended_in_order = 0, length_ns = NULL, stopped = NULL, cut_draws = NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overload", "recycling", "one-lock", "head-of-line", "starvation"})
    void theNumbersOfARunThatEndedAbruptlyAreThoseOfAllOfItsEvents(String scenario) throws Exception {
        FinishedRun run = written(scenario);
        endAbruptly();

        StoredRun whole = RecordingReader.read(file);
        StoredRun latest = RecordingReader.read(file, run.events().size() / 3);

        assertThat(whole.end().recorded().summary().submitted()).isEqualTo(run.summary().submitted());
        assertThat(whole.end().recorded().summary().waitTimes()).isEqualTo(run.summary().waitTimes());
        assertThat(latest.end().recorded().events().size()).isLessThan(run.events().size());
        assertThat(latest.end().recorded().summary()).usingRecursiveComparison().ignoringFields("unkeptEvents")
                .isEqualTo(whole.end().recorded().summary());
        for (EventType type : EventType.values()) {
            if (type != EventType.NOT_RECORDED) {
                long there = latest.end().recorded().events().stream().filter(it -> it.type() == type).count();
                assertThat(there + latest.end().recorded().missing().getOrDefault(type, 0L)).as(type.name())
                        .isEqualTo(run.events().stream().filter(it -> it.type() == type).count());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overload", "recycling", "one-lock", "starvation"})
    void theBucketsThatTheWriterDidNotWriteAreWorkedOutFromTheEvents(String scenario) throws Exception {
        FinishedRun run = written(scenario);
        StoredRun told = RecordingReader.overview(file).orElseThrow();
        endAbruptly();

        Past past = Objects.requireNonNull(sweep(run).past());

        assertThat(describe(past)).isEqualTo(describe(Objects.requireNonNull(told.past())));
    }

    @Test
    void soAreThoseOfTheFirstFormat() throws Exception {
        FinishedRun run = written("overload");
        StoredRun told = RecordingReader.overview(file).orElseThrow();
        toFirstFormat();

        Past past = Objects.requireNonNull(sweep(run).past());

        assertThat(describe(past)).isEqualTo(describe(Objects.requireNonNull(told.past())));
    }

    private SweptRun sweep(FinishedRun run) throws RecordingException {
        return RecordingReader.reading(file,
                connection -> SweptRun.of(connection, run.maxWorkers(), run.wholeLength().toNanos()));
    }

    private static String describe(Past past) {
        StringBuilder all = new StringBuilder("until " + past.endNanos() + " " + past.waitTimes() + past.runTimes());
        for (LaneHistory lane : past.lanes()) {
            all.append("\nwidth ").append(lane.widthNanos());
            for (int bucket = 0; bucket < lane.count(); bucket++) {
                all.append("\n").append(lane.tasks(bucket)).append(' ').append(lane.failed(bucket));
                for (SegmentKind kind : SegmentKind.values()) {
                    all.append(' ').append(lane.nanos(bucket, kind));
                }
            }
        }
        return all.toString();
    }

    /** It lacks its end, and is not headed as one that was stopped. */
    @Test
    void aRunWhoseRecordingEndedAbruptlyWasNotStopped() throws Exception {
        written("overload");
        endAbruptly();
        change("UPDATE run SET scenario = replace(scenario, 'duration: ', 'duration: 9')");

        StoredRun abrupt = RecordingReader.read(file);

        assertThat(abrupt.end().length()).isLessThan(abrupt.header().scenario().duration());
        assertThat(abrupt.end().stopped()).isFalse();
        assertThat(abrupt.remark()).contains("ended abruptly");
    }

    @Test
    void beforeItsEventsAreReadOneThatEndedAbruptlyHasItsCounts() throws Exception {
        FinishedRun run = written("overload");
        endAbruptly();
        change("INSERT INTO count_sample VALUES (1000000, %d, 0, 0, 0, 0, %d, %d, 0, %d, 0, %3$d, 'TERMINATED', 0, NULL, 0)"
                .formatted(run.wholeLength().toNanos(), run.summary().submitted(), run.summary().completed(),
                        run.summary().cancelled()));

        StoredRun first = RecordingReader.overview(file).orElseThrow();
        Timeline shown = new Timeline(run.maxWorkers(), Timeline.DETAILED_TASKS, first.past());
        shown.apply(first.end().recorded().asBatch(first.end().length().toNanos()));

        assertThat(first.remark()).contains("ended abruptly");
        assertThat(first.end().recorded().summary().submitted()).isEqualTo(run.summary().submitted());
        assertThat(first.end().recorded().summary().completed()).isEqualTo(run.summary().completed());
        assertThat(shown.counts().now().submitted()).isEqualTo(run.summary().submitted());
        assertThat(shown.completeness().detailFromNanos()).isEqualTo(shown.horizonNanos());
    }
}
