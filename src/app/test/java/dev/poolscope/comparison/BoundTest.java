package dev.poolscope.comparison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundTest {

    /** From one worker to two: 53 to 72 tasks complete, the longest wait falls from 7.75 s to 2.75 s. */
    private static Comparison bursts() throws Exception {
        return Comparison.of(ComparedRun.of("one", SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2)),
                ComparedRun.of("two", SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2)));
    }

    @ParameterizedTest
    @CsvSource({"completed > +35%, true", "completed > +36%, false", "completed >= +19, true", "completed > +19, false",
            "completed < 73, true", "completed == 72, true", "completed != 72, false", "wait.max < -5%, true",
            "wait.max > +10%, false", "wait.max <= -5s, true", "wait.max < -5.1s, false", "wait.max > 2.7s, true",
            "wait.max > 2.8s, false", "throughput > +2/s, true", "throughput > 8/s, false", "broken == true, false",
            "terminated == true, true", "utilisation > 60%, true", "utilisation < -30%, true",
            "burst: completed > +35%, true", "burst:wait.max > 2.8s, false", "failed > +0%, false",
            "failed >= +0, true", "retired.SHUTDOWN > +0%, true", "rejected > +1000%, false"})
    void aBoundIsPassedIfItIsSo(String text, boolean passed) throws Exception {
        assertThat(Bound.parse(text).check(bursts()).passed()).isEqualTo(passed);
    }

    @Test
    void fromNothingEveryIncreaseIsMoreThanAnyPercentage() throws Exception {
        Comparison backwards = Comparison.of(
                ComparedRun.of("two", SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2)),
                ComparedRun.of("one", SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2)));

        assertThat(Bound.parse("cancelled > +999999%").check(backwards).passed()).isTrue();
        assertThat(Bound.parse("cancelled > +999999%").check(backwards).measured()).isEqualTo("0, then 19 (+19)");
    }

    @Test
    void whatWasNotMeasuredCountsAsPassed() throws Exception {
        Bound.Outcome outcome = Bound.parse("arrivalLateness.max > +10%").check(bursts());

        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.measured())
                .isEqualTo("arrivalLateness.max of the second run is no sample, which counts as passed");
    }

    /** Of twelve pending tasks or more, where events are missing: the longest queue is no shorter, and may be longer. */
    @ParameterizedTest
    @CsvSource({"peakPending > 11, true, false", "peakPending >= 12, true, false", "peakPending < 12, false, false",
            "peakPending <= 11, false, false", "peakPending == 11, false, false", "peakPending != 11, true, false",
            "peakPending > 12, true, true", "peakPending < 13, true, true", "peakPending == 12, true, true",
            "peakPending != 12, true, true", "peakPending > +10%, true, true", "peakPending < -1, true, true"})
    void aPeakWithLossIsAtLeastThatHigh(String text, boolean passed, boolean unknown, @TempDir Path folder)
            throws Exception {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2);
        ReportDirectory.at(folder).write(run, _ -> new byte[0]);
        Path file = folder.resolve("summary.json");
        String lossy = Files.readString(file).replaceFirst("\"droppedEvents\" *: *0", "\"droppedEvents\" : 7")
                .replaceFirst("\"peakPending\" *: *[0-9]+", "\"peakPending\" : 12");
        Files.writeString(file, lossy);
        Comparison both = Comparison.of(ComparedRun.of("one", run), RunFiles.read(file));

        Bound.Outcome outcome = Bound.parse(text).check(both);

        assertThat(outcome.passed()).isEqualTo(passed);
        assertThat(outcome.measured()).contains("at least 12");
        assertThat(outcome.measured().contains("counts as passed")).isEqualTo(unknown);
        Result pending = both.result(Optional.empty(), Measure.named("peakPending").orElseThrow()).orElseThrow();
        assertThat(pending.difference()).isEmpty();
        assertThat(ValueText.difference(pending)).isEmpty();
        assertThat(both.result(Optional.empty(), Measure.named("peakWorkers").orElseThrow()).orElseThrow().b())
                .isEqualTo(new Reading.AtLeast(1));
    }

    /** As expectations have it. */
    @Test
    void theStreamMayStandBehindTheMeasure() {
        Bound before = Bound.parse("night shift: wait.p99 > +10%");
        Bound behind = Bound.parse("wait.p99 of \"night shift\" > +10%");

        assertThat(behind).isEqualTo(new Bound(behind.text(), before.stream(), before.measure(), before.comparison(),
                before.kind(), before.value()));
        assertThat(Bound.parse("cancelled of web>0").stream()).contains("web");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"wait.p99|'wait.p99' is no bound",
            "wait.p98 > +10%|'wait.p98' is not measured; did you mean 'wait.p9",
            "x > 1|'x' is not measured; allowed are submitted",
            "wait.p99 > 10%|'10%' has no sign; write +10%", "wait.p99 > +10|in the bound of wait.p99: '10' has no unit",
            "completed > 1.5|'1.5' is not possible with completed", "completed > +1e9|'1e9' is not possible",
            "broken > true|is not possible: broken is true or false",
            "broken == maybe|is not possible: broken is true or false",
            "throughput < -5|in the bound of throughput: '5' is not a rate",
            "utilisation > 1|'1' is not possible with utilisation; allowed is a percentage",
            "web: peakWorkers > 1|peakWorkers is not measured by stream",
            "peakWorkers of web > 1|peakWorkers is not measured by stream",
            "web: wait.p99 of web > 1s|names a stream twice", "wait.p99 => 1s|is no bound",
            "wait.p99 > +NaN%|in the bound of wait.p99: 'NaN%' is not a duration"})
    void aBadBoundIsRefusedInOneSentence(String text, String message) {
        assertThatThrownBy(() -> Bound.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message).extracting(Throwable::getMessage).asString().doesNotContain("\n");
    }

    @Test
    void aStreamThatNeitherRunHasIsRefused() throws Exception {
        Comparison bursts = bursts();

        assertThatThrownBy(() -> Bound.parse("web: completed > 1").check(bursts))
                .hasMessage("there is no stream 'web' in either run; there are burst");
    }
}
