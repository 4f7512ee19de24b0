package dev.poolscope.workload.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.Scenario;

/**
 * Writes scenarios as files. Reading what was written gives the same scenario. Keys come in the order in which the format
 * describes them, and what has its default value is left out. Comments that a file had before are brought back by
 * {@link ScenarioComments}.
 */
public final class ScenarioWriter {
    private static final String ITEM = "  - ";

    private final StringBuilder out = new StringBuilder();

    private ScenarioWriter() {}

    /**
     * Writes a scenario.
     *
     * @param scenario which
     * @return the text of its file, with line ends of one character
     */
    public static String write(Scenario scenario) {
        ScenarioWriter writer = new ScenarioWriter();
        ScenarioTree.of(scenario).entries().forEach(writer::section);
        return writer.out.toString();
    }

    /**
     * Writes overheads alone.
     *
     * @param overheads what a machine adds
     * @return the lines that they have in a scenario's file; empty if nothing is added
     */
    public static String write(Overheads overheads) {
        if (overheads.isNone()) {
            return "";
        }
        ScenarioWriter writer = new ScenarioWriter();
        writer.section(ScenarioTree.of(overheads));
        return writer.out.toString();
    }

    private void section(YamlNode.Entry section) {
        String key = section.key().text();
        switch (section.value()) {
            case YamlNode.Scalar scalar -> line(key + ": " + scalar(scalar));
            case YamlNode.Mapping mapping -> {
                line(key + ":");
                lines("  ", mapping);
            }
            case YamlNode.Sequence(_, _, var items) -> {
                line(key + ":");
                items.forEach(item -> item(key, item));
            }
        }
    }

    // A stream has a line for each key, and everything else in a list has one line.
    private void item(String list, YamlNode item) {
        if (list.equals("streams") && item instanceof YamlNode.Mapping mapping) {
            lines(ITEM, mapping);
        } else {
            line(ITEM + flow(item));
        }
    }

    private void lines(String first, YamlNode.Mapping mapping) {
        String indent = first;
        for (YamlNode.Entry entry : mapping.entries()) {
            line(indent + entry(entry));
            indent = " ".repeat(first.length());
        }
    }

    private static String entry(YamlNode.Entry entry) {
        return entry.key().text() + ": " + flow(entry.value());
    }

    private static String flow(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Mapping(_, _, var entries) ->
                entries.stream().map(ScenarioWriter::entry).collect(Collectors.joining(", ", "{ ", " }"));
            case YamlNode.Sequence(_, _, List<YamlNode> items) ->
                items.stream().map(ScenarioWriter::flow).collect(Collectors.joining(", ", "[ ", " ]"));
        };
    }

    private static String scalar(YamlNode.Scalar scalar) {
        if (!scalar.quoted()) {
            return scalar.text();
        }
        StringBuilder quoted = new StringBuilder("\"");
        scalar.text().chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isWritable(c)) {
                        quoted.append((char) c);
                    } else {
                        quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    // A line separator is a line break to YAML, though not everywhere; control characters and marks are not read at all.
    private static boolean isWritable(int c) {
        return !Character.isISOControl(c) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
