package dev.poolscope.app.compose.form;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.format.ScenarioFault;

/**
 * Where in a scenario a fault is, as the form divides it.
 *
 * @param part such as {@code pool.initializer} or {@code streams[2].arrivals}; empty for the scenario itself
 * @param key the key within it; empty if the fault is about the whole part
 */
public record FaultPlace(String part, String key) {
    /** The parts of the form; what follows is within one of them, and its last key is that of a field. */
    private static final Pattern PART = Pattern.compile(
            "(streams\\[\\d+](?:\\.arrivals|\\.task)?|actions\\[\\d+]|expect\\[\\d+]|pool(?:\\.initializer|\\.finalizer)?)(?:\\..*)?");
    private static final String EXPECTATION = "expect";

    /**
     * Finds the place of a value.
     *
     * @param path the path of the value, such as {@code streams[2].task.sleep.uniform.max}
     */
    static FaultPlace of(String path) {
        Matcher matcher = PART.matcher(path);
        String part = matcher.matches() ? matcher.group(1) : "";
        if (part.equals(path)) {
            // An expectation is one text, and so has no keys.
            return new FaultPlace(part, part.startsWith(EXPECTATION) ? EXPECTATION : "");
        }
        return new FaultPlace(part, path.substring(path.lastIndexOf('.') + 1));
    }

    /** The part of an entry of a list. */
    public static String entry(String list, int index) {
        return String.format(Locale.ROOT, "%s[%d]", list, index);
    }

    /** What is wrong here, without the key, which stands beside the field. */
    String words(ScenarioFault fault) {
        return fault.messageWithout(key);
    }
}
