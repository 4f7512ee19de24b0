package dev.poolscope.story;

import java.util.List;
import java.util.Objects;

import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a few events, stamp by stamp. */
class StoriesOfFewEventsTest {
    private static final long MS = 1_000_000;

    @Test
    void aNewWorkerThatTookItsTimeAfterItWasReadyDidNotTakeTheTaskAtOnce() {
        RunStories stories = stories(new TaskEvent.Submitted(0, 1, "web", 0),
                new WorkerEvent.Spawned(0, 1, SpawnReason.SUBMISSION, 1, 0, 0), new WorkerEvent.Ready(2 * MS, 1),
                new TaskEvent.Started(5 * MS, 1, 1), new TaskEvent.Completed(9 * MS, 1, 1));

        assertThat(stories.task(1).plain()).containsSequence(
                "Started at 0.005 s on worker 1, 3.00 ms after that was ready.",
                "That worker was started at 0.000 s and took 2.00 ms to get ready.");
    }

    @Test
    void aNewWorkerThatTookTheTaskAtOnceDidSo() {
        RunStories stories = stories(new TaskEvent.Submitted(0, 1, "web", 0),
                new WorkerEvent.Spawned(0, 1, SpawnReason.SUBMISSION, 1, 0, 0), new WorkerEvent.Ready(2 * MS, 1),
                new TaskEvent.Started(2 * MS + 99_999, 1, 1), new TaskEvent.Completed(9 * MS, 1, 1));

        assertThat(stories.task(1).plain()).contains("Started at 0.002 s on worker 1, as soon as that was ready.");
    }

    @Test
    void aWorkerHasNotDoneTheTaskThatItHasInHand() {
        RunStories stories = stories(new WorkerEvent.Spawned(0, 1, SpawnReason.REQUEST, 0, 0, 0),
                new WorkerEvent.Ready(0, 1),
                new TaskEvent.Submitted(MS, 1, "web", MS), new TaskEvent.Started(MS, 1, 1),
                new TaskEvent.Submitted(2 * MS, 2, "web", 2 * MS), new TaskEvent.Submitted(2 * MS, 3, "web", 2 * MS),
                new TaskEvent.Completed(3 * MS, 1, 1), new TaskEvent.Started(3 * MS, 2, 1),
                new TaskEvent.Completed(4 * MS, 2, 1), new TaskEvent.Started(4 * MS, 3, 1),
                new TaskEvent.Submitted(5 * MS, 4, "web", 5 * MS));

        assertThat(stories.worker(1).plain()).contains(
                "Has done 2 tasks, from 1 to 2: busy for 4.00 ms of 5.00 ms (80 %).",
                "Now: runs task 3, since 0.004 s.");
    }

    /** The event exists only for cancelled tasks: the code of any other task returns when the task ends. */
    @Test
    void aTaskThatLeftItsWorkerWasCancelledAlsoIfThatIsNotRecorded() {
        RunStories stories = stories(new WorkerEvent.Spawned(0, 1, SpawnReason.REQUEST, 0, 0, 0),
                new WorkerEvent.Ready(0, 1), new TaskEvent.Submitted(MS, 1, "web", MS),
                new TaskEvent.Started(MS, 1, 1), new TaskEvent.LeftWorker(9 * MS, 1, 1),
                new WorkerEvent.Idle(9 * MS, 1),
                new TaskEvent.Submitted(20 * MS, 2, "web", 20 * MS));

        assertThat(stories.task(1).status()).isEqualTo("cancelled");
        assertThat(stories.task(1).plain()).endsWith(
                "Ran 8.00 ms until its code returned at 0.009 s: it had been cancelled, and when is not recorded.");
    }

    @Test
    void aTaskThatLeftItsWorkerIsNoLongerThereAlsoIfItsStartIsNotRecorded() {
        RunStories stories = stories(new WorkerEvent.Spawned(0, 1, SpawnReason.REQUEST, 0, 0, 0),
                new WorkerEvent.Ready(0, 1), new TaskEvent.Submitted(MS, 1, "web", MS),
                new TaskEvent.LeftWorker(9 * MS, 1, 1), new WorkerEvent.Idle(9 * MS, 1),
                new TaskEvent.Submitted(20 * MS, 2, "web", 20 * MS));

        assertThat(stories.task(1).status()).isEqualTo("cancelled");
        assertThat(stories.task(1).plain()).endsWith(
                "Ran for a time that is not known here until its code returned at 0.009 s: it had been cancelled, and when is not recorded.");
    }

    @Test
    void atTheStartNothingWentBefore() {
        Timeline timeline = new Timeline(2);
        List.of(new WorkerEvent.Spawned(0, 1, SpawnReason.SUBMISSION, 1, 0, 0), new TaskEvent.Submitted(0, 1, "web", 0),
                new WorkerEvent.Ready(MS, 1), new TaskEvent.Started(MS, 1, 1)).forEach(timeline::apply);

        assertThat(new MomentPhrases(new StoryTexts()).of(Objects.requireNonNull(timeline.explanations().moment(0)))
                .lines()).contains(
                        "At the start of the run, 1 task was submitted and 0 left the queue, so it grew by 1, from 0 to 1.",
                        "0 tasks completed or failed at that moment.");
    }

    private static RunStories stories(RunEvent... events) {
        Timeline timeline = new Timeline(2);
        List.of(events).forEach(timeline::apply);
        return new RunStories(timeline, null, true, 0, new StoryTexts());
    }
}
