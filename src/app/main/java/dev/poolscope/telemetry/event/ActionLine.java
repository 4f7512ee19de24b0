package dev.poolscope.telemetry.event;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.ActionText;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * An action in one line of text, as {@code events.csv} and recordings have it: as a scenario writes it, and behind it the
 * reason if it was refused, {@code join: 2s (refused: the pool is shut down)}.
 */
public final class ActionLine {
    private static final String REFUSED = " (refused: ";

    private ActionLine() {}

    /**
     * Writes an event.
     *
     * @param event an action
     * @return its line
     */
    public static String of(PoolEvent.ActionPerformed event) {
        String text = event.action().text();
        return event.answer() instanceof Answer.Refused(String reason) ? text + REFUSED + reason + ")" : text;
    }

    /**
     * Reads an event.
     *
     * @param stamp when, in nanoseconds from the start of the run
     * @param text its line
     * @return the action of which this is the line; a remark if it is that of none
     */
    public static PoolEvent read(long stamp, String text) {
        PoolEvent refusal = text.startsWith("note: ") ? null : refused(stamp, text);
        if (refusal != null) {
            return refusal;
        }
        Action action = ActionText.read(text);
        return action == null
                ? new PoolEvent.Remark(stamp, text)
                : new PoolEvent.ActionPerformed(stamp, action, Answer.PERFORMED);
    }

    private static @Nullable PoolEvent refused(long stamp, String text) {
        int at = text.indexOf(REFUSED);
        if (at < 0 || !text.endsWith(")")) {
            return null;
        }
        Action action = ActionText.read(text.substring(0, at));
        String reason = text.substring(at + REFUSED.length(), text.length() - 1);
        return action == null ? null : new PoolEvent.ActionPerformed(stamp, action, new Answer.Refused(reason));
    }
}
