package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code streams}. */
final class StreamBinder {
    static final List<String> WORK = List.of("sleep", "cpu", "lock", "fanOut");

    private final Diagnostics diagnostics;
    private final Values values;
    private final @Nullable Duration runLength;
    private final boolean open;

    /** The length of the run is null where it is open, or not known for a fault. */
    StreamBinder(Diagnostics diagnostics, @Nullable Duration runLength, boolean open) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.runLength = runLength;
        this.open = open;
    }

    /** The stream, or null after a fault. */
    @Nullable
    StreamSpec bind(YamlNode node) {
        Fields fields = Fields.of(node, "stream", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode nameNode = fields.required("name");
        String name = nameNode == null ? null : values.title(nameNode, "name");
        YamlNode arrivalsNode = fields.required("arrivals");
        Arrivals arrivals = arrivalsNode == null ? null : new ArrivalsBinder(diagnostics, runLength).bind(arrivalsNode);
        YamlNode fromNode = fields.optional("from");
        YamlNode untilNode = fields.optional("until");
        Duration from = fromNode == null ? Duration.ZERO : values.duration(fromNode, "from");
        Duration until = untilNode == null ? null : values.duration(untilNode, "until");
        if (arrivals != null && !arrivals.windowed()) {
            refuseWindow(fields, fromNode, "from");
            refuseWindow(fields, untilNode, "until");
        } else {
            checkWindow(fields, from, untilNode, until);
        }
        if (open && untilNode == null && arrivals instanceof Arrivals.Ramp) {
            diagnostics.add(fields.node(), "until",
                    "until: a ramp in a run without an end needs an end of its own; the key is missing");
        }
        YamlNode taskNode = fields.required("task");
        TaskSpec task = taskNode == null ? null : task(taskNode, arrivals);
        fields.refuseOthers();
        return name == null || arrivals == null || from == null || task == null
                ? null
                : new StreamSpec(name, arrivals, from, until, task);
    }

    private void refuseWindow(Fields fields, @Nullable YamlNode node, String key) {
        if (node != null) {
            diagnostics.add(fields.key(key),
                    key + ": a batch or bulk call happens at one moment and has no window; leave "
                            + key + " out");
        }
    }

    private void checkWindow(Fields fields, @Nullable Duration from, @Nullable YamlNode untilNode,
            @Nullable Duration until) {
        if (untilNode != null && until != null && runLength != null && until.compareTo(runLength) > 0) {
            diagnostics.add(untilNode, "until: " + DurationText.format(until) + " is after the end of the run, "
                    + DurationText.format(runLength));
        }
        Duration end = untilNode == null ? runLength : until;
        if (from != null && end != null && from.compareTo(end) >= 0) {
            YamlNode where = untilNode == null ? fields.key("from") : untilNode;
            diagnostics.add(where, untilNode == null
                    ? "from: " + DurationText.format(from) + " is not before the end of the run, "
                            + DurationText.format(end)
                    : "until: " + DurationText.format(end) + " is not after from, " + DurationText.format(from));
        }
    }

    private @Nullable TaskSpec task(YamlNode node, @Nullable Arrivals arrivals) {
        Fields fields = Fields.of(node, "task", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode.Entry kind = fields.oneOf(WORK);
        YamlNode failsNode = fields.optional("fails");
        YamlNode cancelNode = fields.optional("cancelAfter");
        fields.refuseOthers();
        Work work = kind == null ? null : work(kind);
        Percentage fails = failsNode == null ? Percentage.ZERO : values.percentage(failsNode, "fails");
        Duration cancelAfter = cancelNode == null ? null : values.duration(cancelNode, "cancelAfter");
        if (arrivals instanceof Arrivals.Bulk(var call, _, _, _, _, _, _)) {
            if (cancelNode != null) {
                diagnostics.add(fields.key("cancelAfter"), "cancelAfter: " + call.key()
                        + " keeps its tasks' futures to itself; give it a timeout instead");
            }
            if (kind != null && kind.key().text().equals("fanOut")) {
                diagnostics.add(kind.key(),
                        "fanOut: not possible with " + call.key() + ", which needs a time for each item; allowed are "
                                + String.join(", ", WORK.subList(0, WORK.size() - 1)));
            }
        }
        return work == null || fails == null ? null : new TaskSpec(work, fails, cancelAfter);
    }

    private @Nullable Work work(YamlNode.Entry kind) {
        String key = kind.key().text();
        if (key.equals("fanOut")) {
            return fanOut(kind.value());
        }
        Distribution time = new DistributionBinder(diagnostics).bind(kind.value(), key);
        if (time == null) {
            return null;
        }
        return switch (key) {
            case "sleep" -> new Work.Sleep(time);
            case "cpu" -> new Work.Cpu(time);
            default -> new Work.Lock(time);
        };
    }

    private @Nullable Work fanOut(YamlNode node) {
        Fields fields = Fields.of(node, "fanOut", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode countNode = fields.required("children");
        YamlNode childNode = fields.required("child");
        YamlNode waitNode = fields.optional("wait");
        fields.refuseOthers();
        Integer children = countNode == null ? null : values.count(countNode, "children");
        Distribution child = childNode == null ? null : new DistributionBinder(diagnostics).bind(childNode, "child");
        Boolean await = waitNode == null ? Boolean.TRUE : values.truth(waitNode, "wait");
        return children == null || child == null || await == null ? null : new Work.FanOut(children, child, await);
    }
}
