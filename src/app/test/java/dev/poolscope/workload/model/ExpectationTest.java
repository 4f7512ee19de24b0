package dev.poolscope.workload.model;

import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpectationTest {
    /** Half of the workers' time was used; of the stream web there were 8, of which 4 completed and 1 failed, and of no other one anything. */
    private abstract static class Measured implements Measurements {
        @Override
        public OptionalDouble utilisation() {
            return OptionalDouble.of(0.5);
        }

        @Override
        public TaskMeasurements ofStream(String stream) {
            return stream.equals("web") ? WEB : TaskMeasurements.NONE;
        }
    }

    private static final TaskMeasurements WEB = new TaskMeasurements() {
        @Override
        public long count(Quantity.Count count) {
            return switch (count) {
                case SUBMITTED -> 8;
                case COMPLETED -> 4;
                case FAILED -> 1;
                default -> 0;
            };
        }

        @Override
        public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
            return span == Quantity.Span.RUN ? OptionalDouble.empty() : OptionalDouble.of(2.5e7);
        }

        @Override
        public boolean isExact(Quantity.Span span) {
            return true;
        }

        @Override
        public OptionalDouble throughput() {
            return OptionalDouble.of(3);
        }
    };

    /** 200 submitted, 150 completed, 3 idle retirements; waiting 1.5 s at every percentile, no total; 12.5/s; terminated. */
    private static final Measurements MEASURED = new Measured() {
        @Override
        public long count(Quantity.Count count) {
            return switch (count) {
                case SUBMITTED -> 200;
                case COMPLETED -> 150;
                default -> 0;
            };
        }

        @Override
        public long retired(RetirementReason reason) {
            return reason == RetirementReason.IDLE_TIMEOUT ? 3 : 0;
        }

        @Override
        public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
            return span == Quantity.Span.WAIT ? OptionalDouble.of(1.5e9) : OptionalDouble.empty();
        }

        @Override
        public boolean isExact(Quantity.Span span) {
            return true;
        }

        @Override
        public OptionalDouble throughput() {
            return OptionalDouble.of(12.5);
        }

        @Override
        public boolean is(Quantity.State state) {
            return state == Quantity.State.TERMINATED;
        }
    };

    private static final Measurements LARGE = new Measured() {
        @Override
        public long count(Quantity.Count count) {
            return 1_234_567;
        }

        @Override
        public long retired(RetirementReason reason) {
            return 1_000;
        }

        @Override
        public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
            return OptionalDouble.empty();
        }

        @Override
        public boolean isExact(Quantity.Span span) {
            return true;
        }

        @Override
        public OptionalDouble throughput() {
            return OptionalDouble.of(98_765.4);
        }

        @Override
        public boolean is(Quantity.State state) {
            return false;
        }
    };

    @ParameterizedTest
    @CsvSource({"completed == 150, true, 150", "completed != 150, false, 150", "completed < 151, true, 150",
            "completed <= 149, false, 150",
            "completed > 150, false, 150", "completed >= 150, true, 150",
            "completed >= 75%, true, 150 (75.0 % of 200 submitted)",
            "completed > 75%, false, 150 (75.0 % of 200 submitted)", "failed == 0, true, 0",
            "retired.IDLE_TIMEOUT == 3, true, 3",
            "retired.JOIN > 0, false, 0", "wait.p95 < 2s, true, 1.50 s", "wait.p50 <= 1500ms, true, 1.50 s",
            "wait.max < 1.5s, false, 1.50 s",
            "total.p99 < 24h, false, no sample", "total.p99 > 0s, false, no sample",
            "throughput >= 750/min, true, 12.50/s",
            "throughput > 12.5/s, false, 12.50/s", "terminated == true, true, true", "terminated != true, false, true",
            "broken == false, true, false", "starved==true, false, false",
            "utilisation < 50.1%, true, 50.0 %", "utilisation == 50%, true, 50.0 %", "utilisation > 50%, false, 50.0 %",
            "submitted of web == 8, true, 8", "completed of web >= 50%, true, 4 (50.0 % of 8 submitted)",
            "failed of web <= 12%, false, 1 (12.5 % of 8 submitted)", "rejected of other == 0, true, 0",
            "completed of other == 100%, true, 0 (0.0 % of 0 submitted)",
            "wait.p99 of web < 26ms, true, 25.0 ms", "total.max of web<25ms, false, 25.0 ms",
            "run.mean of web < 1h, false, no sample", "wait.p50 of other < 1h, false, no sample",
            "throughput of web > 2/s, true, 3.00/s", "throughput of other < 1/s, false, no sample"})
    void anExpectationComparesWhatWasMeasuredAndShowsIt(String text, boolean held, String actual) {
        Expectation.Outcome outcome = Expectation.parse(text).check(MEASURED);

        assertThat(outcome.held()).isEqualTo(held);
        assertThat(outcome.actual()).isEqualTo(actual);
        assertThat(outcome.written()).isEqualTo(actual);
    }

    @ParameterizedTest
    @CsvSource({"submitted > 1, '1,234,567', 1234567",
            "completed > 50%, '1,234,567 (100.0 % of 1,234,567 submitted)', 1234567 (100.0 % of 1234567 submitted)",
            "retired.JOIN > 1, '1,000', 1000", "throughput > 1/s, '98,765.40/s', 98765.40/s"})
    void onlyPeopleGetCommas(String text, String read, String written) {
        Expectation.Outcome outcome = Expectation.parse(text).check(LARGE);

        assertThat(outcome.actual()).isEqualTo(read);
        assertThat(outcome.written()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"compleeted >= 1 | did you mean 'completed'",
            "retired.IDLE >= 1 | did you mean 'retired.IDLE_TIMEOUT'", "retired.NEVER >= 1 | retired.<reason>",
            "wait.p96 < 1s | did you mean 'wait.p9", "latency < 1s | allowed are submitted",
            "completed => 1 | is not an expectation",
            "completed = 1 | is not an expectation", "completed >= -1 | a whole number",
            "completed >= 1.5 | a whole number",
            "completed >= 101% | at most 100%", "wait.p95 < 2 | has no unit", "wait.p95 < 2/s | is not a duration",
            "throughput > 5 | is not a rate", "terminated == yes | allowed are true and false",
            "terminated >= true | allowed are == and !=",
            "completed | is not an expectation", "completed >= 1 or so | is not an expectation",
            "utilisation < 0.8 | in the bound of utilisation: '0.8' is not a percentage",
            "utilisation < 101% | at most 100%", "utilization < 80% | did you mean 'utilisation'",
            "peakWorkers of web == 2 | peakWorkers is not measured by stream; allowed are submitted, completed, failed, rejected, throughput and wait",
            "utilisation of web < 80% | utilisation is not measured by stream",
            "cancelled of web == 0 | is 'completed of web == 100%'",
            "latency of web < 1s | 'latency' cannot be expected",
            "wait.p99 of night shift < 1s | stands in quotes: 'wait.p99 of \"night shift\"'",
            "wait.p99 of \"web < 1s | the quote before 'web' has no end",
            "wait.p99 of \"web\" x < 1s | is not an expectation",
            "wait.p99 of it's < 1s | stands in quotes: 'wait.p99 of \"it's\"'",
            "web: wait.p99 < 1s | stands behind what is measured: 'wait.p99 of web'",
            "wait.p99 of web < 2 | in the bound of wait.p99 of web: '2' has no unit",
            "wait.p99 of < 2s | is not an expectation", "wait.p99 of web | is not an expectation"})
    void whatIsNoExpectationIsRefusedWithWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> Expectation.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed >= 250", "wait.p95 < 2s", "cancelled == 12.5%", "throughput > 20/s",
            "retired.MAX_TASKS != 0",
            "starved == true", "utilisation <= 80%", "wait.p99 of web < 100ms", "completed of web == 100%",
            "throughput of a.b-c > 20/s", "run.max of \"night shift\" < 1s", "failed of \"Bob's\" == 0",
            "failed of \"say \\\"hi\\\" \\\\o/\" == 0", "failed of \"a<b\" == 0", "failed of \"a of b < 1\" == 0"})
    void anExpectationIsWrittenAsItIsRead(String text) {
        assertThat(Expectation.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "night shift", "Bob's \"shift\"", "a\\b", "\"", "'", "of", "a < 5ms",
            "  two  spaces ", "ßtraße",
            "wait.p99 of web < 100ms", "=1+1"})
    void anyNameOfAStreamIsReadAsItIsWritten(String name) {
        Expectation expectation = new Expectation(new Quantity.OfStream(Quantity.Count.FAILED, name),
                Expectation.Comparison.EQUAL, new Expectation.Bound.Whole(0));

        assertThat(Expectation.parse(expectation.text())).isEqualTo(expectation);
        assertThat(Expectation.parse("  " + expectation.text().replaceFirst(" of ", "  of \t") + " ")
                .missingStream(List.of(name)))
                .isNull();
    }

    @Test
    void aStreamThatThereIsNotIsSaid() {
        Expectation expectation = Expectation.parse("wait.p99 of wbe < 1s");

        assertThat(expectation.missingStream(List.of("web", "nightly")))
                .isEqualTo("there is no stream 'wbe'; did you mean 'web'?");
        assertThat(expectation.missingStream(List.of("a", "nightly")))
                .isEqualTo("there is no stream 'wbe'; there are a, nightly");
        assertThat(expectation.missingStream(List.of())).isEqualTo("there is no stream 'wbe'; the scenario has none");
        assertThat(Expectation.parse("wait.p99 < 1s").missingStream(List.of())).isNull();
    }

    /** 1.1 % of 3,000 are 33; the nearest doubles say that 33 are less. */
    @Test
    void aShareIsComparedExactly() {
        Measurements measured = new Measured() {
            @Override
            public long count(Quantity.Count count) {
                return count == Quantity.Count.SUBMITTED ? 3_000 : 33;
            }

            @Override
            public long retired(RetirementReason reason) {
                return 0;
            }

            @Override
            public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
                return OptionalDouble.empty();
            }

            @Override
            public boolean isExact(Quantity.Span span) {
                return true;
            }

            @Override
            public OptionalDouble throughput() {
                return OptionalDouble.empty();
            }

            @Override
            public boolean is(Quantity.State state) {
                return false;
            }
        };

        assertThat(Expectation.parse("completed == 1.1%").check(measured).held()).isTrue();
        assertThat(Expectation.parse("completed >= 1.1%").check(measured).held()).isTrue();
        assertThat(Expectation.parse("completed > 1.1%").check(measured).held()).isFalse();
    }

    @Test
    void everyQuantityIsFoundByItsName() {
        assertThat(Quantity.all()).hasSize(8 + 5 + 18 + 1 + 1 + 3)
                .allSatisfy(q -> assertThat(Quantity.of(q.key())).isEqualTo(q));
    }

    @Test
    void atAnotherSpeedTimesAndRatesMoveAndCountsDoNot() {
        assertThat(Expectation.parse("wait.p95 < 2s").atSpeed(10).text()).isEqualTo("wait.p95 < 200ms");
        assertThat(Expectation.parse("throughput > 20/s").atSpeed(10).text()).isEqualTo("throughput > 200/s");
        assertThat(Expectation.parse("completed >= 250").atSpeed(10).text()).isEqualTo("completed >= 250");
    }

    @Test
    void aBoundOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> new Expectation(Quantity.Count.FAILED, Expectation.Comparison.EQUAL,
                new Expectation.Bound.Truth(true)))
                .hasMessage("failed cannot be compared with true");
    }

    /** Ten tasks that waited so long, exactly or within 0.4 %. */
    private static Measurements waiting(double nanos, boolean exact) {
        return new Measured() {
            @Override
            public long count(Quantity.Count count) {
                return count == Quantity.Count.SUBMITTED ? 10_000 : 4_999;
            }

            @Override
            public long retired(RetirementReason reason) {
                return 0;
            }

            @Override
            public OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic) {
                return OptionalDouble.of(nanos);
            }

            @Override
            public boolean isExact(Quantity.Span span) {
                return exact;
            }

            @Override
            public OptionalDouble throughput() {
                return OptionalDouble.of(19.999);
            }

            @Override
            public boolean is(Quantity.State state) {
                return false;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"wait.p50 <= 250ms, 250080000, true, false, 250.1 ms",
            "wait.p50 <= 250ms, 250000000, true, true, 250 ms",
            "wait.p50 <= 250ms, 250080000, false, false, '250.1 ms, within 0.4 %'",
            "wait.p50 <= 250ms, 250000000, false, true, '250 ms, within 0.4 %'",
            "wait.p50 <= 250ms, 260000000, false, false, 260 ms", "throughput >= 20/s, 0, true, false, 19.999/s",
            "throughput >= 10/s, 0, true, true, 20.00/s",
            "completed >= 50%, 0, true, false, '4,999 (49.99 % of 10,000 submitted)'",
            "completed >= 40%, 0, true, true, '4,999 (50.0 % of 10,000 submitted)'"})
    void whatWasMeasuredCanBeToldFromTheBound(String expectation, double nanos, boolean exact, boolean held,
            String actual) {
        Expectation.Outcome outcome = Expectation.parse(expectation).check(waiting(nanos, exact));
        assertThat(outcome.held()).isEqualTo(held);
        assertThat(outcome.actual()).isEqualTo(actual);
        assertThat(outcome.written()).isEqualTo(actual.replaceAll("(?<=\\d),(?=\\d)", ""));
    }

    @Test
    void whatIsExpectedIsSaidInWords() {
        assertThat(Expectation.parse("peakPending >= 1000").words()).isEqualTo("longest queue ≥ 1,000");
        assertThat(Expectation.parse("retired.IDLE_TIMEOUT == 2").words())
                .isEqualTo("workers retired by the idle timeout = 2");
        assertThat(Expectation.parse("wait.p99 <= 1500ms").words()).isEqualTo("wait p99 ≤ 1.5 s");
        assertThat(Expectation.parse("completed >= 80%").words()).isEqualTo("completed ≥ 80 % of the submitted");
        assertThat(Expectation.parse("broken == true").words()).isEqualTo("broken");
        assertThat(Expectation.parse("starved == false").words()).isEqualTo("not starved");
        assertThat(Expectation.parse("throughput > 10/s").words()).isEqualTo("throughput > 10/s");
        assertThat(Expectation.parse("utilisation < 80%").words()).isEqualTo("utilisation < 80 %");
        assertThat(Expectation.parse("wait.p99 of \"night shift\" <= 1500ms").words())
                .isEqualTo("wait p99 of “night shift” ≤ 1.5 s");
        assertThat(Expectation.parse("completed of web >= 80%").words())
                .isEqualTo("completed of “web” ≥ 80 % of those submitted");
    }

    @Test
    void eachQuantityHasWordsOfItsOwn() {
        assertThat(Quantity.all().stream().map(ExpectationText::words)).doesNotHaveDuplicates()
                .allMatch(words -> words.matches("[a-z0-9 ]+"));
    }
}
