package dev.poolscope.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.timeline.Starvation;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.TaskExplanation;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerExplanation;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the tasks and workers of a run, as much as its timeline knows. Belongs to the thread that the timeline belongs to.
 */
public final class RunStories {
    private final Timeline timeline;
    private final @Nullable Scenario scenario;
    private final boolean timesAsScenario;
    private final int processors;
    private final StoryTexts texts;
    private long stopped = Timeline.UNKNOWN;

    /**
     * Tells of a run.
     *
     * @param timeline what happened
     * @param scenario what was run; null if that is not known
     * @param timesAsScenario whether tasks were to take the times of the scenario; not those of another run, which it replays
     * @param processors how many its computing tasks shared; 0 if that is not known
     * @param texts in which words
     */
    public RunStories(Timeline timeline, @Nullable Scenario scenario, boolean timesAsScenario, int processors,
            StoryTexts texts) {
        this.timeline = timeline;
        this.scenario = scenario;
        this.timesAsScenario = timesAsScenario;
        this.processors = processors;
        this.texts = texts;
    }

    /**
     * Tells also what came of it that the run was stopped before its time.
     *
     * @param nanos when, from the start of the run
     * @return these stories
     */
    public RunStories stoppedAt(long nanos) {
        stopped = nanos;
        return this;
    }

    private static boolean isInterrupt(@Nullable String cause) {
        return cause != null && cause.startsWith(InterruptedException.class.getName());
    }

    /** The stop of a run interrupts what runs: the task knows the interrupt, and not where it came from. */
    private void tellStop(TaskExplanation story, List<List<StoryPart>> said) {
        for (TaskCause clause : story.clauses()) {
            if (clause instanceof TaskCause.Failed it && stopped != Timeline.UNKNOWN && it.nanos() >= stopped
                    && isInterrupt(it.cause())) {
                Sentences words = new Sentences(texts);
                words.say("story.stopped", words.moment(stopped));
                said.addAll(words.said());
            }
        }
    }

    /**
     * Tells of a task.
     *
     * @param id its number
     * @return what is known of it
     */
    public Telling task(long id) {
        TaskExplanation story = timeline.explanations().ofTask(id);
        if (story == null) {
            return unknown(texts.of("fact.task", id));
        }
        TaskCause.Waited waited = null;
        Starvation starved = null;
        for (TaskCause clause : story.clauses()) {
            switch (clause) {
                case TaskCause.Waited it -> waited = it;
                case TaskCause.Starved it -> starved = it.starvation();
                default -> {
                    // told in words only
                }
            }
        }
        String stream = story.stream();
        List<List<StoryPart>> said = new ArrayList<>(
                TaskPhrases.of(story, hasCallbacks(stream), cancelAfter(stream), texts));
        tellParent(id, stream, said);
        tellAsked(story, said);
        tellStop(story, said);
        String title = stream == null ? texts.of("fact.task", id) : texts.of("fact.taskOf", id, stream);
        return new Telling(title, status(story.status()),
                said, true, story.isOpen(), waited, starved);
    }

    /** Tasks of a scenario wait for their children, and for no others. */
    private void tellParent(long id, @Nullable String stream, List<List<StoryPart>> said) {
        long parent = timeline.tasks().waitingFor(id);
        Sentences words = new Sentences(texts);
        if (parent != 0) {
            words.say("story.child", words.task(parent));
        } else if (stream != null && mayBeChild(id, stream)) {
            sayPerhaps(id, stream, words);
        }
        said.addAll(1, words.said());
    }

    /** A child is submitted by a task that runs: where all that ran are known, it is one of these. */
    private void sayPerhaps(long id, String stream, Sentences words) {
        long submitted = Objects.requireNonNull(timeline.tasks().find(id)).submittedNanos();
        if (!timeline.completeness().hasStretch(submitted - 1, submitted)) {
            words.say("story.perhapsChild", Sentences.plain(stream));
            return;
        }
        List<Long> ran = timeline.tasks().underWayAt(submitted, stream).stream().filter(it -> it < id).toList();
        if (!ran.isEmpty()) {
            words.say(ran.size() == 1 ? "story.perhapsChildOfOne" : "story.perhapsChildOf",
                    words.list(ran, words::task),
                    Sentences.plain(stream));
        }
    }

    /** No event names a parent: it is known by its waiting, and a task that was due at a time of its own has none. */
    private boolean mayBeChild(long id, String stream) {
        TaskTrace task = timeline.tasks().find(id);
        return scenario != null && timesAsScenario && task != null && task.dueNanos() == task.submittedNanos()
                && !timeline.tasks().hasWaitedForTask(id) && scenario.streams().stream()
                        .anyMatch(it -> it.name().equals(stream) && it.task().work() instanceof Work.FanOut);
    }

    /** Of a task that took longer than it was asked to: what was asked for, and what held it up. */
    private void tellAsked(TaskExplanation story, List<List<StoryPart>> said) {
        AskedWork asked = scenario == null || !timesAsScenario ? null : AskedWork.of(scenario, story.stream());
        boolean done = story.clauses().stream()
                .anyMatch(it -> it instanceof TaskCause.Completed || it instanceof TaskCause.Failed);
        if (asked == null || scenario == null || !done) {
            return;
        }
        for (TaskCause clause : story.clauses()) {
            if (clause instanceof TaskCause.Ran ran && ran.unknown() == 0
                    && asked.isExceededBy(ran.to() - ran.from() - ran.blocked())) {
                AskedPhrases.say(asked, ran, new ComputingTasks(timeline, scenario), processors, texts, said);
            }
        }
    }

    /** Children of a task are not cancelled by it, but with their parent. */
    private @Nullable Duration cancelAfter(@Nullable String stream) {
        return scenario == null
                ? null
                : scenario.streams().stream().filter(it -> it.name().equals(stream))
                        .map(StreamSpec::task).filter(it -> !(it.work() instanceof Work.FanOut))
                        .map(TaskSpec::cancelAfter).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String status(@Nullable TaskStatus status) {
        return status == null ? texts.of("taskStatus.notRecorded") : texts.of("taskStatus." + status);
    }

    /** Only users of closed arrivals want to hear of the end of their tasks. */
    private boolean hasCallbacks(@Nullable String stream) {
        return scenario != null && scenario.streams().stream().anyMatch(it -> it.name().equals(stream)
                && it.arrivals() instanceof Arrivals.Closed && !(it.task().work() instanceof Work.FanOut));
    }

    /**
     * Tells of a worker.
     *
     * @param id its number
     * @return what is known of it
     */
    public Telling worker(int id) {
        WorkerExplanation story = timeline.explanations().ofWorker(id);
        String title = texts.of("selected.worker", id);
        if (story == null) {
            return unknown(title);
        }
        String slot = story.slot() > 0 ? texts.of("lanes.slot", story.slot()) : "";
        return new Telling(title, slot,
                WorkerPhrases.of(story, scenario == null ? null : scenario.pool().idleTimeout(),
                        scenario != null && scenario.pool().finalizer() != null, texts),
                true, story.isOpen(), null, null);
    }

    private Telling unknown(String title) {
        return new Telling(title, "", List.of(List.of(new StoryPart(texts.of("selected.forgotten"), null))), false,
                false, null, null);
    }
}
