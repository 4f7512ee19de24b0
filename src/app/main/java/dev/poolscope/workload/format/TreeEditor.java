package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.PoolKind;
import org.jspecify.annotations.Nullable;

/** Puts values into the tree of a scenario, and knows afterwards which change a fault comes from. */
final class TreeEditor {
    /** Keys that exclude each other. */
    private static final List<List<String>> KINDS = List.of(ArrivalsBinder.KINDS, StreamBinder.WORK,
            DistributionBinder.KINDS);

    private final YamlNode.Mapping root;
    private final Map<String, ScenarioEdit> edited = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    TreeEditor(YamlNode.Mapping root) {
        this.root = root;
    }

    /** Puts a value at its place; gives a fault if there is no such place. */
    @Nullable
    String set(ScenarioEdit edit) {
        try {
            List<Object> steps = new EditPath(root).steps(edit.path());
            YamlNode.Mapping owner = root;
            for (int i = 0; i < steps.size() - 1; i++) {
                YamlNode next = EditPath.child(owner, steps.get(i));
                Object after = steps.get(i + 1);
                if (next instanceof YamlNode.Sequence(_, _, var items) && after instanceof Integer index) {
                    if (i + 2 == steps.size()) {
                        items.set(index, copy(edit.value()));
                        edited.put(EditPath.written(steps), edit);
                        return null;
                    }
                    next = items.get(index);
                    i++;
                }
                if (next instanceof YamlNode.Mapping inner) {
                    owner = inner;
                } else if (steps.get(i) instanceof String key) {
                    YamlNode.Mapping made = new YamlNode.Mapping(0, owner.column(), new ArrayList<>());
                    put(owner, key, made);
                    owner = made;
                } else {
                    return "found a single value at " + EditPath.written(steps.subList(0, i + 1))
                            + "; no path goes on there";
                }
            }
            put(owner, (String) steps.getLast(), copy(edit.value()));
            edited.put(EditPath.written(steps), edit);
            return null;
        } catch (EditPath.NoSuchPath none) {
            return String.valueOf(none.getMessage());
        }
    }

    /** The single value at a place; null if there is none. */
    @Nullable
    String get(String path) {
        try {
            YamlNode node = root;
            for (Object step : new EditPath(root).steps(path)) {
                node = switch (node) {
                    case YamlNode.Mapping mapping when step instanceof String -> EditPath.child(mapping, step);
                    case YamlNode.Sequence(_, _, var items) when step instanceof Integer index -> items.get(index);
                    case null, default -> null;
                };
            }
            return node instanceof YamlNode.Scalar scalar ? scalar.text() : null;
        } catch (EditPath.NoSuchPath none) {
            return null;
        }
    }

    /** A tree of its own: a later change may go into it. */
    private static YamlNode copy(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar;
            case YamlNode.Sequence(var line, var column, var items) ->
                new YamlNode.Sequence(line, column, new ArrayList<>(items.stream().map(TreeEditor::copy).toList()));
            case YamlNode.Mapping(var line, var column, var entries) -> new YamlNode.Mapping(line, column,
                    new ArrayList<>(entries.stream().map(each -> new YamlNode.Entry(each.key(), copy(each.value())))
                            .toList()));
        };
    }

    private static void put(YamlNode.Mapping mapping, String key, YamlNode value) {
        for (List<String> kinds : KINDS) {
            if (kinds.contains(key)) {
                mapping.entries().removeIf(
                        entry -> !entry.key().text().equals(key) && kinds.contains(entry.key().text()));
            }
        }
        YamlNode.Entry entry = new YamlNode.Entry(YamlNode.Scalar.plain(0, mapping.column(), key), value);
        for (int i = 0; i < mapping.entries().size(); i++) {
            if (mapping.entries().get(i).key().text().equals(key)) {
                mapping.entries().set(i, entry);
                return;
            }
        }
        mapping.entries().add(entry);
    }

    /** Lets the type of the pool and its number of workers suit each other, if only one of them was changed. */
    void settleSizeOfPool() {
        boolean sized = edited.containsKey("pool.maxWorkers");
        boolean typed = edited.containsKey("pool.type") || edited.containsKey("pool");
        if (!(EditPath.child(root, "pool") instanceof YamlNode.Mapping pool)
                || !(EditPath.child(pool, "type") instanceof YamlNode.Scalar type)) {
            return;
        }
        String thread = PoolKind.THREAD.key();
        boolean known = Arrays.stream(PoolKind.values()).anyMatch(kind -> kind.key().equals(type.text()));
        if (!known || type.text().equals(thread)) {
            return;
        }
        if (sized && !typed) {
            put(pool, "type", YamlNode.Scalar.plain(0, pool.column(), thread));
            notes.add("the pool has type " + thread + " now, which takes maxWorkers; it had type " + type.text());
        } else if (typed && !sized && edited.containsKey("pool.type")
                && pool.entries().removeIf(entry -> entry.key().text().equals("maxWorkers"))) {
            notes.add("maxWorkers is left out: a pool of type " + type.text() + " has its own");
        }
    }

    List<String> notes() {
        return notes;
    }

    // ---------------------------------------------------------------- faults

    /** Says which change a fault of the reader comes from. */
    InvalidEditException.Fault faultOf(ScenarioFault fault) {
        ScenarioEdit exactly = edited.get(fault.path());
        if (exactly != null) {
            String key = fault.path().substring(fault.path().lastIndexOf('.') + 1);
            return new InvalidEditException.Fault(exactly, fault.messageWithout(key));
        }
        ScenarioEdit nearest = edited.size() == 1 ? edited.values().iterator().next() : null;
        int most = 0;
        for (Map.Entry<String, ScenarioEdit> each : edited.entrySet()) {
            int shared = sharedSteps(each.getKey(), fault.path());
            if (shared > most) {
                most = shared;
                nearest = each.getValue();
            }
        }
        return new InvalidEditException.Fault(nearest, legible(fault));
    }

    private static int sharedSteps(String one, String other) {
        String[] ones = one.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        int shared = 0;
        while (shared < Math.min(ones.length, others.length) && ones[shared].equals(others[shared])) {
            shared++;
        }
        return shared;
    }

    /** With the place of the value, a stream by its name. */
    private String legible(ScenarioFault fault) {
        Matcher stream = Pattern.compile("streams\\[([0-9]+)](.*)").matcher(fault.path());
        String path = fault.path();
        if (stream.matches() && EditPath.child(root, "streams") instanceof YamlNode.Sequence streams) {
            path = "streams." + EditPath.names(streams).get(Integer.parseInt(stream.group(1))) + stream.group(2);
        }
        String key = path.substring(path.lastIndexOf('.') + 1);
        String words = fault.messageWithout(key);
        return words.equals(fault.message()) ? words : path + ": " + words;
    }
}
