package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code pool}. */
final class PoolBinder {
    private final Diagnostics diagnostics;
    private final Values values;

    PoolBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    @Nullable
    PoolSpec bind(YamlNode node) {
        Fields fields = Fields.of(node, "pool", diagnostics);
        if (fields == null) {
            return null;
        }
        PoolKind kind = kind(fields.required("type"));
        int maxWorkers = maxWorkers(fields, kind);
        YamlNode name = fields.optional("name");
        String poolName = name == null ? null : values.title(name, "name");
        Duration idleTimeout = idleTimeout(fields.optional("idleTimeout"), "idleTimeout",
                PoolSpec.DEFAULT_IDLE_TIMEOUT);
        YamlNode limit = fields.optional("maxTasksPerWorker");
        Integer maxTasks = limit == null ? Integer.valueOf(0) : values.count(limit, "maxTasksPerWorker");
        WorkerType workerType = workerType(fields.optional("workerType"));
        HookSpec initializer = hook(fields.optional("initializer"), "initializer");
        HookSpec finalizer = hook(fields.optional("finalizer"), "finalizer");
        fields.refuseOthers();
        if (kind == null || maxTasks == null || workerType == null) {
            return null;
        }
        return new PoolSpec(kind, maxWorkers, poolName, idleTimeout, maxTasks, workerType, initializer, finalizer);
    }

    private @Nullable PoolKind kind(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        for (PoolKind kind : PoolKind.values()) {
            if (Values.isWord(node, kind.key())) {
                return kind;
            }
        }
        diagnostics.add(node, "type: found " + node.describe() + "; allowed are "
                + Arrays.stream(PoolKind.values()).map(PoolKind::key).collect(Collectors.joining(", ")));
        return null;
    }

    private int maxWorkers(Fields fields, @Nullable PoolKind kind) {
        YamlNode node = fields.optional("maxWorkers");
        if (node == null) {
            return kind == null ? 0 : kind.size();
        }
        Integer count = values.count(node, "maxWorkers", PoolSpec.MOST_WORKERS);
        if (kind != null && kind != PoolKind.THREAD) {
            diagnostics.add(fields.key("maxWorkers"),
                    "maxWorkers: a pool of type " + kind.key() + " always has " + kind.size()
                            + "; maxWorkers is allowed only with type thread");
        }
        return count == null ? 0 : count;
    }

    private @Nullable WorkerType workerType(@Nullable YamlNode node) {
        if (node == null || Values.isWord(node, "platform")) {
            return WorkerType.PLATFORM;
        }
        if (Values.isWord(node, "virtual")) {
            return WorkerType.VIRTUAL;
        }
        diagnostics.add(node, "workerType: found " + node.describe() + "; allowed are platform and virtual");
        return null;
    }

    /** A duration, or null for never; null too after a fault, when nothing is built any more. */
    @Nullable
    Duration idleTimeout(@Nullable YamlNode node, String name, @Nullable Duration absent) {
        if (node == null) {
            return absent;
        }
        return Values.isWord(node, "never") ? null : values.durationOr("never", node, name);
    }

    private @Nullable HookSpec hook(@Nullable YamlNode node, String name) {
        Fields fields = node == null ? null : Fields.of(node, name, diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode takes = fields.optional("takes");
        YamlNode fails = fields.optional("failsOnWorker");
        Duration time = takes == null ? Duration.ZERO : values.duration(takes, "takes");
        Integer worker = fails == null ? Integer.valueOf(0) : values.count(fails, "failsOnWorker");
        fields.refuseOthers();
        if (takes == null && fails == null) {
            diagnostics.add(fields.node(), name + ": one of takes, failsOnWorker is needed; found none");
        }
        return time == null || worker == null ? null : new HookSpec(time, worker);
    }
}
