package dev.poolscope.session.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the trace event format as strictly as it is described: each phase with the fields that it needs and no others, slices of a thread nested,
 * flows bound to the slices that enclose them, each begun once and ended once later, counters with numbers. Stops at the first thing that is wrong.
 */
final class TraceReader {
    private static final Map<String, Set<String>> NEEDED = Map.of("M", Set.of("args"), "X", Set.of("ts", "dur", "cat"),
            "s", Set.of("ts", "cat", "id"), "f", Set.of("ts", "cat", "id", "bp"), "C", Set.of("ts", "args"), "i",
            Set.of("ts", "s"));
    private static final Set<String> ALLOWED = Set.of("name", "ph", "pid", "tid", "ts", "args");

    /** A stretch of time on a thread. */
    record Slice(int thread, String name, long from, long to, String category, String detail, int depth) {}

    /** An arrow from one slice to another. */
    record Flow(long id, Slice from, long begun, Slice to, long ended) {}

    /** A value of a counter from a moment on. */
    record Sample(String counter, String series, long nanos, long value) {}

    /** Something that happened to the process at a moment. */
    record Instant(String name, long nanos) {}

    private record Begun(Slice from, long nanos) {}

    final Map<Integer, String> threads = new TreeMap<>();
    final List<Slice> slices = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    final List<Instant> instants = new ArrayList<>();
    String process = "";

    private final Map<Integer, Deque<Slice>> open = new TreeMap<>();
    private final Map<Long, Begun> flowFrom = new TreeMap<>();
    private final Set<Long> flowIds = new TreeSet<>();

    TraceReader(String text) {
        JsonNode root = JsonMapper.builder().build().readTree(text);
        check(root.isObject() && root.path("traceEvents").isArray(), "no object with traceEvents", root);
        check(Set.of("ms", "ns").contains(root.path("displayTimeUnit").asString()), "another unit", root);
        check(root.path("otherData").isObject(), "otherData is no object", root);
        List<JsonNode> events = new ArrayList<>(root.path("traceEvents").values());
        events.forEach(this::fields);
        events.stream().filter(it -> phase(it).equals("M")).forEach(this::metadata);
        // Events need not be in order in the file; those of one time are read in the order of the file.
        events.stream().filter(it -> !phase(it).equals("M")).sorted(Comparator.comparingLong(TraceReader::nanos))
                .forEach(this::event);
        check(flowFrom.isEmpty(), "flows that do not end: " + flowFrom.keySet(), root.path("otherData"));
    }

    private static void check(boolean holds, String what, JsonNode where) {
        if (!holds) {
            throw new AssertionError(what + " in " + where);
        }
    }

    private static String phase(JsonNode event) {
        return event.path("ph").asString();
    }

    private static long nanos(JsonNode event) {
        return event.path("ts").decimalValue().movePointRight(3).longValueExact();
    }

    private void fields(JsonNode event) {
        Set<String> needed = NEEDED.getOrDefault(phase(event), Set.of());
        check(NEEDED.containsKey(phase(event)), "a phase that is not known", event);
        check(event.path("name").isString() && !event.path("name").asString().isEmpty(), "no name", event);
        check(event.path("pid").isInt() && event.path("tid").isInt(), "no process or thread", event);
        for (String field : needed) {
            check(event.has(field), "no " + field, event);
        }
        for (String field : event.propertyNames()) {
            check(ALLOWED.contains(field) || needed.contains(field), "a field that the phase does not have: " + field,
                    event);
        }
        check(!event.has("ts") || (event.get("ts").isNumber() && event.get("ts").decimalValue().signum() >= 0),
                "no time", event);
        check(!event.has("args") || event.get("args").isObject(), "args are no object", event);
    }

    private void metadata(JsonNode event) {
        int thread = event.get("tid").asInt();
        switch (event.get("name").asString()) {
            case "process_name" -> process = event.path("args").path("name").asString();
            case "thread_name" -> check(threads.put(thread, event.path("args").path("name").asString()) == null,
                    "a thread that is named twice", event);
            case "thread_sort_index" -> check(event.path("args").path("sort_index").isInt(), "no number", event);
            default -> check(false, "metadata that are not known", event);
        }
    }

    private void event(JsonNode event) {
        int thread = event.get("tid").asInt();
        long at = nanos(event);
        check(threads.containsKey(thread), "a thread without a name", event);
        Deque<Slice> stack = open.computeIfAbsent(thread, _ -> new ArrayDeque<>());
        while (!stack.isEmpty() && stack.peek().to() <= at && (stack.peek().to() > stack.peek().from()
                || stack.peek().from() < at)) {
            stack.pop();
        }
        switch (phase(event)) {
            case "X" -> slice(event, thread, at, stack);
            case "s", "f" -> flow(event, at, stack);
            case "C" -> {
                check(event.get("args").size() == 1, "not one series", event);
                event.get("args").forEachEntry((series, value) -> {
                    check(value.isIntegralNumber(), "no number", event);
                    samples.add(new Sample(event.get("name").asString(), series, at, value.asLong()));
                });
            }
            default -> {
                check(Set.of("g", "p", "t").contains(event.get("s").asString()), "no scope", event);
                instants.add(new Instant(event.get("name").asString(), at));
            }
        }
    }

    private void slice(JsonNode event, int thread, long at, Deque<Slice> stack) {
        long length = event.get("dur").decimalValue().movePointRight(3).longValueExact();
        check(length >= 0, "ends before it begins", event);
        Slice outer = stack.peek();
        while (outer != null && outer.to() == at && length > 0) {
            stack.pop();
            outer = stack.peek();
        }
        check(outer == null || at + length <= outer.to(), "overlaps " + outer, event);
        Slice slice = new Slice(thread, event.get("name").asString(), at, at + length, event.get("cat").asString(),
                event.path("args").path("detail").asString(""), stack.size());
        slices.add(slice);
        stack.push(slice);
    }

    private void flow(JsonNode event, long at, Deque<Slice> stack) {
        check(event.get("id").isIntegralNumber(), "no id", event);
        check(event.get("name").asString().equals("queue"), "a flow of another name", event);
        long id = event.get("id").asLong();
        Slice slice = stack.peek();
        if (slice == null) {
            throw new AssertionError("a flow in no slice: " + event);
        }
        // Readers bind it to what encloses it, or to what begins with it on its thread and has its category.
        check(slice.from() == at && slice.category().equals(event.get("cat").asString()), "a flow not of " + slice,
                event);
        if (phase(event).equals("s")) {
            check(flowIds.add(id), "a flow that begins twice", event);
            flowFrom.put(id, new Begun(slice, at));
        } else {
            check(event.get("bp").asString().equals("e"), "a flow that is not bound to what encloses it", event);
            Begun begun = flowFrom.remove(id);
            if (begun == null) {
                throw new AssertionError("a flow that ends before it begins: " + event);
            }
            flows.add(new Flow(id, begun.from, begun.nanos, slice, at));
        }
    }
}
