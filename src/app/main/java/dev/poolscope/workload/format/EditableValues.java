package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;

/** The single values of a scenario's pool and streams, with the paths by which a {@link ScenarioEdit} changes them. */
public final class EditableValues {
    /** Where the number of workers is. */
    public static final String MAX_WORKERS = "pool.maxWorkers";
    /** Where the idle timeout is. */
    public static final String IDLE_TIMEOUT = "pool.idleTimeout";
    /** Where the limit of tasks per worker is. */
    public static final String MAX_TASKS = "pool.maxTasksPerWorker";
    /** What stands for the limit of a pool that has none: files leave it out. */
    public static final String NO_LIMIT = "no limit";
    /** What stands for the number of workers that the pool chooses by itself: files leave it out. */
    public static final String DEFAULT = "the default";

    private final YamlNode.Mapping root;
    private final List<Value> found = new ArrayList<>();

    private EditableValues(YamlNode.Mapping root) {
        this.root = root;
    }

    /**
     * A value.
     *
     * @param path the shortest path that leads to it
     * @param value what it is now, as a file would have it; {@link #NO_LIMIT} or {@link #DEFAULT} where it has nothing
     */
    public record Value(String path, String value) {}

    /**
     * Finds them: first those of the pool, with those that have their defaults, then those of each stream. Names are not among them, nor what
     * stands in a list.
     *
     * @param scenario the scenario
     * @return its values, in the order of a file
     */
    public static List<Value> of(Scenario scenario) {
        EditableValues values = new EditableValues(ScenarioTree.of(scenario));
        values.pool(scenario.pool());
        values.streams();
        return List.copyOf(values.found);
    }

    /**
     * Changes one of them.
     *
     * @param scenario the scenario, which stays as it is
     * @param path the path of the value
     * @param text the new value, as a file would have it; {@link #NO_LIMIT} and {@link #DEFAULT} where they stand for one, and no limit also if
     *            nothing is left
     * @return the changed scenario
     * @throws InvalidEditException if it may not be so
     */
    public static Scenario change(Scenario scenario, String path, String text) throws InvalidEditException {
        PoolSpec pool = scenario.pool();
        String value = text.strip();
        if (path.equals(MAX_TASKS) && (value.equals(NO_LIMIT) || value.isEmpty())) {
            return scenario.withPool(new PoolSpec(pool.kind(), pool.maxWorkers(), pool.name(), pool.idleTimeout(), 0,
                    pool.workerType(), pool.initializer(), pool.finalizer()));
        }
        if (path.equals(MAX_WORKERS) && value.equals(DEFAULT)) {
            return scenario.withPool(new PoolSpec(PoolKind.THREAD, 0, pool.name(), pool.idleTimeout(),
                    pool.maxTasksPerWorker(), pool.workerType(), pool.initializer(), pool.finalizer()));
        }
        return ScenarioEdit.of(path, value).applyTo(scenario).scenario();
    }

    private void pool(PoolSpec pool) {
        int workers = Math.max(pool.kind().size(), pool.maxWorkers());
        add(MAX_WORKERS, workers == 0 ? DEFAULT : Integer.toString(workers));
        add(IDLE_TIMEOUT, pool.idleTimeout() == null ? "never" : DurationText.format(pool.idleTimeout()));
        add(MAX_TASKS, pool.maxTasksPerWorker() == 0 ? NO_LIMIT : Integer.toString(pool.maxTasksPerWorker()));
        add("pool.workerType", pool.workerType().name().toLowerCase(Locale.ROOT));
        for (String hook : List.of("initializer", "finalizer")) {
            if (EditPath.child(root, "pool") instanceof YamlNode.Mapping mapping
                    && EditPath.child(mapping, hook) instanceof YamlNode.Mapping its) {
                String path = "pool." + hook;
                leaves(its, path, path);
            }
        }
    }

    private void streams() {
        if (EditPath.child(root, "streams") instanceof YamlNode.Sequence streams) {
            List<String> names = EditPath.names(streams);
            for (int i = 0; i < names.size(); i++) {
                if (streams.items().get(i) instanceof YamlNode.Mapping stream) {
                    String path = "streams." + names.get(i);
                    leaves(stream, path, path);
                }
            }
        }
    }

    private void leaves(YamlNode.Mapping mapping, String path, String owner) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            String whole = path + "." + name;
            if (entry.value() instanceof YamlNode.Mapping inner) {
                leaves(inner, whole, owner);
            } else if (entry.value() instanceof YamlNode.Scalar scalar && !name.equals("name")) {
                String brief = owner + "." + name;
                add(isSame(brief, whole) ? brief : whole, scalar.text());
            }
        }
    }

    private boolean isSame(String brief, String whole) {
        try {
            EditPath paths = new EditPath(root);
            return paths.steps(brief).equals(paths.steps(whole));
        } catch (EditPath.NoSuchPath severalOrNone) {
            return false;
        }
    }

    private void add(String path, String value) {
        found.add(new Value(path, value));
    }
}
