package dev.poolscope.app.explain;

import java.util.Locale;
import java.util.Set;

import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.TaskTraces;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the log are to be shown. What is empty lets everything pass.
 *
 * @param streams of tasks of these streams
 * @param workers of these workers
 * @param types of these kinds
 * @param text with this in it, in small letters: in the detail, the name of the event or the stream, or as the number of the task
 */
record EventFilter(Set<String> streams, Set<Integer> workers, Set<EventType> types, String text) {

    static final EventFilter NONE = new EventFilter(Set.of(), Set.of(), Set.of(), "");

    EventFilter {
        streams = Set.copyOf(streams);
        workers = Set.copyOf(workers);
        types = Set.copyOf(types);
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    boolean lets(RunEvent event, TaskTraces tasks) {
        if (!types.isEmpty() && !types.contains(event.type())) {
            return false;
        }
        if (!workers.isEmpty() && !workers.contains(event.workerId())) {
            return false;
        }
        if (streams.isEmpty() && text.isEmpty()) {
            return true;
        }
        String stream = streamOf(event, tasks);
        if (!streams.isEmpty() && (stream == null || !streams.contains(stream))) {
            return false;
        }
        return text.isEmpty() || isIn(EventText.detail(event)) || isIn(event.type().name().replace('_', ' '))
                || (stream != null && isIn(stream)) || Long.toString(event.taskId()).equals(text);
    }

    /** Only the submission says of which stream a task is. */
    static @Nullable String streamOf(RunEvent event, TaskTraces tasks) {
        if (event.stream() != null || event.taskId() == 0) {
            return event.stream();
        }
        TaskTrace task = tasks.find(event.taskId());
        return task == null ? null : task.stream();
    }

    private boolean isIn(String where) {
        int last = where.length() - text.length();
        for (int i = 0; i <= last; i++) {
            if (where.regionMatches(true, i, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }
}
