package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of a mapping by their keys. Every key that is asked for counts as known; what is not asked for is a fault
 * in the end ({@link #refuseOthers}). So a key can neither be forgotten here nor ignored in a file.
 */
public final class Fields {
    private final YamlNode.Mapping mapping;
    private final String owner;
    private final Diagnostics diagnostics;
    private final Set<String> known = new LinkedHashSet<>();

    /** The owner is what the mapping describes, for messages: "the pool", "a stream". */
    private Fields(YamlNode.Mapping mapping, String owner, Diagnostics diagnostics) {
        this.mapping = mapping;
        this.owner = owner;
        this.diagnostics = diagnostics;
    }

    /** The fields of a node; a fault and null if it is no mapping. */
    public static @Nullable Fields of(YamlNode node, String owner, Diagnostics diagnostics) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Fields(mapping, owner, diagnostics);
        }
        diagnostics.add(node, owner + ": found " + node.describe() + "; a mapping of keys to values is needed");
        return null;
    }

    /** {@return the mapping} */
    public YamlNode node() {
        return mapping;
    }

    /** {@return the value of a key, or null if it is not there} */
    public @Nullable YamlNode optional(String key) {
        known.add(key);
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }

    /** {@return the value of a key; null after a fault, if it is not there} */
    public @Nullable YamlNode required(String key) {
        YamlNode value = optional(key);
        if (value == null) {
            diagnostics.add(mapping, key, owner + ": the key '" + key + "' is missing");
        }
        return value;
    }

    /** The key of an entry, to point at the key itself. */
    public YamlNode key(String key) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(key)) {
                return entry.key();
            }
        }
        return mapping;
    }

    /** The only one of several keys that exclude each other; a fault and null if there is none, or more than one. */
    public YamlNode.@Nullable Entry oneOf(List<String> keys) {
        known.addAll(keys);
        List<YamlNode.Entry> found = new ArrayList<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (keys.contains(entry.key().text())) {
                found.add(entry);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            // refuseOthers() reports a misspelt key as such; that it is missing would be the same fault again.
            boolean misspelt = mapping.entries().stream()
                    .anyMatch(entry -> !known.contains(entry.key().text())
                            && Suggestion.among(entry.key().text(), keys) != null);
            if (!misspelt) {
                diagnostics.add(mapping,
                        owner + ": exactly one of " + String.join(", ", keys) + " is needed; found none");
            }
        } else {
            diagnostics.add(found.get(1).key(),
                    owner + ": exactly one of " + String.join(", ", keys) + " is allowed; found both "
                            + Quoted.of(found.get(0).key().text()) + " and " + Quoted.of(found.get(1).key().text()));
        }
        return null;
    }

    /** Between braces, what stands behind a comma in a text is a key of its own, with nothing as its value. */
    private static boolean isRestOfText(YamlNode.Entry entry) {
        return entry.key().text().contains(" ") && entry.value() instanceof YamlNode.Scalar value
                && value.kind() == YamlNode.Kind.NOTHING;
    }

    /** A fault for every key that was not asked for. */
    public void refuseOthers() {
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                if (isRestOfText(entry)) {
                    diagnostics.add(entry.key(), owner + ": unknown key " + Quoted.of(key)
                            + "; if it belongs to the text before it, put that in quotes, because of its comma");
                    continue;
                }
                String meant = Suggestion.among(key, known);
                diagnostics.add(entry.key(), owner + ": unknown key " + Quoted.of(key) + (meant == null
                        ? "; allowed are " + String.join(", ", known)
                        : "; did you mean '" + meant + "'?"));
            }
        }
    }
}
