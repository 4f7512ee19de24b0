package dev.poolscope.story;

import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.Session;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.RetoldRun;
import dev.poolscope.telemetry.recorder.ShortLog;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.StoryReplay;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every sentence that is said of random runs is read back, and each number in it is held against the lines of
 * {@code events.csv}.
 */
class SentencesTest {
    private static final int MILLIS = 900;
    private static final int SHORT_MILLIS = 300;
    private static final long LATE_EVERYWHERE = 27;
    private static final int MOMENTS = 25;
    private static final int MOST = 400;
    private static final int DECISIONS = 300;

    private final StoryTexts texts = new StoryTexts();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 614442607, 705887624, 736160183})
    void ofASimulatedRun(long seed) throws Exception {
        assertSimulated(seed, RandomStoryScenario.of(seed, MILLIS));
    }

    /** A sentence about a moment within that instant says how things stood between two of its events. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20})
    void ofARunInWhichMuchIsDoneAtOneInstant(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.crowded(seed, MILLIS);
        assertSimulated(seed, scenario);
        assertRetold(seed, scenario);
        assertDrawn(RandomStoryScenario.crowded(seed, SHORT_MILLIS));
    }

    private void assertSimulated(long seed, Scenario scenario) throws Exception {
        FinishedRun run = seed % 4 == 0
                ? SimulatedRun.of(scenario, 2)
                : SimulatedRun.of(scenario, 2, new Jitter(seed));
        if (seed % 5 == 0) {
            Path file = folder.resolve(seed + ".poolscope");
            Recordings.write(file, run, 1);
            List<RunEvent> before = run.events();
            run = Recordings.open(file);
            assertThat(run.events()).as("reopened " + seed).isEqualTo(before);
        }
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        assertTrue(run.events(), timeline, run.maxWorkers(), scenario, "simulated " + seed);
        long cut = new Random(seed).nextLong(run.wholeLength().toNanos());
        List<RunEvent> begun = run.events().stream().filter(event -> event.nanos() <= cut).toList();
        Timeline goesOn = new Timeline(run.maxWorkers());
        begun.forEach(goesOn::apply);
        assertTrue(begun, goesOn, run.maxWorkers(), scenario, "simulated " + seed + " until " + cut);
    }

    /** Some of what was simulated is not told: less is said then, and nothing else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 614442605, 705887000, 982313099, 674800073})
    void ofARunOfWhichTasksAreMissing(long seed) throws Exception {
        assertLossy(seed);
    }

    private void assertLossy(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(seed));
        Timeline timeline = new Timeline(run.maxWorkers());
        EventBatch left = ShortLog.of(run.events(), new Random(seed));
        timeline.apply(left);
        assertSentences(run.events(), new SaidFacts(lines(run.events()), timeline.horizonNanos()), timeline,
                run.maxWorkers(),
                scenario, left.missing().isEmpty(), "lossy " + seed);
    }

    /** The threads that cancel tell of it, and the worker tells when the code has returned: one of the two may be lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofARunOfWhichCancellationsAreLost(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(ShortLog.withFewCancellations(run.events(), new Random(seed)));
        assertSentences(run.events(), new SaidFacts(lines(run.events()), timeline.horizonNanos()), timeline,
                run.maxWorkers(), scenario, false, "uncancelled " + seed);
        assertThat(run.events()).filteredOn(TaskEvent.LeftWorker.class::isInstance).allSatisfy(event -> assertThat(
                Objects.requireNonNull(timeline.tasks().find(event.taskId())).status())
                .isEqualTo(TaskStatus.CANCELLED));
    }

    /** Of most tasks only totals are kept, as of a long run in the window: less is said of what went before, and nothing else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void ofARunOfWhichFewTasksAreKept(long seed) throws Exception {
        assertThinned(seed);
    }

    private void assertThinned(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Random dice = new Random(seed);
        Timeline timeline = new Timeline(run.maxWorkers(), 3 + dice.nextInt(30));
        run.events().forEach(timeline::apply);
        SaidFacts facts = new SaidFacts(lines(run.events()), timeline.horizonNanos());
        assertSentences(run.events(), facts, timeline, run.maxWorkers(), scenario, false, "thinned " + seed);
        for (int i = 0; i < MOMENTS; i++) {
            long at = dice.nextLong(timeline.horizonNanos() + 1);
            Moment moment = timeline.explanations().moment(at);
            if (moment != null) {
                new MomentSentences(facts, at).assertTrue(new MomentPhrases(texts).of(moment),
                        "thinned " + seed + ", at " + at);
            }
        }
    }

    /** Details were lost on their way, tasks were sampled, old ones have left the log. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 674800073, 179716725, 179716730, 179716881, 243620592})
    void ofARunOfWhichDetailsAreLost(long seed) throws Exception {
        assertRetold(seed, RandomStoryScenario.of(seed, MILLIS));
    }

    private void assertRetold(long seed, Scenario scenario) throws Exception {
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Random dice = new Random(seed);
        long length = run.wholeLength().toNanos();
        RetoldRun told = new RetoldRun(run.events(), 16 << dice.nextInt(4), dice);
        EventBatch left = told.finish(length).asBatch(length);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(left);
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.restart(left.missing());
        chronicle.add(left.events());
        List<EventsCsvReplay.Line> lines = lines(run.events());
        String as = "retold " + seed;
        assertToldSoFar(seed, run, scenario);
        assertSentences(run.events(), new SaidFacts(lines, timeline.horizonNanos()), timeline, run.maxWorkers(),
                scenario, false, as);
        for (RunEvent event : left.events()) {
            Decision decision = dice.nextInt(1 + left.events().size() / DECISIONS) > 0
                    ? null
                    : Decision.of(event, timeline, chronicle, run.maxWorkers(), scenario.pool().idleTimeout());
            if (decision != null) {
                int at = IntStream.range(0, lines.size()).filter(i -> isOf(lines.get(i), event)).findFirst()
                        .orElseThrow();
                new DecisionSentences(new SaidFacts(lines, timeline.horizonNanos()), at,
                        timeout(scenario.pool().idleTimeout()), run.maxWorkers(), false)
                        .assertTrue(StoryPart.plain(DecisionPhrases.of(decision, texts)), as + ", " + event);
            }
        }
        for (int i = 0; i < MOMENTS; i++) {
            long at = dice.nextLong(timeline.horizonNanos() + 1);
            Moment moment = timeline.explanations().moment(at);
            if (moment != null) {
                long from = Math.max(-1, at - 1_000_000_000);
                // Not every reading is kept; it is said which one it was.
                long before = moment.counted() ? Math.min(moment.readBefore(), from) : from;
                long then = moment.counted() ? Math.min(moment.readAt(), at) : at;
                assertThat(List.of(told.readBy(before), told.readBy(then))).as("readings").isEqualTo(
                        moment.counted() ? List.of(before, then) : List.of(told.readBy(from), told.readBy(at)));
                new MomentSentences(new SaidFacts(lines, timeline.horizonNanos()), at, before, then)
                        .assertTrue(new MomentPhrases(texts).of(moment), as + ", at " + at);
            }
        }
    }

    /** What a reader gets while the run goes on is not tidied up yet: steps of a task may be missing. */
    private void assertToldSoFar(long seed, FinishedRun run, Scenario scenario) throws Exception {
        Random dice = new Random(seed);
        RetoldRun told = new RetoldRun(run.events(), 16 << dice.nextInt(4), dice);
        long cut = dice.nextLong(run.wholeLength().toNanos());
        told.tellUntil(cut);
        Timeline timeline = new Timeline(run.maxWorkers());
        Set<RunEvent> got = new HashSet<>();
        for (EventBatch batch : told.poll()) {
            timeline.apply(batch);
            got.addAll(batch.events());
        }
        List<RunEvent> begun = run.events().stream()
                .filter(event -> event.nanos() < timeline.horizonNanos() || got.contains(event)).toList();
        assertSentences(begun, new SaidFacts(lines(begun), timeline.horizonNanos()), timeline, run.maxWorkers(),
                scenario,
                false, "retold " + seed + " until " + cut);
    }

    private static boolean isOf(EventsCsvReplay.Line line, RunEvent event) {
        return line.nanos() == event.nanos() && line.is(event.type().name()) && line.task() == event.taskId()
                && line.worker() == event.workerId();
    }

    @Test
    void ofRunsOnThreads() throws Exception {
        assertReal(3, false);
        assertReal(4, true);
    }

    private void assertReal(long seed, boolean stopped) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS).atSpeed(3);
        var session = new Session(scenario);
        session.start();
        if (stopped) {
            session.stop();
        }
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        assertTrue(run.events(), timeline, run.maxWorkers(), scenario, "real " + seed);
    }

    /** Bars, curves, marks, counts and what each story is made of, of a short run. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 614442668, 705887145, 705887719, 957286209, 674800093})
    void whatIsDrawnOfASimulatedRun(long seed) throws Exception {
        assertDrawn(RandomStoryScenario.of(seed, SHORT_MILLIS));
    }

    private static void assertDrawn(Scenario scenario) throws Exception {
        // At one instant the stamps of a run without delays do not tell what came first.
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        StringWriter csv = new StringWriter();
        EventsCsv.write(run.events(), csv);
        new EventsCsvReplay(csv.toString()).assertMatches(timeline);
        new StoryReplay(csv.toString(), run.maxWorkers(), timeline.horizonNanos()).assertMatches(timeline);
    }

    @Test
    void ofATaskThatNoWorkerTookAllThatWereBeforeItAreTold() throws Exception {
        Scenario scenario = ScenarioReader.parse("cancelled", """
                                                              poolscope: 1
                                                              name: cancelled
                                                              duration: 3s
                                                              pool: { type: dual }
                                                              streams:
                                                                - name: long
                                                                  arrivals: { batch: { count: 2, at: 0s } }
                                                                  task: { sleep: 1500ms }
                                                                - name: short
                                                                  arrivals: { constant: { rate: 10/s } }
                                                                  from: 100ms
                                                                  until: 900ms
                                                                  task: { sleep: 80ms, cancelAfter: 300ms }
                                                              """);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        RunStories stories = new RunStories(timeline, scenario, true, 0, texts);

        assertThat(stories.task(4).plain()).contains("Waited 300 ms behind 1 on worker 1 and 2 on worker 2.",
                "One task was ahead of it in the queue: 3.",
                "That task was cancelled in the queue.",
                "Cancelled in the queue at 0.500 s, by the scenario’s cancelAfter of 300 ms.");
        assertThat(stories.task(6).plain()).contains("All of them were cancelled in the queue.");
    }

    /** A reader adds them up: those that were ahead were taken by the task’s worker, or by others. */
    @Test
    void thoseThatOtherWorkersTookAreThoseAheadThatItsOwnDidNotTake() throws Exception {
        Scenario scenario = ScenarioReader.parse("batch", """
                                                          poolscope: 1
                                                          name: batch
                                                          duration: 9s
                                                          pool: { type: quad }
                                                          streams:
                                                            - name: early
                                                              arrivals: { batch: { count: 4, at: 1s } }
                                                              task: { sleep: 200ms }
                                                            - name: late
                                                              arrivals: { batch: { count: 24, at: 2s } }
                                                              task: { sleep: 400ms }
                                                          """);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        RunStories stories = new RunStories(timeline, scenario, true, 0, texts);

        // Four were taken at the very moment at which all were submitted; 9, 13 and 17 were taken by its own worker.
        assertThat(stories.task(21).plain())
                .contains("Meanwhile 9 other tasks were taken by other workers.")
                .anyMatch(it -> it.startsWith("12 tasks were ahead of it in the queue: 9, 10,"));
        // Three were taken at the very moment at which it was.
        assertThat(stories.task(12).plain())
                .contains("Meanwhile 3 other tasks were taken by other workers.",
                        "3 tasks were ahead of it in the queue: 9, 10 and 11.");
    }

    /** What was interrupted knows the interrupt, and not where it came from. */
    @Test
    void aTaskThatFailedBecauseTheRunWasStoppedSaysSo() throws Exception {
        Scenario scenario = ScenarioReader.parse("long", """
                                                         poolscope: 1
                                                         name: long
                                                         duration: open
                                                         pool: { type: single }
                                                         streams:
                                                           - name: long
                                                             arrivals: { batch: { count: 1, at: 0s } }
                                                             task: { sleep: 600s }
                                                         """);
        var session = new Session(scenario);
        session.start();
        await().until(() -> session.counts().busy() == 1);
        session.stop();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));

        List<String> told = new RunStories(timeline, scenario, true, 0, texts).stoppedAt(run.length().toNanos()).task(1)
                .plain();

        assertThat(told).anyMatch(it -> it.startsWith("The run was stopped at ")
                && it.endsWith(", and what still ran was interrupted."));
    }

    @ParameterizedTest
    @MethodSource("ready")
    @Tag("stress")
    void ofAReadyScenario(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        assertTrue(run.events(), timeline, run.maxWorkers(), scenario, name);
    }

    static List<String> ready() {
        return ReadyScenarios.names();
    }

    /** As many seeds as there is time for: {@code -Dpoolscope.stress.seconds}, from {@code -Dpoolscope.stress.seed} on if that is given. */
    @Test
    @Tag("stress")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void ofAsManyRunsAsThereIsTimeFor() throws Exception {
        long first = Long.getLong("poolscope.stress.seed", new Random().nextInt(1_000_000_000));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("poolscope.stress.seconds", 60));
        List<String> untrue = new ArrayList<>();
        long seed = first;
        for (; System.nanoTime() < end && untrue.size() < 20; seed++) {
            try {
                assertSimulated(seed, RandomStoryScenario.of(seed, MILLIS));
                assertLossy(seed);
                assertThinned(seed);
                assertRetold(seed, RandomStoryScenario.of(seed, MILLIS));
                assertDrawn(RandomStoryScenario.of(seed, SHORT_MILLIS));
                ofARunInWhichMuchIsDoneAtOneInstant(seed);
                if (seed % 20 == 0) {
                    assertReal(seed, seed % 40 == 0);
                }
            } catch (AssertionError | RuntimeException untold) {
                untrue.add(seed + ": " + untold);
            }
        }
        System.out.println("sentences of the seeds from " + first + " to " + (seed - 1));
        assertThat(untrue).isEmpty();
    }

    private static List<EventsCsvReplay.Line> lines(List<RunEvent> events) throws Exception {
        StringWriter csv = new StringWriter();
        EventsCsv.write(events, csv);
        return new EventsCsvReplay(csv.toString()).lines;
    }

    private void assertTrue(List<RunEvent> events, Timeline timeline, int slots, Scenario scenario, String as)
            throws Exception {
        List<EventsCsvReplay.Line> lines = lines(events);
        SaidFacts facts = new SaidFacts(lines, timeline.horizonNanos());
        assertSentences(events, facts, timeline, slots, scenario, true, as);
        Random dice = new Random(lines.size());
        assertDecisions(facts, events, timeline, slots, scenario, dice, as);
        MomentPhrases moments = new MomentPhrases(texts);
        for (int i = 0; i < MOMENTS && !lines.isEmpty(); i++) {
            long at = dice.nextBoolean()
                    ? MomentSentences.moment(lines.get(dice.nextInt(lines.size())))
                    : dice.nextLong(timeline.horizonNanos() + 1);
            Moment moment = timeline.explanations().moment(at);
            if (moment != null) {
                new MomentSentences(facts, at).assertTrue(moments.of(moment), as + ", at " + at);
            }
        }
    }

    private void assertDecisions(SaidFacts facts, List<RunEvent> events, Timeline timeline, int slots,
            Scenario scenario,
            Random dice, String as) {
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(events);
        for (int i = 0; i < events.size(); i++) {
            Decision decision = dice.nextInt(1 + events.size() / DECISIONS) > 0
                    ? null
                    : Decision.of(events.get(i), timeline, chronicle, slots, scenario.pool().idleTimeout());
            if (decision != null) {
                new DecisionSentences(facts, i, timeout(scenario.pool().idleTimeout()), slots, true).assertTrue(
                        StoryPart.plain(DecisionPhrases.of(decision, texts)),
                        as + ", " + events.get(i));
            }
        }
    }

    private void assertSentences(List<RunEvent> events, SaidFacts facts, Timeline timeline, int slots,
            Scenario scenario, boolean whole,
            String as) {
        int processors = as.startsWith("real") ? 0 : 2;
        RunStories stories = new RunStories(timeline, scenario, true, processors, texts);
        AskedSentences asked = new AskedSentences(facts, scenario, processors, whole);
        for (long id : some(facts.tasks())) {
            Telling telling = stories.task(id);
            if (telling.known()) {
                telling.sentences().forEach(sentence -> assertLinks(sentence, facts, as));
                new TaskSentences(facts, id, whole, asked).assertTrue(telling.plain(),
                        as + ", task " + id + " " + telling.plain());
            }
        }
        assertRejections(events, facts, timeline, whole, as);
        for (int id : some(facts.workers())) {
            Telling telling = stories.worker(id);
            if (telling.known()) {
                telling.sentences().forEach(sentence -> assertLinks(sentence, facts, as));
                new WorkerSentences(facts, id, timeout(scenario.pool().idleTimeout()), slots, whole)
                        .assertTrue(telling.plain(), as + ", worker " + id + " " + telling.plain());
            }
        }
    }

    private void assertRejections(List<RunEvent> events, SaidFacts facts, Timeline timeline, boolean whole, String as) {
        for (int at : some(IntStream.range(0, facts.lines.size()).filter(i -> facts.lines.get(i).is("REJECTED"))
                .boxed().toList())) {
            Sentences words = new Sentences(texts);
            RejectionPhrases.say((PoolEvent.Rejected) events.get(at), timeline, words);
            words.said().forEach(sentence -> assertLinks(sentence, facts, as));
            new RejectionSentences(facts, at, whole).assertTrue(
                    words.said().stream().map(StoryPart::plain).toList(), as + ", " + events.get(at));
        }
    }

    /** What a part of a sentence leads to is what it names, and is there; what is named as a worker or as one task leads there. */
    private static void assertLinks(List<StoryPart> sentence, SaidFacts facts, String as) {
        String said = as + ", " + StoryPart.plain(sentence);
        for (StoryPart part : sentence) {
            switch (part.target()) {
                case StoryPart.Task(long id) -> {
                    assertThat(part.text().replaceAll("\\D", "")).as(said).isEqualTo(Long.toString(id));
                    assertThat(facts.tasks()).as(said).contains(id);
                }
                case StoryPart.Worker(int id) -> {
                    assertThat(part.text()).as(said).isEqualToIgnoringCase("worker " + id);
                    assertThat(facts.workers()).as(said).contains(id);
                }
                case StoryPart.Moment(long nanos) -> {
                    SaidText.assertMoment(part.text(), nanos);
                    assertThat(facts.lines).as(said).anyMatch(line -> line.nanos() == nanos);
                }
                // What was thrown is quoted.
                case null ->
                    assertThat(part.text().replaceFirst(": the (initializer|finalizer) was told .*", "")).as(said)
                            .doesNotContainPattern("(?i)\\bworker \\d");
            }
        }
    }

    /** Of very many those that are spread evenly. */
    private static <T> List<T> some(List<T> all) {
        int every = 1 + all.size() / MOST;
        return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
    }

    private static String timeout(@Nullable Duration timeout) {
        return timeout == null ? "never" : timeout.toNanos() + "ns";
    }
}
