package dev.poolscope.app.fx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The newest lines of the log of a run, by their numbers from 0, the first one of the run. When there are more than can be
 * kept, the oldest ones are forgotten, in pages: memory stays bounded, and nothing is ever moved. Belongs to the thread of
 * the screen.
 */
public final class EventHistory {
    private static final int PAGE = 4096;

    private final int mostPages;
    private final List<List<RunEvent>> pages = new ArrayList<>();
    /** Of each line the stream of its task, as far as the lines before it say. */
    private final List<List<@Nullable String>> streams = new ArrayList<>();
    /** The streams of tasks of which more may come. */
    private final Map<Long, String> open = new HashMap<>();
    private int forgottenPages;
    private long before;

    /**
     * An empty one.
     *
     * @param most about how many lines are kept
     */
    EventHistory(int most) {
        mostPages = Math.max(1, most / PAGE);
    }

    void add(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (pages.isEmpty() || pages.getLast().size() == PAGE) {
                pages.add(new ArrayList<>(PAGE));
                streams.add(new ArrayList<>(PAGE));
                forget();
            }
            pages.getLast().add(event);
            streams.getLast().add(streamOf(event));
        }
    }

    /** Only the submission says of which stream a task is. */
    private @Nullable String streamOf(RunEvent event) {
        String stream = event.stream();
        return switch (event) {
            case TaskEvent.Submitted _ when stream != null -> {
                open.put(event.taskId(), stream);
                yield stream;
            }
            case TaskEvent.Completed _,TaskEvent.Failed _,TaskEvent.LeftWorker _ -> open.remove(event.taskId());
            case TaskEvent.Cancelled _ when event.workerId() == 0 -> open.remove(event.taskId());
            case TaskEvent _ -> open.get(event.taskId());
            case WorkerEvent _,PoolEvent _ -> stream;
        };
    }

    // Hundreds of pages at most, so that removing the first one is cheap.
    private void forget() {
        if (pages.size() > mostPages) {
            // Of some an end was lost: nothing is remembered for longer than its submission.
            pages.removeFirst().forEach(event -> {
                if (event instanceof TaskEvent.Submitted) {
                    open.remove(event.taskId());
                }
            });
            streams.removeFirst();
            forgottenPages++;
        }
    }

    /** Forgets everything; so many lines of the run are known to have been before what comes. */
    void restart(long unseen) {
        pages.clear();
        streams.clear();
        open.clear();
        forgottenPages = 0;
        before = unseen;
    }

    /** The number of the first line that is kept: so many were forgotten. */
    public long first() {
        return before + (long) forgottenPages * PAGE;
    }

    /** The number that the next line will have: so many there have been. */
    public long end() {
        return first() + kept();
    }

    /** How many lines are kept. */
    public int kept() {
        return pages.isEmpty() ? 0 : (pages.size() - 1) * PAGE + pages.getLast().size();
    }

    /**
     * One line.
     *
     * @param number from {@link #first()} to {@link #end()} − 1
     * @throws IndexOutOfBoundsException if it is not kept
     */
    public RunEvent get(long number) {
        int index = Math.toIntExact(number - first());
        return pages.get(index / PAGE).get(index % PAGE);
    }

    /**
     * The stream of the task of one line.
     *
     * @param number from {@link #first()} to {@link #end()} − 1
     * @return its name, or null if there is none, or the lines before do not say it
     * @throws IndexOutOfBoundsException if it is not kept
     */
    public @Nullable String streamOf(long number) {
        int index = Math.toIntExact(number - first());
        return streams.get(index / PAGE).get(index % PAGE);
    }
}
