package dev.poolscope.telemetry.event;

import org.jspecify.annotations.Nullable;

/** What an exception says of itself, as events keep it. */
public final class FailureText {

    /** Longer messages are cut: a log is no place for a megabyte in the message of an exception. */
    private static final int LONGEST = 500;

    private FailureText() {}

    /**
     * Writes it. What an exception says of itself is foreign code, and may throw; then this is the name of its class.
     *
     * @param failure what was thrown
     * @return its text, at most some 500 characters; {@code null} for null
     */
    public static String of(@Nullable Object failure) {
        String text;
        try {
            text = String.valueOf(failure);
        } catch (RuntimeException unprintable) {
            text = failure == null ? "null" : failure.getClass().getName();
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
