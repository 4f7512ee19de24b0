package dev.poolscope.workload.format;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** Reads a whole scenario from the tree of its file. */
final class ScenarioBinder {
    /** The keys of a scenario, in the order in which files have them. */
    static final List<String> KEYS = List.of("poolscope", "name", "description", "seed", "duration", "pool",
            "overheads",
            "streams", "actions", "expect");

    private final Diagnostics diagnostics;
    private final Values values;

    ScenarioBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    /** The scenario, or null after a fault. */
    @Nullable
    Scenario bind(YamlNode root) {
        Fields fields = Fields.of(root, "scenario", diagnostics);
        if (fields == null) {
            return null;
        }
        version(fields.required("poolscope"));
        YamlNode nameNode = fields.required("name");
        String name = nameNode == null ? null : values.title(nameNode, "name");
        YamlNode descriptionNode = fields.optional("description");
        String description = descriptionNode == null ? "" : values.text(descriptionNode, "description");
        YamlNode seedNode = fields.optional("seed");
        Long seed = seedNode == null ? Long.valueOf(Scenario.DEFAULT_SEED) : values.seed(seedNode);
        YamlNode durationNode = fields.required("duration");
        boolean open = durationNode != null && Values.isWord(durationNode, "open");
        Duration duration = durationNode == null || open ? null : values.positiveDuration(durationNode, "duration");
        YamlNode poolNode = fields.required("pool");
        PoolSpec pool = poolNode == null ? null : new PoolBinder(diagnostics).bind(poolNode);
        YamlNode overheadsNode = fields.optional("overheads");
        Overheads overheads = overheadsNode == null
                ? Overheads.NONE
                : new OverheadsBinder(diagnostics).bind(overheadsNode);
        YamlNode streamsNode = fields.optional("streams");
        StreamBinder streamBinder = new StreamBinder(diagnostics, duration, open);
        List<StreamSpec> streams = list(streamsNode, "streams", streamBinder::bind);
        Set<String> unpaced = streams.stream().filter(stream -> !stream.arrivals().paced()).map(StreamSpec::name)
                .collect(Collectors.toSet());
        Set<String> names = streamNames(streamsNode);
        ActionBinder actionBinder = new ActionBinder(diagnostics, duration, names, unpaced);
        List<TimedAction> actions = list(fields.optional("actions"), "actions", actionBinder::bind);
        List<Expectation> expectations = list(fields.optional("expect"), "expect",
                node -> values.expectation(node, names));
        fields.refuseOthers();
        if (!diagnostics.none() || name == null || description == null || seed == null || pool == null
                || overheads == null) {
            return null;
        }
        return new Scenario(name, description, seed, duration, pool, streams, actions, expectations,
                overheads);
    }

    private void version(@Nullable YamlNode node) {
        if (node == null) {
            return;
        }
        BigInteger version = values.integer(node, "poolscope", "the version of the format, 1,");
        if (version != null && !version.equals(BigInteger.ONE)) {
            diagnostics.add(node, "poolscope: found version " + version + " of the format; only version 1 is known");
        }
    }

    private <T> List<T> list(@Nullable YamlNode node, String name, Function<YamlNode, @Nullable T> binder) {
        List<T> bound = new ArrayList<>();
        if (node instanceof YamlNode.Sequence(_, _, var items)) {
            for (YamlNode item : items) {
                T value = binder.apply(item);
                if (value != null) {
                    bound.add(value);
                }
            }
        } else if (node != null) {
            diagnostics.add(node, name + ": found " + node.describe() + "; a list is needed");
        }
        return bound;
    }

    /**
     * The names of all streams, also of those with other faults: an action that names one of them is not at fault. Reports
     * names that are there twice.
     */
    private Set<String> streamNames(@Nullable YamlNode node) {
        Map<String, Integer> lines = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        if (node instanceof YamlNode.Sequence(_, _, var items)) {
            for (YamlNode item : items) {
                if (item instanceof YamlNode.Mapping(_, _, var entries)) {
                    for (YamlNode.Entry entry : entries) {
                        if (entry.key().text().equals("name") && entry.value() instanceof YamlNode.Scalar name) {
                            names.add(name.text());
                            Integer before = lines.putIfAbsent(name.text(), name.line());
                            if (before != null) {
                                diagnostics.add(name,
                                        "name: there is already a stream " + Quoted.of(name.text())
                                                + (before == 0 ? "" : " in line " + before)
                                                + "; names of streams are unique");
                            }
                        }
                    }
                }
            }
        }
        return names;
    }
}
