package dev.poolscope.app.explain;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the log are to be shown. What is empty lets everything pass.
 *
 * @param streams of tasks of these streams
 * @param workers of these workers
 * @param types of these kinds
 * @param text if it is a whole number, of the task or the worker with this number, or of a stream with this name; otherwise with this in it,
 *            in small letters: in the detail, in the name of the event as it is shown or as {@code events.csv} has it, or in that of
 *            the stream
 */
record EventFilter(Set<String> streams, Set<Integer> workers, Set<EventType> types, String text) {

    /** A number is that of something: the digits of times and details have too many others in them. */
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static final EventFilter NONE = new EventFilter(Set.of(), Set.of(), Set.of(), "");

    EventFilter {
        streams = Set.copyOf(streams);
        workers = Set.copyOf(workers);
        types = Set.copyOf(types);
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an event passes.
     *
     * @param stream that of its task, or null
     * @param words in which it is shown: what is looked for is what can be seen
     */
    boolean lets(RunEvent event, @Nullable String stream, EventPhrases words) {
        if (!types.isEmpty() && !types.contains(event.type())) {
            return false;
        }
        if (!workers.isEmpty() && !workers.contains(event.workerId())) {
            return false;
        }
        if (!streams.isEmpty() && (stream == null || !streams.contains(stream))) {
            return false;
        }
        if (text.isEmpty()) {
            return true;
        }
        if (NUMBER.matcher(text).matches()) {
            return (event.taskId() != 0 && Long.toString(event.taskId()).equals(text))
                    || (event.workerId() != 0 && Integer.toString(event.workerId()).equals(text))
                    || text.equals(stream);
        }
        return isIn(words.type(event.type())) || isIn(event.type().name().replace('_', ' '))
                || (stream != null && isIn(stream)) || isIn(words.detail(event));
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
