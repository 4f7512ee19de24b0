package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code actions}. */
final class ActionBinder {
    private static final List<String> KINDS = List.of("setIdleTimeout", "spawnWorkers", "spawnMaxWorkers",
            "breakNextInitializer",
            "join", "shutdown", "cancelPending", "submit", "setRate", "note");

    private final Diagnostics diagnostics;
    private final Values values;
    private final @Nullable Duration runLength;
    private final Set<String> streams;
    private final Set<String> unpaced;

    /**
     * The length of the run is null where it is open, or not known for a fault. Streams are all that the file names; unpaced
     * are those of which it is certain that they have no rate.
     */
    ActionBinder(Diagnostics diagnostics, @Nullable Duration runLength, Set<String> streams, Set<String> unpaced) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.runLength = runLength;
        this.streams = streams;
        this.unpaced = unpaced;
    }

    @Nullable
    TimedAction bind(YamlNode node) {
        Fields fields = Fields.of(node, "action", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode atNode = fields.required("at");
        YamlNode.Entry kind = fields.oneOf(KINDS);
        fields.refuseOthers();
        Duration at = atNode == null ? null : values.duration(atNode, "at");
        if (atNode != null && at != null && runLength != null && at.compareTo(runLength) > 0) {
            diagnostics.add(atNode, "at: " + DurationText.format(at) + " is after the end of the run, "
                    + DurationText.format(runLength));
        }
        Action action = kind == null ? null : action(kind.key().text(), kind.value());
        return at == null || action == null ? null : new TimedAction(at, action);
    }

    private @Nullable Action action(String key, YamlNode node) {
        return switch (key) {
            case "setIdleTimeout" -> setIdleTimeout(node);
            case "spawnWorkers" -> {
                Integer count = values.count(node, key);
                yield count == null ? null : new Action.SpawnWorkers(count);
            }
            case "spawnMaxWorkers" -> values.onlyTrue(node, key) ? new Action.SpawnMaxWorkers() : null;
            case "breakNextInitializer" -> values.onlyTrue(node, key) ? new Action.BreakNextInitializer() : null;
            case "join" -> join(node);
            case "shutdown" -> values.onlyTrue(node, key) ? new Action.Shutdown() : null;
            case "cancelPending" -> {
                String stream = stream(node, key);
                yield stream == null ? null : new Action.CancelPending(stream);
            }
            case "submit" -> submit(node);
            case "setRate" -> setRate(node);
            default -> {
                String text = values.title(node, key);
                yield text == null ? null : new Action.Note(text);
            }
        };
    }

    private @Nullable Action setIdleTimeout(YamlNode node) {
        if (Values.isWord(node, "never")) {
            return new Action.SetIdleTimeout(null);
        }
        Duration timeout = values.durationOr("never", node, "setIdleTimeout");
        return timeout == null ? null : new Action.SetIdleTimeout(timeout);
    }

    private @Nullable Action join(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TRUTH) {
            return values.onlyTrue(node, "join") ? new Action.Join(null) : null;
        }
        Duration timeout = values.durationOr("true", node, "join");
        return timeout == null ? null : new Action.Join(timeout);
    }

    private @Nullable Action submit(YamlNode node) {
        Fields fields = Fields.of(node, "submit", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode streamNode = fields.required("stream");
        YamlNode countNode = fields.required("count");
        fields.refuseOthers();
        String stream = streamNode == null ? null : stream(streamNode, "stream");
        Integer count = countNode == null ? null : values.count(countNode, "count");
        return stream == null || count == null ? null : new Action.Submit(stream, count);
    }

    private @Nullable Action setRate(YamlNode node) {
        Fields fields = Fields.of(node, "setRate", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode streamNode = fields.required("stream");
        YamlNode rateNode = fields.required("rate");
        fields.refuseOthers();
        String stream = streamNode == null ? null : stream(streamNode, "stream");
        Rate rate = rateNode == null ? null : values.rate(rateNode, "rate");
        if (streamNode != null && stream != null && unpaced.contains(stream)) {
            diagnostics.add(streamNode, "stream: " + Action.noRate(stream));
        }
        return stream == null || rate == null ? null : new Action.SetRate(stream, rate);
    }

    private @Nullable String stream(YamlNode node, String key) {
        String name = values.title(node, key);
        if (name != null && !streams.contains(name)) {
            diagnostics.add(node, key + ": " + Action.noStream(name, streams));
            return null;
        }
        return name;
    }
}
