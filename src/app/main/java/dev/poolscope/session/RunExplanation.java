package dev.poolscope.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.recording.RecordingReader;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.story.MomentPhrases;
import dev.poolscope.story.RunStories;
import dev.poolscope.story.StoryTexts;
import dev.poolscope.story.Telling;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WaitPart;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Explains a run that is over, in the sentences of the window. Not safe for use by several threads. */
public final class RunExplanation {
    private final FinishedRun run;
    private final Timeline timeline;
    private final StoryTexts texts = new StoryTexts();

    /**
     * An answer.
     *
     * @param text sentences, one a line, under a heading
     * @param json the same for machines: times in nanoseconds
     */
    public record Answer(String text, String json) {}

    /** What an answer has beside its sentences. */
    private interface Facts {
        void write(JsonGenerator json);
    }

    /** Of more tasks around a task or a moment not all are read. */
    private static final int MOST_TASKS = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private RunExplanation(FinishedRun run, Timeline timeline) {
        this.run = run;
        this.timeline = timeline;
    }

    /**
     * Reads of a recording that is too large to be read whole what explains a task.
     *
     * @param file the recording
     * @param task the number of the task
     * @return what explains the task; empty if all of the recording is to be read instead
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static Optional<RunExplanation> aroundTask(Path file, long task) throws RecordingException {
        return aroundTask(file, task, RecordingReader.MOST_EVENTS);
    }

    static Optional<RunExplanation> aroundTask(Path file, long task, long mostEvents) throws RecordingException {
        RecordedDetail detail = new RecordedDetail(file, () -> false);
        Optional<Recordings.Opened> large = Recordings.openOverviewOfCut(file, mostEvents);
        RecordedDetail.TimeOfTask time = large.isEmpty() ? null : detail.timeOf(task);
        return time == null ? Optional.empty() : read(large.get(), detail, time.fromNanos(), time.toNanos());
    }

    /**
     * Reads of a recording that is too large to be read whole what explains a moment.
     *
     * @param file the recording
     * @param nanos when, from the start of the run
     * @return what explains the moment; empty if all of the recording is to be read instead
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static Optional<RunExplanation> aroundMoment(Path file, long nanos) throws RecordingException {
        return aroundMoment(file, nanos, RecordingReader.MOST_EVENTS);
    }

    static Optional<RunExplanation> aroundMoment(Path file, long nanos, long mostEvents) throws RecordingException {
        Optional<Recordings.Opened> large = Recordings.openOverviewOfCut(file, mostEvents);
        return large.isEmpty() || nanos > large.get().run().wholeLength().toNanos()
                ? Optional.empty()
                : read(large.get(), new RecordedDetail(file, () -> false), nanos, nanos);
    }

    /**
     * Reads of a recording that is too large to be read whole what explains a worker.
     *
     * @param file the recording
     * @param worker the number of the worker
     * @return what explains the worker; empty if all of the recording is to be read instead
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static Optional<RunExplanation> aroundWorker(Path file, int worker) throws RecordingException {
        return aroundWorker(file, worker, RecordingReader.MOST_EVENTS);
    }

    static Optional<RunExplanation> aroundWorker(Path file, int worker, long mostEvents) throws RecordingException {
        Optional<Recordings.Opened> large = Recordings.openOverviewOfCut(file, mostEvents);
        if (large.isEmpty()) {
            return Optional.empty();
        }
        FinishedRun run = large.get().run();
        Timeline life = new RecordedDetail(file, () -> false).readWorker(worker, run.maxWorkers(),
                run.wholeLength().toNanos(), MOST_TASKS);
        return life == null ? Optional.empty() : Optional.of(new RunExplanation(run, life));
    }

    private static Optional<RunExplanation> read(Recordings.Opened large, RecordedDetail detail, long from, long to)
            throws RecordingException {
        FinishedRun run = large.run();
        long end = run.wholeLength().toNanos();
        // With some time on either side: the sentences compare with the second before.
        RecordedDetail.Stretch stretch = detail.read(detail.beforeStarvation(Math.max(0, from - 2 * SECOND)),
                Math.min(end, to > end ? end : to + SECOND),
                run.maxWorkers(), end, large.past(), MOST_TASKS);
        return stretch == null ? Optional.empty() : Optional.of(new RunExplanation(run, stretch.timeline()));
    }

    /**
     * Takes a run, all of it.
     *
     * @param run the run
     */
    public RunExplanation(FinishedRun run) {
        this.run = run;
        // What the window thins out when there are very many tasks is explained here all the same.
        timeline = new Timeline(run.maxWorkers(),
                Math.clamp(run.summary().submitted(), Timeline.DETAILED_TASKS, Integer.MAX_VALUE / 2));
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
    }

    /**
     * Explains a task.
     *
     * @param id its number
     * @return what happened to it, and why
     * @throws IllegalArgumentException if nothing is known of it; the message says so and ends without a stop
     */
    public Answer task(long id) {
        Telling telling = stories().task(id);
        if (!telling.known()) {
            throw new IllegalArgumentException("nothing is known of task " + id + "; " + asFarAsRecorded()
                    + LegibleCount.of(run.summary().submitted(), "task")
                    + (run.summary().submitted() == 1 ? " was" : " were") + " submitted"
                    + (id <= run.summary().submitted() ? unread() : ""));
        }
        return answer(telling, json -> {
            json.writeNumberProperty("task", id);
            wait(json, telling.waited());
        });
    }

    /**
     * Explains a worker.
     *
     * @param id its number
     * @return what it did, and why it came and went
     * @throws IllegalArgumentException if nothing is known of it; the message says so and ends without a stop
     */
    public Answer worker(long id) {
        Telling telling = id > Integer.MAX_VALUE ? null : stories().worker((int) id);
        if (telling == null || !telling.known()) {
            throw new IllegalArgumentException("nothing is known of worker " + id + "; " + asFarAsRecorded()
                    + LegibleCount.of(run.summary().spawned(), "worker")
                    + (run.summary().spawned() == 1 ? " was" : " were") + " started"
                    + (id <= run.summary().spawned() ? unread() : ""));
        }
        return answer(telling, json -> json.writeNumberProperty("worker", id));
    }

    private static void since(JsonGenerator json, String name, long nanos) {
        if (nanos == Timeline.UNKNOWN) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, nanos);
        }
    }

    /**
     * Explains a moment.
     *
     * @param nanos when, from the start of the run
     * @return what was going on then
     * @throws IllegalArgumentException if it is not within the run, or nothing is known of it; the message says so and ends
     *             without a stop
     */
    public Answer moment(long nanos) {
        long end = run.wholeLength().toNanos();
        Moment moment = nanos > end ? null : timeline.explanations().moment(nanos);
        if (moment == null) {
            throw new IllegalArgumentException(nanos > end
                    ? (run.remark().isEmpty() ? "the run took " : "what is recorded of the run ends at ")
                            + LegibleTime.momentBeside(end, nanos)
                            + ", so there is nothing to explain at "
                            + LegibleTime.momentBeside(nanos, end)
                    : "nothing is known of that time" + unread());
        }
        List<String> lines = new MomentPhrases(texts).of(moment).lines().toList();
        return new Answer(String.join(System.lineSeparator(), lines), json(json -> {
            json.writeNumberProperty("atNanos", nanos);
            json.writeNumberProperty("fromNanos", Math.max(0, moment.fromNanos()));
            since(json, "readBeforeNanos", reading(moment, moment.readBefore()));
            since(json, "readAtNanos", reading(moment, moment.readAt()));
            json.writeNumberProperty("submitted", moment.submitted());
            json.writeNumberProperty("rejected", moment.rejected());
            json.writeNumberProperty("leftQueue", moment.leftQueue());
            json.writeNumberProperty("ended", moment.ended());
            json.writeNumberProperty("pending", moment.pending());
            json.writeNumberProperty("busy", moment.busy());
            if (moment.blocked() < 0) {
                json.writeNullProperty("blocked");
            } else {
                json.writeNumberProperty("blocked", moment.blocked());
            }
            json.writeNumberProperty("alive", moment.alive());
            since(json, "starvedSinceNanos", moment.pool().starved());
            since(json, "joiningSinceNanos", moment.pool().joining());
            since(json, "brokenSinceNanos", moment.pool().broken());
            since(json, "shutDownSinceNanos", moment.pool().shutDown());
            since(json, "terminatedSinceNanos", moment.pool().terminated());
            sentences(json, lines.subList(1, lines.size()));
        }));
    }

    /** When the counters were read that tell of a moment; events tell of the moment itself. */
    private static long reading(Moment moment, long nanos) {
        return moment.counted() && nanos >= 0 ? nanos : Timeline.UNKNOWN;
    }

    /** Of a recording that ended abruptly it is not known what came later. */
    private String asFarAsRecorded() {
        return run.remark().isEmpty() ? "" : "as far as is recorded, ";
    }

    /**
     * Of a recording that is too large for the memory, and does not say where its tasks are, only the latest part is read. Where
     * events were lost, on the contrary, any part may be missing.
     */
    private String unread() {
        long lost = run.summary().lostEvents();
        if (lost > 0) {
            return ", and " + LegibleCount.of(lost, "event") + " of the run " + (lost == 1 ? "was" : "were") + " lost";
        }
        long from = run.recorded().completeAfterNanos();
        return from == Timeline.UNKNOWN
                ? ""
                : ", and only what happened after " + LegibleTime.moment(from) + " was read";
    }

    private RunStories stories() {
        RunStories stories = new RunStories(timeline, run.scenario(), true, run.simulatedCores(), texts);
        return run.stopped() ? stories.stoppedAt(run.length().toNanos()) : stories;
    }

    private static Answer answer(Telling telling, Facts facts) {
        String heading = telling.title() + (telling.status().isEmpty() ? "" : " (" + telling.status() + ")");
        String text = heading + System.lineSeparator() + String.join(System.lineSeparator(), telling.plain());
        return new Answer(text, json(json -> {
            facts.write(json);
            json.writeStringProperty("title", telling.title());
            json.writeStringProperty("status", telling.status());
            sentences(json, telling.plain());
        }));
    }

    private static void sentences(JsonGenerator json, List<String> sentences) {
        json.writeArrayPropertyStart("sentences");
        sentences.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void wait(JsonGenerator json, TaskCause.@Nullable Waited waited) {
        if (waited == null) {
            json.writeNullProperty("wait");
            return;
        }
        json.writeObjectPropertyStart("wait");
        json.writeNumberProperty("fromNanos", waited.from());
        json.writeNumberProperty("toNanos", waited.to());
        json.writeNumberProperty("nanos", waited.to() - waited.from());
        json.writeArrayPropertyStart("parts");
        for (WaitPart part : waited.parts()) {
            json.writeStartObject();
            json.writeStringProperty("cause", part.cause().name());
            if (part.workerId() != 0) {
                json.writeNumberProperty("worker", part.workerId());
            }
            if (part.taskId() != 0) {
                json.writeNumberProperty("task", part.taskId());
            }
            if (!part.held().isEmpty()) {
                json.writeArrayPropertyStart("held");
                for (WaitPart.Held held : part.held()) {
                    json.writeStartObject();
                    json.writeStringProperty("cause", held.cause().name());
                    json.writeNumberProperty("worker", held.workerId());
                    if (held.taskId() != 0) {
                        json.writeNumberProperty("task", held.taskId());
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeNumberProperty("fromNanos", part.from());
            json.writeNumberProperty("toNanos", part.to());
            json.writeNumberProperty("nanos", part.nanos());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String json(Facts facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = ReadableJson.to(out)) {
            json.writeStartObject();
            facts.write(json);
            json.writeEndObject();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
