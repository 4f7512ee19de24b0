package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/** Finds what a path of a {@link ScenarioEdit} leads to in the tree of a scenario: the same path in full. */
final class EditPath {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]*)((?:\\[[0-9]{1,6}])*)(?:\\.|$)");
    private static final Set<String> POOL = Set.of("type", "maxWorkers", "idleTimeout", "maxTasksPerWorker",
            "workerType", "initializer", "finalizer");
    private static final List<String> STREAM = List.of("name", "arrivals", "from", "until", "task");
    private static final List<String> TASK = List.of("fails", "cancelAfter");
    /** What a bulk call may say and mostly does not. */
    private static final List<String> BULK = List.of("chunkSize", "bufferSize", "ordered", "timeout");
    private final YamlNode.Mapping root;

    EditPath(YamlNode.Mapping root) {
        this.root = root;
    }

    /** The path cannot be gone. */
    static final class NoSuchPath extends Exception {
        private static final long serialVersionUID = 1;

        NoSuchPath(String message) {
            super(message, null, false, false);
        }
    }

    /** The path in full: keys, and numbers of items of lists. */
    List<Object> steps(String path) throws NoSuchPath {
        List<Object> steps = new ArrayList<>();
        String rest = path;
        YamlNode node = root;
        if (path.startsWith("streams.")) {
            YamlNode.Sequence streams = child(root, "streams") instanceof YamlNode.Sequence sequence
                    ? sequence
                    : new YamlNode.Sequence(0, 0, List.of());
            String name = streamIn(path.substring("streams.".length()), names(streams));
            int index = names(streams).indexOf(name);
            steps.addAll(List.of("streams", index));
            node = streams.items().get(index);
            rest = path.substring(Math.min(path.length(), "streams.".length() + name.length() + 1));
            if (rest.isEmpty()) {
                throw new NoSuchPath("a path goes on to a value of the stream, such as " + path + ".from");
            }
        }
        Matcher step = STEP.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!step.find(at) || step.start() != at || step.group(1).isEmpty()) {
                throw new NoSuchPath(Quoted.of(path)
                        + " is no path; allowed are keys with points between them, such as pool.idleTimeout");
            }
            at = step.end();
            node = key(node, step.group(1), steps, path);
            for (String index : step.group(2).replace("[", "").split("]", -1)) {
                if (!index.isEmpty()) {
                    node = item(node, Integer.parseInt(index), steps);
                }
            }
        }
        if (rest.endsWith(".")) {
            throw new NoSuchPath(Quoted.of(path) + " ends with a point; a key is missing there");
        }
        return steps;
    }

    private static String streamIn(String rest, List<String> names) throws NoSuchPath {
        String found = null;
        for (String name : names) {
            if ((rest.equals(name) || rest.startsWith(name + "."))
                    && (found == null || name.length() > found.length())) {
                found = name;
            }
        }
        if (found == null) {
            String wanted = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
            String meant = Suggestion.among(wanted, names);
            throw new NoSuchPath("there is no stream " + Quoted.of(wanted) + (meant != null
                    ? "; did you mean '" + meant + "'?"
                    : names.isEmpty()
                            ? "; the scenario has no streams"
                            : "; its streams are " + String.join(", ", names)));
        }
        return found;
    }

    /** Adds the step to a key, and to those in between that were left out. */
    private @Nullable YamlNode key(@Nullable YamlNode node, String key, List<Object> steps, String path)
            throws NoSuchPath {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            if (node instanceof YamlNode.Sequence) {
                throw new NoSuchPath(Quoted.of(path) + " is no path: items of a list have numbers, such as "
                        + written(steps) + "[0]");
            }
            // The reader says what is wrong with it, if anything is.
            steps.add(key);
            return null;
        }
        if (steps.isEmpty()) {
            if (child(root, key) == null && !ScenarioBinder.KEYS.contains(key)) {
                throw new NoSuchPath(unknown(key, path));
            }
            steps.add(key);
            return child(root, key);
        }
        boolean stream = steps.size() == 2 && steps.getFirst().equals("streams");
        if (child(mapping, key) == null && !(stream && STREAM.contains(key))) {
            List<List<String>> ways = new ArrayList<>();
            ways(mapping, key, List.of(), ways);
            if (ways.isEmpty()) {
                List<String> unsaid = unsaid(mapping, key, stream);
                if (unsaid != null) {
                    ways.add(unsaid);
                }
            }
            if (ways.size() > 1) {
                throw new NoSuchPath(Quoted.of(path) + " may be several values; say which: " + String.join(" or ",
                        ways.stream().map(way -> written(steps) + "." + String.join(".", way) + "." + key).toList()));
            }
            if (ways.isEmpty() && stream) {
                throw new NoSuchPath(unknownInStream(mapping, key));
            }
            for (String between : ways.isEmpty() ? List.<String>of() : ways.getFirst()) {
                steps.add(between);
                mapping = child(mapping, between) instanceof YamlNode.Mapping inner
                        ? inner
                        : new YamlNode.Mapping(0, 0, List.of());
            }
        }
        steps.add(key);
        return child(mapping, key);
    }

    /** Finds the places below a mapping that have a key. */
    private static void ways(YamlNode.Mapping mapping, String key, List<String> way, List<List<String>> found) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof YamlNode.Mapping inner) {
                List<String> longer = new ArrayList<>(way);
                longer.add(entry.key().text());
                if (child(inner, key) != null) {
                    found.add(longer);
                }
                ways(inner, key, longer, found);
            }
        }
    }

    /** The way to a value that files need not have; null if there is none of that name. */
    private static @Nullable List<String> unsaid(YamlNode.Mapping mapping, String key, boolean stream) {
        if (stream && (TASK.contains(key) || StreamBinder.WORK.contains(key))) {
            return List.of("task");
        }
        if (stream && ArrivalsBinder.KINDS.contains(key)) {
            return List.of("arrivals");
        }
        YamlNode arrivals = stream ? child(mapping, "arrivals") : mapping;
        if (BULK.contains(key) && arrivals instanceof YamlNode.Mapping kinds) {
            for (BulkCall call : BulkCall.values()) {
                if (child(kinds, call.key()) != null) {
                    return stream ? List.of("arrivals", call.key()) : List.of(call.key());
                }
            }
        }
        YamlNode task = stream ? child(mapping, "task") : mapping;
        if (key.equals("wait") && task instanceof YamlNode.Mapping kinds && child(kinds, "fanOut") != null) {
            return stream ? List.of("task", "fanOut") : List.of("fanOut");
        }
        return null;
    }

    private static String unknownInStream(YamlNode.Mapping stream, String key) {
        List<String> known = new ArrayList<>();
        collect(stream, known);
        List<String> all = new ArrayList<>(known);
        all.addAll(STREAM);
        all.addAll(TASK);
        String meant = Suggestion.among(key, all);
        return "the stream has no " + Quoted.of(key) + (meant != null
                ? "; did you mean '" + meant + "'?"
                : "; it has " + String.join(", ", known) + ", and may have until, fails and cancelAfter");
    }

    private static void collect(YamlNode.Mapping mapping, List<String> keys) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof YamlNode.Mapping inner) {
                collect(inner, keys);
            } else if (!keys.contains(entry.key().text())) {
                keys.add(entry.key().text());
            }
        }
    }

    private String unknown(String key, String path) {
        List<String> names = child(root, "streams") instanceof YamlNode.Sequence streams ? names(streams) : List.of();
        String meant = POOL.contains(key)
                ? "pool." + path
                : names.contains(key) ? "streams." + path : Suggestion.among(key, ScenarioBinder.KEYS);
        return "a scenario has no " + Quoted.of(key) + (meant != null
                ? "; did you mean '" + meant + "'?"
                : "; a path begins with one of " + String.join(", ", ScenarioBinder.KEYS));
    }

    private static YamlNode item(@Nullable YamlNode node, int index, List<Object> steps) throws NoSuchPath {
        int size = node instanceof YamlNode.Sequence(_, _, var items) ? items.size() : 0;
        if (!(node instanceof YamlNode.Sequence(_, _, var items)) || index >= size) {
            throw new NoSuchPath("there is no " + written(steps) + "[" + index + "]; "
                    + (size == 0 ? "there are none" : "the last one is " + written(steps) + "[" + (size - 1) + "]"));
        }
        steps.add(index);
        return items.get(index);
    }

    static List<String> names(YamlNode.Sequence streams) {
        return streams.items().stream()
                .map(stream -> stream instanceof YamlNode.Mapping mapping
                        && child(mapping, "name") instanceof YamlNode.Scalar name ? name.text() : "")
                .toList();
    }

    /** As faults name it: {@code streams[0].arrivals.poisson.rate}. */
    static String written(List<Object> steps) {
        StringBuilder path = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }

    static @Nullable YamlNode child(YamlNode.Mapping mapping, Object key) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }
}
