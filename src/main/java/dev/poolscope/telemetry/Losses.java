package dev.poolscope.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.RetirementReason;
import org.jspecify.annotations.Nullable;

/** Counts the events that found no room in a recorder's queue, so that totals stay exact. Safe for use by many threads. */
final class Losses {

    private final Map<EventType, AtomicLong> byType = counters(EventType.class);
    private final Map<RetirementReason, AtomicLong> retirements = counters(RetirementReason.class);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    /** Complete from the beginning, so that the map itself never changes. */
    private static <E extends Enum<E>> Map<E, AtomicLong> counters(Class<E> type) {
        Map<E, AtomicLong> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, new AtomicLong());
        }
        return Collections.unmodifiableMap(counters);
    }

    void add(long nanos, EventType type) {
        count(byType.get(type));
        latest.accumulateAndGet(nanos, Math::max);
        total.incrementAndGet();
    }

    void addRetirement(RetirementReason reason) {
        count(retirements.get(reason));
    }

    long total() {
        return total.get();
    }

    /** The latest stamp, on the pool's clock, of an event that was lost; only if any was. */
    long latestNanos() {
        return latest.get();
    }

    void addTo(EventCounts counts) {
        byType.forEach((type, count) -> counts.add(type, count.get()));
        retirements.forEach((reason, count) -> counts.addRetired(reason, count.get()));
    }

    private static void count(@Nullable AtomicLong counter) {
        Objects.requireNonNull(counter).incrementAndGet();
    }
}
