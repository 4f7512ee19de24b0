package dev.poolscope.lesson.expression;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import dev.poolscope.Seeds;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "task(3).workr == 1 | 8 | a task has no 'workr'; did you mean worker?",
            "task(3).worker == 1s | 15 | 'task(3).worker' is a number and '1s' is a time; '==' cannot join them",
            "task(3).outcome == complted | 19 | 'complted' is no outcome; did you mean completed?",
            "first(STARTD).at | 6 | 'STARTD' is no event; did you mean STARTED?",
            "depth(at 2s | 11 | found the end; ')' is needed",
            "1 < 2 < 3 | 6 | found a second comparison; join two with 'and', or put one in brackets",
            "count(STARTED, slower 1s) | 15 | 'slower' has no meaning in 'count(…)'; allowed are an event such as STARTED, then stream, reason, worker, task, after, before",
            "retired.JION | 8 | found 'JION' behind 'retired.'; allowed are IDLE_TIMEOUT, MAX_TASKS, JOIN, SHUTDOWN, BROKEN",
            "peakpending > 3 | 0 | 'peakpending' is not known; did you mean 'peakPending'?",
            "task(1) == task(2) | 8 | 'task(1)' is a task and 'task(2)' is a task; '==' cannot join them",
            "alive(after 5) | 12 | 'after' needs a time; '5' is a number",
            "depth() | 0 | 'depth(…)' needs a moment or a stretch of time, such as 'depth(at 2s)' or 'depth(after 2s, before 4s)'",
            "order(BROKEN) | 6 | 'order(…)' gives numbers of tasks, and BROKEN has none",
            "task(1).worker = 1 | 15 | found '='; '==' compares",
            "wait(stream 'x | 12 | a text that begins here has no end; the quote is missing"})
    void aFaultSaysWhereItIsAndWhatIsAllowed(String text, int at, String sentence) {
        ExpressionException fault = catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text));

        assertThat(fault).hasMessage(sentence);
        assertThat(fault.at()).isEqualTo(at);
    }

    @Test
    void whatIsPrintedIsParsedAsTheSame() throws Exception {
        long seed = Seeds.first();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Expression expression = new RandomExpressions(random).any(3);

            Expression again = Expression.parse(expression.text());

            assertThat(shape(again)).as("seed %d: %s", seed, expression.text()).isEqualTo(shape(expression));
            assertThat(again.kind()).isEqualTo(expression.kind());
        }
    }

    /** With all brackets, so that it shows what belongs together. */
    private static String shape(Expression expression) {
        return switch (expression) {
            case Expression.Joined it -> "(" + shape(it.left()) + it.operator() + shape(it.right()) + ")";
            case Expression.Property it -> shape(it.of()) + "." + it.name();
            case Expression.OnRun it -> "on(" + it.run() + "," + shape(it.of()) + ")";
            case Expression.Listing it -> it.items().stream().map(ExpressionTest::shape).toList().toString();
            case Expression.Call it -> it.root() + it.arguments().stream().map(argument -> switch (argument) {
                case Argument.OfType(_, var type) -> type.name();
                case Argument.Which(_, var number) -> shape(number);
                case Argument.ByWord(_, var kind, var word) -> kind + "=" + word;
                case Argument.ByValue(_, var kind, var bound) -> kind + "=" + shape(bound);
            }).collect(Collectors.joining(",", "(", ")"));
            case Expression.Literal it -> it.text();
            case Expression.Measured it -> it.text();
            case Expression.Cores it -> it.text();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"01-one-worker-or-two | alive(at 500ms) | 0",
            "01-one-worker-or-two | count(WORKER_SPAWNED, before 3500ms) | 1",
            "01-one-worker-or-two | last(SUBMITTED, before worker(2).spawned.at).task == task(stream pair, 2).id | true",
            "02-who-waits-for-whom | order(STARTED) | 1, 2, 3, 4, 5, 6",
            "02-who-waits-for-whom | tasks(stream short).longest.id | 2", "02-who-waits-for-whom | task(6).ahead | 4",
            "02-who-waits-for-whom | task(1).ended - task(6).due | 750 ms",
            "03-the-worker-that-went-home | task(3).worker | 2",
            "03-the-worker-that-went-home | worker(1).retired.reason | IDLE_TIMEOUT",
            "03-the-worker-that-went-home | worker(1).retired.at | 2.9 s",
            "03-the-worker-that-went-home | count(WORKER_SPAWNED, after 7500ms) | 4",
            "04-how-full-is-full | utilisation(after 10s, before 18s) | 0.8",
            "04-how-full-is-full | wait(stream clumped).mean | 320 ms",
            "04-how-full-is-full | depth(after 10s, before 18s).mean | 1.6",
            "05-the-test-that-lies | wait(stream \"the world\", slower 1s).count > 5 | true",
            "06-drain-or-cancel | tasks(stream first, outcome completed).count | 8",
            "06-drain-or-cancel | task(stream 'late visitor', 1).outcome | rejected",
            "06-drain-or-cancel | task(stream second, 7).outcome == cancelled | true",
            "06-drain-or-cancel | task(stream second, 7).reason | SHUTDOWN",
            "07-a-pool-that-waits-for-itself | queue(at first(STARVED).at) | 7, 8, 9, 10",
            "07-a-pool-that-waits-for-itself | busy(at 6s) | 2", "08-blocked-is-not-busy | span(stream ledger) | 2.4 s",
            "09-the-broken-pool | worker(2).took == [2, 3, 4] | true",
            "09-the-broken-pool | task(99).worker | none", "09-the-broken-pool | task(99).worker == none | true",
            "09-the-broken-pool | task(99).wait > 0s | false", "09-the-broken-pool | on(other, cores) | 2"})
    void theCurriculumsAnswersComeFromItsScenarios(String scenario, String expression, String value) throws Exception {
        FinishedRun run = SimulatedRun.of(
                ScenarioReader.read(Path.of("assets/lessons/lesson-" + scenario + ".yaml")), 2);

        assertThat(new Evaluator(new RunFacts(run)).value(Expression.parse(expression)).text()).isEqualTo(value);
    }

    @Test
    void aTextIsFilledWithWhatTheRunSays() throws Exception {
        FinishedRun run = SimulatedRun.of(
                ScenarioReader.read(Path.of("assets/lessons/lesson-01-one-worker-or-two.yaml")), 2);

        Template template = Template.parse("Task {task(stream pair, 2).id} of {{2}} waits {task(9).wait}.");

        assertThat(template.filled(new Evaluator(new RunFacts(run)))).isEqualTo("Task 6 of {2} waits 600 ms.");
        assertThat(template.expressions()).extracting(Expression::text)
                .isEqualTo(List.of("task(stream pair, 2).id", "task(9).wait"));
    }
}
