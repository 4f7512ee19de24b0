package dev.poolscope.app.compose;

import dev.poolscope.app.chart.arrivals.ArrivalCurve;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.OfferedLoad;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreviewPhrasesTest {

    /** When the pool starves, most children are never submitted. */
    @ParameterizedTest
    @CsvSource({"starvation, '18 tasks will arrive if all parents run'", "head-of-line, '%s'"})
    void childrenArePromisedOnlyAsFarAsTheirParentsRun(String name, String said) {
        Scenario scenario = ReadyScenarios.load(name);
        ArrivalCurve curve = ArrivalCurve.of(scenario);

        String summary = new PreviewPhrases(new Texts()).summary(scenario, curve,
                OfferedLoad.of(scenario, curve.lengthNanos()));

        assertThat(summary).isEqualTo(said.replace("%s", summary.replace(" if all parents run", "")));
    }

    /** What is said of a run until it is stopped is about the time in which tasks come. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "until: 15s | 225 tasks will arrive | On average work for 1.5 workers, and there is 1: 150 %",
            "from: 10s | Arrivals until stopped | On average work for 1.5 workers, and there is 1: 150 %"})
    void ofARunWithoutAnEndTheLoadIsThatOfItsArrivals(String when, String comes, String load) throws Exception {
        Scenario scenario = ScenarioReader.parse("open", """
                                                         poolscope: 1
                                                         name: open
                                                         duration: open
                                                         pool: { type: single }
                                                         streams:
                                                           - name: orders
                                                             arrivals: { constant: { rate: 15/s } }
                                                             task: { sleep: 100ms }
                                                             %s
                                                         """.formatted(when));
        ArrivalCurve curve = ArrivalCurve.of(scenario);
        OfferedLoad asked = PreviewPhrases.loadOf(scenario, curve);
        PreviewPhrases words = new PreviewPhrases(new Texts());

        assertThat(words.summary(scenario, curve, asked)).isEqualTo(comes);
        assertThat(words.load(scenario, asked)).isEqualTo(load.replace(" %", "\u00a0%"));
    }

    /** A little is not nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dual | 3ms | On average 0.0030 of 2 workers busy, 0.15 %",
            "single | 3ms | On average 0.0030 of 1 worker busy, 0.30 %",
            "dual | 19ms | On average 0.019 of 2 workers busy, 1 %",
            "dual | 9900us | On average 0.0099 of 2 workers busy, 0.50 %",
            "dual | 50ms | On average 0.050 of 2 workers busy, 3 %"})
    void aTinyLoadIsNotNone(String pool, String time, String load) throws Exception {
        Scenario scenario = ScenarioReader.parse("tiny", """
                                                         poolscope: 1
                                                         name: tiny
                                                         duration: 10s
                                                         pool: { type: %s }
                                                         streams:
                                                           - name: few
                                                             arrivals: { constant: { rate: 1/s } }
                                                             task: { sleep: %s }
                                                         """.formatted(pool, time));

        assertThat(new PreviewPhrases(new Texts()).load(scenario,
                OfferedLoad.of(scenario, ArrivalCurve.of(scenario).lengthNanos())))
                .isEqualTo(load.replace(" %", "\u00a0%"));
    }

    /** What a machine has of processors is not known before the run, and what tasks wait for in it neither. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "dual | cpu: 50ms | On average 1.0 of 2 workers busy, 50 %. Each task that computes counts as if it had a processor to itself.",
            "single | cpu: 50ms | On average 1.0 of 1 worker busy, 100 %",
            "dual | lock: 25ms | On average 0.5 of 2 workers busy, 25 %. Time for which tasks are blocked does not count.",
            "single | lock: 25ms | On average 0.5 of 1 worker busy, 50 %",
            "dual | fanOut: { children: 2, child: 10ms } | On average 0.4 of 2 workers busy, 20 %. Time for which tasks are blocked does not count.",
            "dual | fanOut: { children: 2, child: 10ms, wait: false } | On average 0.4 of 2 workers busy, 20 %"})
    void whatDoesNotCountAsWorkIsSaid(String type, String work, String said) throws Exception {
        Scenario scenario = ScenarioReader.parse("load",
                """
                poolscope: 1
                name: load
                duration: 10s
                pool: { type: %s }
                streams:
                  - { name: web, arrivals: { constant: { rate: 20/s } }, task: { %s } }
                """.formatted(type, work));
        long length = ArrivalCurve.of(scenario).lengthNanos();

        assertThat(new PreviewPhrases(new Texts()).load(scenario, OfferedLoad.of(scenario, length)))
                .isEqualTo(said.replace(" %", "\u00a0%"));
    }

    /** A constant rate over all of the run: rate times service time are the workers that it keeps busy. */
    @ParameterizedTest
    @CsvSource({"thread, 4, 150, 'On average 3.0 of 4 workers busy, 75 %'",
            "thread, 4, 1000, 'On average work for 20.0 workers, and there are 4: 500 %'",
            "single, 1, 40, 'On average 0.8 of 1 worker busy, 80 %'",
            "single, 1, 250, 'On average work for 5.0 workers, and there is 1: 500 %'"})
    void moreWorkersThanThereAreAreNotSaidToBeBusy(String type, int workers, int serviceMillis, String said)
            throws Exception {
        Scenario scenario = ScenarioReader.parse("load",
                """
                poolscope: 1
                name: load
                duration: 10s
                pool: { type: %s%s }
                streams:
                  - name: web
                    arrivals: { constant: { rate: 20/s } }
                    until: 10s
                    task: { sleep: %dms }
                """.formatted(type, workers == 1 ? "" : ", maxWorkers: " + workers, serviceMillis));
        long length = ArrivalCurve.of(scenario).lengthNanos();

        assertThat(new PreviewPhrases(new Texts()).load(scenario, OfferedLoad.of(scenario, length)))
                .isEqualTo(said.replace(" %", "\u00a0%"));
    }
}
