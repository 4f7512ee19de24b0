package dev.poolscope.workload.format;

import java.util.stream.Collectors;

/** The tree of a YAML file as JSON, by the core schema of YAML; a validator of schemas reads that. */
public final class YamlAsJson {
    private YamlAsJson() {}

    public static String of(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping(_, _, var entries) ->
                entries.stream().map(entry -> quoted(entry.key().text()) + ":" + of(entry.value()))
                        .collect(Collectors.joining(",", "{", "}"));
            case YamlNode.Sequence(_, _, var items) -> items.stream().map(YamlAsJson::of)
                    .collect(Collectors.joining(",", "[", "]"));
            case YamlNode.Scalar(_, _, var text, var kind, _) -> switch (kind) {
                case TEXT -> quoted(text);
                case NOTHING -> "null";
                default -> text;
            };
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
