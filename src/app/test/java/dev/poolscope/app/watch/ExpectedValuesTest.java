package dev.poolscope.app.watch;

import java.util.Arrays;
import java.util.List;

import dev.poolscope.app.chart.curves.Threshold;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpectedValuesTest {

    /** A curve is of all tasks: a line for those of one stream would be held against others, too. */
    @Test
    void onlyWhatAChartShowsHasALineInIt() throws Exception {
        Scenario scenario = ScenarioReader.parse("lines.yaml",
                """
                poolscope: 1
                name: lines
                duration: 1s
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                expect:
                  - wait.p99 < 100ms
                  - wait.p99 of web < 50ms
                  - throughput of web > 2/s
                  - utilisation < 80%
                  - throughput > 1/s
                """);

        assertThat(Arrays.stream(WatchChart.values())
                .flatMap(chart -> ExpectedValues.of(scenario, chart).stream()).toList())
                .isEqualTo(List.of(new Threshold(1, "throughput > 1/s"), new Threshold(100e6, "wait p99 < 100 ms")));
    }
}
