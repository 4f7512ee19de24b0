package dev.poolscope.app.compose;

import dev.poolscope.app.chart.arrivals.ArrivalCurve;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.format.ReadyScenarios;
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
}
