package dev.poolscope.story;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said beside tasks that took no time at all: no part of a wait is theirs, and their worker had them all the same. */
class StoryOfNoTimeTest {
    private static final Pattern ELSEWHERE = Pattern
            .compile(
                    "Meanwhile (one|[0-9,]+) other tasks? (?:was|were) taken,? by (?:another worker|other workers)\\.");

    @Test
    void whatItsOwnWorkerTookIsNotSaidToBeTakenByAnother() throws Exception {
        RunStories stories = stories(simulated("""
                                               poolscope: 1
                                               name: no time
                                               duration: 1s
                                               pool: { type: single }
                                               streams:
                                                 - name: long
                                                   arrivals: { batch: { count: 1, at: 0s } }
                                                   task: { sleep: 100ms }
                                                 - name: none
                                                   arrivals: { batch: { count: 4, at: 10ms } }
                                                   task: { sleep: 0ms }
                                               """));

        assertThat(stories.task(5).plain()).contains("Waited 90.0 ms behind 1 on worker 1.",
                "3 tasks were ahead of it in the queue: 2, 3 and 4.").noneMatch(it -> it.startsWith("Meanwhile"));
    }

    /** It is the moment that one looks at to see what a task finds when it comes. */
    @Test
    void whatIsAheadIsToldAtTheVeryMomentAtWhichATaskComes() throws Exception {
        FinishedRun run = simulated("""
                                    poolscope: 1
                                    name: comes
                                    duration: 1s
                                    pool: { type: single }
                                    streams:
                                      - name: long
                                        arrivals: { batch: { count: 1, at: 0s } }
                                        task: { sleep: 500ms }
                                      - name: short
                                        arrivals: { constant: { rate: 10/s } }
                                        from: 100ms
                                        until: 400ms
                                        task: { sleep: 10ms }
                                    """);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(new EventBatch(run.events().stream().filter(it -> it.nanos() <= 300_000_000).toList(),
                300_000_000, true, 0));
        RunStories stories = new RunStories(timeline, run.scenario(), true, 2, new StoryTexts());

        assertThat(stories.task(4).plain()).containsExactly("Submitted at 0.300 s.",
                "2 tasks were ahead of it in the queue: 2 and 3.");
        assertThat(stories.task(2).plain()).contains("Has waited 200 ms so far behind 1 on worker 1.")
                .noneMatch(it -> it.contains("ahead"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatOthersTookIsCountedWithoutWhatItsOwnWorkerTook(long seed) throws Exception {
        FinishedRun run = simulated("""
                                    poolscope: 1
                                    name: hardly any time
                                    seed: %d
                                    duration: 1s
                                    pool: { type: triple, maxTasksPerWorker: 7 }
                                    streams:
                                      - name: some
                                        arrivals: { poisson: { rate: 60/s } }
                                        task: { sleep: { exponential: { mean: 40ms } } }
                                      - name: none
                                        arrivals: { bursts: { count: 9, every: 70ms } }
                                        task: { sleep: 0ms }
                                      - name: parents
                                        arrivals: { poisson: { rate: 10/s } }
                                        task: { fanOut: { children: 2, child: 0ms, wait: false } }
                                    """.formatted(seed));
        RunStories stories = stories(run);
        List<TaskEvent.Started> starts = run.events().stream().filter(TaskEvent.Started.class::isInstance)
                .map(TaskEvent.Started.class::cast).toList();

        int said = 0;
        for (TaskEvent.Started start : starts) {
            Telling telling = stories.task(start.taskId());
            for (String sentence : telling.plain()) {
                Matcher elsewhere = ELSEWHERE.matcher(sentence);
                if (elsewhere.matches()) {
                    assertThat(elsewhere.group(1)).as("task %d", start.taskId())
                            .isEqualTo(words(takenByOthers(start, Objects.requireNonNull(telling.waited()), run,
                                    starts)));
                    said++;
                }
            }
        }
        assertThat(said).isPositive();
    }

    private static String words(long count) {
        return count == 1 ? "one" : Long.toString(count);
    }

    private static long takenByOthers(TaskEvent.Started start, TaskCause.Waited waited, FinishedRun run,
            List<TaskEvent.Started> starts) {
        long submitted = run.events().stream()
                .filter(it -> it instanceof TaskEvent.Submitted && it.taskId() == start.taskId())
                .findFirst().orElseThrow().nanos();
        Set<Long> named = new HashSet<>();
        waited.parts().forEach(part -> named.add(part.taskId()));
        return starts.stream().filter(other -> other.workerId() != start.workerId() && other.nanos() > submitted
                && (other.nanos() < start.nanos()
                        || (other.nanos() == start.nanos() && other.taskId() < start.taskId()))
                && !named.contains(other.taskId())).count();
    }

    /** It had the lock at the moment at which the other got it, and no longer. */
    @Test
    void whatHadTheLockForNoTimeIsNotMissing() throws Exception {
        RunStories stories = stories(simulated("""
                                               poolscope: 1
                                               name: lock
                                               duration: 1s
                                               pool: { type: quad }
                                               streams:
                                                 - name: long
                                                   arrivals: { batch: { count: 1, at: 0s } }
                                                   task: { lock: 100ms }
                                                 - name: none
                                                   arrivals: { batch: { count: 3, at: 10ms } }
                                                   task: { lock: 0ms }
                                               """));

        assertThat(stories.task(3).plain()).contains("From 0.010 s on it waited 90.0 ms for the lock, held by 1.");
        assertThat(stories.task(4).plain()).contains("From 0.010 s on it waited 90.0 ms for the lock, held by 1.");
    }

    private static FinishedRun simulated(String file) throws Exception {
        return SimulatedRun.of(ScenarioReader.parse("no time", file), 2);
    }

    private static RunStories stories(FinishedRun run) {
        Scenario scenario = run.scenario();
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        return new RunStories(timeline, scenario, true, 2, new StoryTexts());
    }
}
