package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Copies of argument lists and maps that cannot be changed and that, unlike {@link List#copyOf}, may hold nulls. */
final class Arguments {
    private Arguments() {}

    static List<@Nullable Object> copyOf(Collection<?> arguments) {
        Objects.requireNonNull(arguments, "arguments");
        return arguments.isEmpty()
                ? List.of()
                : Collections.unmodifiableList(new ArrayList<@Nullable Object>(arguments));
    }

    static Map<String, @Nullable Object> copyOf(Map<String, ?> namedArguments) {
        Objects.requireNonNull(namedArguments, "namedArguments");
        return namedArguments.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(namedArguments));
    }
}
