package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file while it is read, so that all of it is reported at once. */
public final class Diagnostics {
    /** More would not be read by anybody; a hostile file could have a million. */
    private static final int MOST = 100;

    private final List<ScenarioFault> found = new ArrayList<>();
    private int untold;

    void add(YamlNode node, String message) {
        add(node.line(), node.column(), message);
    }

    void add(int line, int column, String message) {
        if (found.size() < MOST) {
            found.add(new ScenarioFault(line, column, message));
        } else {
            untold++;
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    List<ScenarioFault> inOrder() {
        List<ScenarioFault> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(ScenarioFault::line).thenComparingInt(ScenarioFault::column));
        if (untold > 0) {
            ordered.add(ScenarioFault.ofFile("and " + untold + " more faults"));
        }
        return ordered;
    }
}
