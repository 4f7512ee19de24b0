package dev.poolscope.theory;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class LoadAnalysisTest {
    private static final String POISSON = "{ poisson: { rate: 200/s } }";
    private static final String EXPONENTIAL = "{ sleep: { exponential: { mean: 15ms } } }";

    private static Theory of(String pool, String arrivals, String task, String more) throws InvalidScenarioException {
        return LoadAnalysis.of(ScenarioReader.parse("load.yaml", """
                                                                 poolscope: 1
                                                                 name: load
                                                                 duration: 20s
                                                                 pool: %s
                                                                 streams:
                                                                   - { name: web, arrivals: %s, task: %s }
                                                                 """.formatted(pool, arrivals, task) + more), 2);
    }

    private static Theory of(int workers, String arrivals, String task) throws InvalidScenarioException {
        return of("{ type: thread, maxWorkers: " + workers + " }", arrivals, task, "");
    }

    @Test
    void erlangCIsWhatTablesSay() {
        // L. Kleinrock, Queueing Systems I: M/M/1 waits with probability rho; M/M/2 with 2 rho^2 / (1 + rho).
        assertThat(new ErlangC(1, 0.7, 1).probabilityOfWaiting()).isCloseTo(0.7, within(1e-12));
        assertThat(new ErlangC(1, 0.7, 1).meanWaitSeconds()).isCloseTo(0.7 / 0.3, within(1e-12));
        assertThat(new ErlangC(2, 1.5, 1).probabilityOfWaiting()).isCloseTo(2 * 0.75 * 0.75 / 1.75, within(1e-12));
        // By the sum of the textbook, not by the recursion: 4 servers, 3 Erlang.
        double sum = 1 + 3 + 9 / 2.0 + 27 / 6.0;
        double tail = 81 / 24.0 * 4;
        assertThat(new ErlangC(4, 200, 0.015).probabilityOfWaiting()).isCloseTo(tail / (sum + tail), within(1e-12));
        assertThat(new ErlangC(4, 200, 0.015).waitPercentileSeconds(40)).as("60 % do not wait at all").isZero();
        assertThatThrownBy(() -> new ErlangC(3, 200, 0.015)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void poissonArrivalsAndExponentialTimesAreErlangC() throws Exception {
        assertThat(of(4, POISSON, EXPONENTIAL)).isInstanceOfSatisfying(Theory.Steady.class, steady -> {
            assertThat(steady.formula()).isEqualTo(Theory.Formula.ERLANG_C);
            assertThat(steady.broken()).isEmpty();
            assertThat(steady.utilisation()).isCloseTo(0.75, within(1e-12));
            assertThat(steady.predict(new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99)).orElse(0) / 1e6)
                    .isCloseTo(58.96, within(0.01));
            assertThat(steady.predict(new Quantity.Time(Quantity.Span.RUN, Quantity.Statistic.P99))).isEmpty();
        });
    }

    @Test
    void otherTimesAreApproximatedInTheMeanOnlyAndWhatTheyBreakIsSaid() throws Exception {
        // M/D/1: half of M/M/1 (Pollaczek and Khinchine).
        assertThat(of(1, "{ poisson: { rate: 50/s } }", "{ sleep: 15ms }")).isInstanceOfSatisfying(Theory.Steady.class,
                steady -> {
                    assertThat(steady.formula()).isEqualTo(Theory.Formula.ALLEN_CUNNEEN);
                    assertThat(steady.meanWaitNanos() / 1e6).isCloseTo(0.75 * 15 / 0.25 / 2, within(1e-6));
                    assertThat(steady.broken()).containsExactly("service times are not exponential: cv 0.0");
                    assertThat(steady.predict(new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99))).isEmpty();
                });
        assertThat(of(4, "{ constant: { rate: 50/s } }", "{ sleep: { lognormal: { median: 10ms, sigma: 1.3 } } }"))
                .isInstanceOfSatisfying(Theory.Steady.class, steady -> assertThat(steady.broken()).containsExactly(
                        "arrivals are evenly spaced, not Poisson", "service times are not exponential: cv 2.1"));
    }

    @Test
    void asMuchWorkAsWorkersIsSaturated() throws Exception {
        assertThat(of(3, POISSON, EXPONENTIAL)).isInstanceOfSatisfying(Theory.Saturated.class,
                saturated -> assertThat(saturated.utilisation()).isCloseTo(1, within(1e-12)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  { closed: { users: 3, think: 1s } }      | { sleep: 15ms }     | 'web' is closed: its users wait for their tasks, so arrivals depend on the pool
                                                                  { batch: { count: 30, at: 1s } }         | { sleep: 15ms }     | 'web' comes many at once
                                                                  { bursts: { count: 3, every: 1s } }      | { sleep: 15ms }     | 'web' comes many at once
                                                                  { ramp: { fromRate: 1/s, toRate: 9/s } } | { sleep: 15ms }     | 'web' has a rate that changes
                                                                  { poisson: { rate: 9/s } }               | { lock: 15ms }      | 'web' shares a lock: its tasks wait for each other
                                                                  { poisson: { rate: 9/s } }               | { fanOut: { children: 2, child: 1ms } } | 'web' fans out: its tasks wait for others
                                                                  { poisson: { rate: 9/s } }               | { cpu: 15ms }       | 'web' computes on more workers than processors, so tasks slow each other down
                                                                  { poisson: { rate: 9/s } }               | { sleep: 0s }       | 'web' has tasks that take no time
                                                                  { poisson: { rate: 9/s } }               | { sleep: { pareto: { scale: 1ms, shape: 1.5 } } } | 'web' has service times without a finite variance
                                                                  { poisson: { rate: 9/s } }               | { sleep: 15ms, cancelAfter: 1s } | 'web' is cancelled after a time, so tasks leave the queue
                                                                  """)
    void noFormulaIsUsedWhereItDoesNotApply(String arrivals, String task, String reason) throws Exception {
        assertThat(of(4, arrivals, task)).isEqualTo(new Theory.NotApplicable(reason));
        assertThat(TheoryText.lines(of(4, arrivals, task))).isEmpty();
    }

    @Test
    void actionsAndHooksMayForbidItToo() throws Exception {
        assertThat(of("{ type: quad }", POISSON, EXPONENTIAL, "actions: [ { at: 5s, shutdown: true } ]"))
                .isEqualTo(new Theory.NotApplicable("the action 'shut down' changes what happens"));
        assertThat(of("{ type: quad, initializer: { takes: 5ms } }", POISSON, EXPONENTIAL, ""))
                .isEqualTo(new Theory.NotApplicable("hooks keep workers from their tasks"));
        assertThat(of("{ type: quad }", POISSON, EXPONENTIAL, "actions: [ { at: 5s, note: Look } ]"))
                .isInstanceOf(Theory.Steady.class);
    }
}
