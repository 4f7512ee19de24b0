package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.RandomRun;
import dev.poolscope.telemetry.timeline.TaskExplanation;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerExplanation;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the stories say, held against the events themselves, in runs of every kind. */
class StoryWordsTest {
    private static final long MILLI = 1_000_000;
    private static final Pattern DUE = Pattern.compile("due=(-?\\d+)");
    private static final Pattern DURATION = Pattern.compile("(\\d[\\d,.]*) (µs|ms|s|min|h)");

    private final StoryTexts texts = new StoryTexts();

    private static List<RunEvent> run(long seed) {
        List<RunEvent> dice = seed % 2 == 0 ? RandomRun.unfinished(seed, 3, 600) : RandomRun.whole(seed, 3, 600);
        List<RunEvent> events = new ArrayList<>();
        for (RunEvent event : dice) {
            String detail = DUE.matcher(EventText.detail(event))
                    .replaceAll(due -> "due=" + Long.parseLong(due.group(1)) * MILLI)
                    .replace("cause=it", "cause=dev.poolscope.pool.BrokenPoolException: it")
                    .replace("cause=a=b", "cause=dev.poolscope.workload.run.SyntheticFailure: drawn");
            events.add(EventTextReader.event(event.nanos() * MILLI, event.type(), event.taskId(), event.stream(),
                    event.workerId(), detail));
        }
        return events;
    }

    private static List<String> plain(List<List<StoryPart>> sentences) {
        List<String> plain = new ArrayList<>();
        for (List<StoryPart> sentence : sentences) {
            StringBuilder text = new StringBuilder();
            sentence.forEach(part -> text.append(part.text()));
            plain.add(text.toString());
        }
        return plain;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everySentenceOfATaskIsTrue(long seed) {
        List<RunEvent> events = run(seed);
        Timeline timeline = new Timeline(3);
        events.forEach(timeline::apply);
        for (long id = 1; id <= timeline.ledger().submitted(); id++) {
            TaskExplanation story = Objects.requireNonNull(timeline.explanations().ofTask(id));
            for (boolean callbacks : new boolean[]{true, false}) {
                List<String> said = plain(TaskPhrases.of(story, callbacks, null, texts));
                String as = "seed " + seed + ", task " + id + ": " + said;
                assertThat(said).as(as)
                        .allSatisfy(sentence -> assertThat(sentence).doesNotContain("null", "dev.poolscope",
                                "%", "\uE000").endsWith(".")
                                .matches("(?s)[A-Z0-9].*"));
                assertThat(callbacks || !String.join(" ", said).contains("callbacks")).as(as).isTrue();
                assertWait(said, events, id, timeline.horizonNanos(), as);
            }
        }
    }

    /** The sum that is told is that of its parts, and the whole is what the events say. */
    private static void assertWait(List<String> said, List<RunEvent> events, long id, long now, String as) {
        long due = ((TaskEvent.Submitted) of(events, id, EventType.SUBMITTED)).dueNanos();
        RunEvent left = events.stream().filter(event -> event.taskId() == id && (event.type() == EventType.STARTED
                || (event.type() == EventType.CANCELLED && event.workerId() == 0))).findFirst().orElse(null);
        long whole = (left == null ? now : left.nanos()) - due;
        String sentence = said.stream().filter(it -> it.startsWith("Waited ") || it.startsWith("Has waited "))
                .findFirst().orElse(null);
        if (sentence == null) {
            assertThat(of(events, id, EventType.SUBMITTED).nanos()).as(as).isGreaterThanOrEqualTo(whole + due);
            return;
        }
        String[] sides = sentence.split(" = ", 2);
        assertThat(millis(sides[0])).as(as).isCloseTo(whole / 1e6, within(whole / 1e6 * 0.006 + 0.5));
        if (sides.length == 2) {
            double sum = 0;
            for (String summand : sides[1].split(" \\+ ", -1)) {
                sum += millis(summand);
            }
            assertThat(sum).as(as).isCloseTo(whole / 1e6, within(whole / 1e6 * 0.01 + 3));
        }
    }

    private static RunEvent of(List<RunEvent> events, long id, EventType type) {
        return events.stream().filter(event -> event.taskId() == id && event.type() == type).findFirst().orElseThrow();
    }

    /** The first duration in a text, in milliseconds. */
    private static double millis(String text) {
        Matcher found = DURATION.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        double number = Double.parseDouble(found.group(1).replace(",", ""));
        return switch (found.group(2)) {
            case "µs" -> number / 1000;
            case "ms" -> number;
            case "s" -> number * 1000;
            case "min" -> number * 60_000;
            default -> number * 3_600_000;
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everySentenceOfAWorkerIsTrue(long seed) {
        List<RunEvent> events = run(seed);
        Timeline timeline = new Timeline(3);
        events.forEach(timeline::apply);
        for (WorkerTrace worker : timeline.workers().all()) {
            WorkerExplanation story = Objects.requireNonNull(timeline.explanations().ofWorker(worker.id()));
            for (boolean finalizes : new boolean[]{true, false}) {
                List<String> said = plain(WorkerPhrases.of(story, null, finalizes, texts));
                String as = "seed " + seed + ", worker " + worker.id() + ": " + said;
                assertThat(said).as(as)
                        .allSatisfy(sentence -> assertThat(sentence)
                                .doesNotContain("null", "dev.poolscope", "\uE000").endsWith("."));
                assertThat(finalizes || !String.join(" ", said).contains("after its finalizer")).as(as).isTrue();
            }
        }
    }

    @Test
    void aFinalizerThatFailsIsToldAfterTheRetirementWhoseItIs() {
        Timeline timeline = new Timeline(1);
        timeline.apply(EventTextReader.event(0, EventType.WORKER_SPAWNED, 0, null, 1,
                "reason=REQUEST pending=0 free=0 alive=0"));
        timeline.apply(EventTextReader.event(0, EventType.WORKER_READY, 0, null, 1, ""));
        timeline.apply(EventTextReader.event(2_000_000_000L, EventType.WORKER_RETIRING, 0, null, 1,
                "reason=IDLE_TIMEOUT"));
        timeline.apply(EventTextReader.event(2_100_000_000L, EventType.HOOK_FAILED, 0, null, 1,
                "hook=FINALIZER cause=dev.poolscope.workload.run.SyntheticFailure: told to fail"));
        timeline.apply(EventTextReader.event(2_200_000_000L, EventType.WORKER_RETIRED, 0, null, 1,
                "reason=IDLE_TIMEOUT"));

        List<String> said = plain(
                WorkerPhrases.of(Objects.requireNonNull(timeline.explanations().ofWorker(1)), null, true, texts));

        assertThat(said.subList(said.size() - 3, said.size())).satisfiesExactly(
                retired -> assertThat(retired).startsWith("Retired at 2.000 s"),
                threw -> assertThat(threw).startsWith("Its finalizer threw at 2.100 s"),
                gone -> assertThat(gone).startsWith("Was gone 200 ms after it had retired"));
    }

    @Test
    void aFinalizerIsNotToldOfAWorkerWhoseInitializerFailed() {
        Timeline timeline = new Timeline(1);
        timeline.apply(
                EventTextReader.event(0, EventType.WORKER_SPAWNED, 0, null, 1,
                        "reason=REQUEST pending=0 free=0 alive=0"));
        timeline.apply(EventTextReader.event(5, EventType.HOOK_FAILED, 0, null, 1,
                "hook=INITIALIZER cause=dev.poolscope.workload.run.SyntheticFailure: initializer of worker 1"));
        timeline.apply(EventTextReader.event(6, EventType.WORKER_RETIRING, 0, null, 1, "reason=BROKEN"));
        timeline.apply(EventTextReader.event(7, EventType.WORKER_RETIRED, 0, null, 1, "reason=BROKEN"));
        String said = String.join(" ", plain(
                WorkerPhrases.of(Objects.requireNonNull(timeline.explanations().ofWorker(1)), null, true, texts)));
        assertThat(said).contains("threw at 0.000 s: initializer of worker 1").doesNotContain("after its finalizer",
                "dev.poolscope");
    }

    @Test
    void causesAreToldWithoutTheNamesOfOurOwnClasses() {
        assertThat(Causes.plain("dev.poolscope.workload.run.SyntheticFailure: drawn to fail"))
                .isEqualTo("drawn to fail");
        assertThat(Causes.plain("dev.poolscope.pool.PoolClosedException")).isEqualTo("PoolClosedException");
        assertThat(Causes.plain("java.lang.InterruptedException: interrupted while sleeping"))
                .isEqualTo("java.lang.InterruptedException: interrupted while sleeping");
        assertThat(Causes.plain(null)).isEqualTo("null");
    }
}
