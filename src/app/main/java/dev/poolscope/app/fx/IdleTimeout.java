package dev.poolscope.app.fx;

import java.time.Duration;

import dev.poolscope.workload.model.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * An idle timeout as people write it.
 *
 * @param duration null for never
 */
public record IdleTimeout(@Nullable Duration duration) {
    private static final String NEVER = "never";

    /**
     * Reads one.
     *
     * @param text {@code never}, or a duration with its unit
     * @throws IllegalArgumentException if it is neither; the message says what is allowed
     */
    public static IdleTimeout parse(String text) {
        return new IdleTimeout(text.strip().equals(NEVER) ? null : DurationText.parseWhere(text.strip(), NEVER));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return duration == null ? NEVER : DurationText.format(duration);
    }
}
