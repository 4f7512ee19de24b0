package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Overheads;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code overheads}. */
final class OverheadsBinder {
    /** What there is, in the order in which files have it. */
    static final List<String> KEYS = List.of("wakeUp", "start", "sleep", "submit");

    private final Diagnostics diagnostics;
    private final Values values;

    OverheadsBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        values = new Values(diagnostics);
    }

    /** What a machine adds, or null after a fault. */
    @Nullable
    Overheads bind(YamlNode node) {
        Fields fields = Fields.of(node, "overheads", diagnostics);
        if (fields == null) {
            return null;
        }
        List<@Nullable Duration> times = KEYS.stream().<@Nullable Duration>map(key -> time(fields, key)).toList();
        if (KEYS.stream().allMatch(key -> fields.optional(key) == null)) {
            diagnostics.add(fields.node(), "overheads: one of " + String.join(", ", KEYS) + " is needed; found none");
        }
        fields.refuseOthers();
        Duration wakeUp = times.get(0);
        Duration start = times.get(1);
        Duration sleep = times.get(2);
        Duration submit = times.get(3);
        return wakeUp == null || start == null || sleep == null || submit == null
                ? null
                : new Overheads(wakeUp, start, sleep, submit);
    }

    private @Nullable Duration time(Fields fields, String key) {
        YamlNode node = fields.optional(key);
        Duration time = node == null ? Duration.ZERO : values.duration(node, key);
        if (node != null && time != null && time.compareTo(Overheads.MOST) > 0) {
            diagnostics.add(node, key + ": found " + node.describe() + "; allowed is at most "
                    + DurationText.format(Overheads.MOST));
            return null;
        }
        return time;
    }
}
