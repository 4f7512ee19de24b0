package dev.poolscope.app.compose;

import java.util.List;
import java.util.Locale;

import dev.poolscope.workload.format.ScenarioFault;

/**
 * Where in a scenario a fault is.
 *
 * @param part such as {@code pool.initializer} or {@code streams[2].arrivals}; empty for the scenario itself
 * @param key the key within it; empty if the fault is about the whole part
 */
record FaultPlace(String part, String key) {

    /**
     * Finds the place of a fault in a text that the program wrote, which has one key, one entry of a list or one branch of a
     * stream on a line.
     */
    static FaultPlace of(List<String> lines, ScenarioFault fault) {
        String section = "";
        String branch = "";
        int index = -1;
        for (int i = 0; i < Math.min(fault.line(), lines.size()); i++) {
            String line = lines.get(i);
            String key = keyOf(line);
            if (!line.startsWith(" ")) {
                section = key;
                index = -1;
                branch = "";
            } else if (line.startsWith("  - ")) {
                index++;
                branch = "";
            } else {
                branch = key;
            }
        }
        return new FaultPlace(part(section, index, branch), keyOf(fault.message()));
    }

    private static String part(String section, int index, String branch) {
        return switch (section) {
            case "streams" -> entry(section, index)
                    + (branch.equals("arrivals") || branch.equals("task") ? "." + branch : "");
            case "actions", "expect" -> entry(section, index);
            case "pool" ->
                section + (branch.equals("initializer") || branch.equals("finalizer") ? "." + branch : "");
            default -> "";
        };
    }

    /** The part of an entry of a list. */
    static String entry(String list, int index) {
        return String.format(Locale.ROOT, "%s[%d]", list, index);
    }

    /** What stands before the first colon: a key in a line, and the key that a message is about. */
    private static String keyOf(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).replace("- ", "").strip();
    }

    /** The message without the key it begins with, and without the line in a file that nobody has seen. */
    static String words(ScenarioFault fault) {
        String key = keyOf(fault.message());
        String words = key.isEmpty() || key.contains(" ")
                ? fault.message()
                : fault.message().substring(key.length() + 1).strip();
        return words.replaceFirst(" in line \\d+", "");
    }
}
