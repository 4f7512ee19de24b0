package dev.poolscope.telemetry.event;

import java.math.BigDecimal;
import java.time.Duration;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.SpawnReason;
import org.jspecify.annotations.Nullable;

/** How details of events are written and read: {@code key=value} pairs, and {@code cause} with the rest of the text. */
public final class Detail {

    public static final String DUE = "due";
    public static final String EARLY = "early";
    public static final String BY = "by";
    public static final String REASON = "reason";
    public static final String PENDING = "pending";
    public static final String FREE = "free";
    public static final String ALIVE = "alive";
    public static final String HOOK = "hook";
    static final String WAITING = "waiting";
    static final String WAITS = "waits";
    public static final String BEFORE = "before";
    public static final String AFTER = "after";
    public static final String OUTCOME = "outcome";
    static final String ON = "on";
    static final String HOLDER = "holder";
    static final String TASK = "task";
    public static final String CAUSE = "cause";

    private static final String BY_BREAKAGE = of(BY, "BROKEN");
    private static final String BY_SHUTDOWN = of(BY, "SHUTDOWN");

    /** Longer messages are cut: a log is no place for the megabyte of an exception's message. */
    private static final int LONGEST_CAUSE = 500;

    private Detail() {}

    public static String of(String key, Object value) {
        return key + '=' + value;
    }

    public static String cause(@Nullable Object failure) {
        return CAUSE + '=' + textOf(failure);
    }

    /** By what the pool cancelled a task; empty if its own future did it. */
    public static String cancelledBy(@Nullable Object cause) {
        return cause == null ? "" : cause instanceof BrokenPoolException ? BY_BREAKAGE : BY_SHUTDOWN;
    }

    public static String spawn(SpawnReason reason, int pending, int free, int alive) {
        return of(REASON, reason) + ' ' + of(PENDING, pending) + ' ' + of(FREE, free) + ' ' + of(ALIVE, alive);
    }

    public static String idleTimeouts(@Nullable Duration before, @Nullable Duration after) {
        return BEFORE + '=' + textOf(before) + ' ' + AFTER + '=' + textOf(after);
    }

    public static @Nullable String value(String detail, String key) {
        int from = 0;
        while (from < detail.length()) {
            int equals = detail.indexOf('=', from);
            if (equals < 0) {
                return null;
            }
            boolean last = detail.startsWith(CAUSE, from) && equals == from + CAUSE.length();
            int space = last ? -1 : detail.indexOf(' ', equals);
            int to = space < 0 ? detail.length() : space;
            if (equals == from + key.length() && detail.startsWith(key, from)) {
                return detail.substring(equals + 1, to);
            }
            from = to + 1;
        }
        return null;
    }

    static long number(String detail, String key, long otherwise) {
        String value = value(detail, key);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException notOne) {
            return otherwise;
        }
    }

    /** What an exception says of itself is foreign code: it may throw. */
    private static String textOf(@Nullable Object failure) {
        String text;
        try {
            text = String.valueOf(failure);
        } catch (RuntimeException unprintable) {
            text = failure == null ? "null" : failure.getClass().getName();
        }
        return text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE) + "...";
    }

    private static String textOf(@Nullable Duration duration) {
        if (duration == null) {
            return "never";
        }
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        boolean small = seconds.compareTo(BigDecimal.ONE) < 0;
        BigDecimal shown = small ? seconds.movePointRight(3) : seconds;
        return (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()) + (small ? "ms" : "s");
    }
}
