package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a file while it is read, so that all of it is reported at once. */
public final class Diagnostics {
    /** More would not be read; a hostile file could have a million. */
    private static final int MOST = 100;

    private final List<Found> found = new ArrayList<>();
    private int untold;

    /** A fault at a node of the tree, or at a key that the node should have; at no node if there is no tree yet. */
    private record Found(@Nullable YamlNode node, String key, int line, int column, String message) {
        ScenarioFault at(IdentityHashMap<YamlNode, String> paths) {
            String path = node == null ? "" : paths.getOrDefault(node, "");
            // What is in no line is in no file, and its column only says which comes first.
            return new ScenarioFault(path + (key.isEmpty() || path.isEmpty() ? key : "." + key), line,
                    line == 0 ? 0 : column, message);
        }
    }

    /** Adds a fault at a node. */
    public void add(YamlNode node, String message) {
        add(node, "", message);
    }

    /** Adds a fault at a key that a node should have. */
    public void add(YamlNode node, String missingKey, String message) {
        add(new Found(node, missingKey, node.line(), node.column(), message));
    }

    /** Adds a fault at a place in the file. */
    public void add(int line, int column, String message) {
        add(new Found(null, "", line, column, message));
    }

    private void add(Found fault) {
        if (found.size() < MOST) {
            found.add(fault);
        } else {
            untold++;
        }
    }

    /** {@return whether nothing was found} */
    public boolean none() {
        return found.isEmpty();
    }

    /** {@return what was found, in the order of the file with this root} */
    public List<ScenarioFault> inOrder(YamlNode root) {
        IdentityHashMap<YamlNode, String> paths = new IdentityHashMap<>();
        for (Found fault : found) {
            if (fault.node() != null) {
                paths.put(fault.node(), "");
            }
        }
        find(root, "", paths);
        List<ScenarioFault> ordered = new ArrayList<>();
        found.stream().sorted(Comparator.comparingInt(Found::line).thenComparingInt(Found::column))
                .forEach(fault -> ordered.add(fault.at(paths)));
        if (untold > 0) {
            ordered.add(ScenarioFault.ofFile("and " + untold + " more faults"));
        }
        return ordered;
    }

    private static void find(YamlNode node, String path, IdentityHashMap<YamlNode, String> wanted) {
        wanted.computeIfPresent(node, (_, _) -> path);
        switch (node) {
            case YamlNode.Scalar _ -> {
            }
            case YamlNode.Sequence(_, _, var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    find(items.get(i), path + "[" + i + "]", wanted);
                }
            }
            case YamlNode.Mapping(_, _, var entries) -> {
                for (YamlNode.Entry entry : entries) {
                    String key = entry.key().text();
                    String inner = path.isEmpty() ? key : path + "." + key;
                    wanted.computeIfPresent(entry.key(), (_, _) -> inner);
                    find(entry.value(), inner, wanted);
                }
            }
        }
    }
}
