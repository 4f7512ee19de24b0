package dev.poolscope.sizing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Overheads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CalibrationTest {
    private static final Calibration MEASURED = new Calibration(Measured.of("wakeUp", "a", 62_512, 62_512, 90_000),
            Measured.of("start", "b", 3_000_000_000L), Measured.of("sleep", "c", 0, 0, 0),
            Measured.of("submit", "d", 415, 416, 417));

    @Test
    void theIntervalOfTheMedianFollowsFromTheOrderOfTheSamples() {
        long[] samples = new long[101];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 100L - i;
        }

        // The ranks 50.5 ± 0.98 √101, outwards; by the binomial distribution they hold the median with 95 to 96.5 %.
        assertThat(Measured.of("it", "what", samples)).isEqualTo(new Measured("it", "what", 101, 50, 40, 60));
        assertThat(Measured.of("it", "what", 7)).isEqualTo(new Measured("it", "what", 1, 7, 7, 7));
    }

    @Test
    void whatIsPrintedCanBeReadByAScenarioAndByAProgram() throws Exception {
        String yaml = CalibrationText.of(MEASURED);
        String pasted = yaml.substring(yaml.indexOf("overheads:"));

        assertThat(ScenarioReader.parse("pasted.yaml",
                "poolscope: 1\nname: x\nduration: 1s\npool: { type: single }\n" + pasted + "\n").overheads())
                .isEqualTo(MEASURED.overheads())
                .isEqualTo(new Overheads(Duration.ofNanos(62_500), Duration.ofSeconds(1),
                        Duration.ZERO, Duration.ofNanos(416)));
        assertThat(CalibrationText.json(MEASURED)).contains("\"medianNanos\" : 62512", "\"repetitions\" : 3",
                "wakeUp: 62.5us");
    }

    @Test
    void thisMachineAddsSomethingAndHowMuchIsKnownWithin() throws Exception {
        Calibration calibration = Calibration.measure();

        assertThat(calibration.all()).extracting(Measured::key).containsExactly("wakeUp", "start", "sleep", "submit");
        assertThat(calibration.all()).allSatisfy(each -> assertThat(each.median()).isBetween(each.low(), each.high()));
        assertThat(calibration.overheads().isNone()).isFalse();
    }

    @Test
    void aPoolThatGetsNoThreadIsNotWaitedForForever() throws Exception {
        BlockingQueue<Long> reported = new LinkedBlockingQueue<>(List.of(7L));

        assertThat(Calibration.next(reported, Duration.ZERO)).isEqualTo(7);
        assertThatThrownBy(() -> Calibration.next(reported, Duration.ZERO))
                .isInstanceOf(Calibration.StalledException.class)
                .hasMessageContaining("it has started no worker and no task");
    }
}
