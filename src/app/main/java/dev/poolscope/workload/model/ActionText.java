package dev.poolscope.workload.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Action#text} writes. A file of a scenario is not read so: there the same keys are YAML, in which a text may
 * be quoted and a value stand on lines of its own.
 */
public final class ActionText {
    private static final Pattern SUBMIT = Pattern.compile("\\{ stream: (.*), count: ([0-9]{1,9}) \\}", Pattern.DOTALL);
    private static final Pattern SET_RATE = Pattern.compile("\\{ stream: (.*), rate: ([^ ,]+) \\}", Pattern.DOTALL);

    private ActionText() {}

    /**
     * Reads an action.
     *
     * @param text any text
     * @return the action of which {@link Action#text} is exactly this text; null if there is none
     */
    public static @Nullable Action read(String text) {
        int colon = text.indexOf(": ");
        if (colon < 0) {
            return null;
        }
        Action action;
        try {
            action = read(text.substring(0, colon), text.substring(colon + 2));
        } catch (IllegalArgumentException notItsValue) {
            return null;
        }
        return action != null && action.text().equals(text) ? action : null;
    }

    private static @Nullable Action read(String key, String value) {
        return switch (key) {
            case "setIdleTimeout" ->
                new Action.SetIdleTimeout(value.equals("never") ? null : DurationText.parse(value));
            case "spawnWorkers" -> new Action.SpawnWorkers(Integer.parseInt(value));
            case "spawnMaxWorkers" -> new Action.SpawnMaxWorkers();
            case "breakNextInitializer" -> new Action.BreakNextInitializer();
            case "join" -> new Action.Join(value.equals("true") ? null : DurationText.parse(value));
            case "shutdown" -> new Action.Shutdown();
            case "cancelPending" -> new Action.CancelPending(value);
            case "submit" -> {
                Matcher parts = SUBMIT.matcher(value);
                yield parts.matches() ? new Action.Submit(parts.group(1), Integer.parseInt(parts.group(2))) : null;
            }
            case "setRate" -> {
                Matcher parts = SET_RATE.matcher(value);
                yield parts.matches() ? new Action.SetRate(parts.group(1), Rate.parse(parts.group(2))) : null;
            }
            case "note" -> new Action.Note(value);
            default -> null;
        };
    }
}
