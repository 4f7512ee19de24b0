package dev.poolscope.recording;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.Summary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording says of which samples the percentiles are exact; of an older one they are found from its tasks. */
class ExactTimesTest extends OwnRecording {

    @Test
    void whatIsExactIsSoAgain() throws Exception {
        FinishedRun run = written("burst-on-two");
        assertThat(run.summary().isExact()).isTrue();
        assertThat(Recordings.open(file).summary()).isEqualTo(run.summary());
    }

    @Test
    void whatIsNotSaidToBeExactIsTakenAsItIsWritten() throws Exception {
        FinishedRun run = written("burst-on-two");
        change("DELETE FROM exact_times WHERE what = 'wait' AND stream IS NULL",
                "UPDATE times SET p50_ns = p50_ns + 1 WHERE what = 'wait' AND stream IS NULL");
        Summary read = Recordings.open(file).summary();
        SampleSummary before = run.summary().waitTimes();
        assertThat(read.waitTimes()).isEqualTo(new SampleSummary(before.count(), before.p50() + 1, before.p90(),
                before.p95(), before.p99(), before.max(), before.mean(), false));
        assertThat(read.isExact()).isFalse();
        assertThat(read.runTimes()).isEqualTo(run.summary().runTimes());
    }

    @Test
    void ofAnOlderFormatTheTasksTell() throws Exception {
        FinishedRun run = written("burst-on-two");
        change("UPDATE times SET p50_ns = p50_ns + 1000, p90_ns = p90_ns + 1000 WHERE what IN ('wait', 'total')");
        toThirdFormat();
        assertThat(Recordings.open(file).summary()).isEqualTo(run.summary());

        // Without one of its tasks they do not.
        change("UPDATE times SET samples = samples + 1 WHERE what = 'wait'");
        Summary read = Recordings.open(file).summary();
        assertThat(read.waitTimes().exact()).isFalse();
        assertThat(read.waitTimes().p50()).isEqualTo(run.summary().waitTimes().p50() + 1000);
        assertThat(read.totalTimes()).isEqualTo(run.summary().totalTimes());
    }
}
