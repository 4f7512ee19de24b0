package dev.poolscope.app.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Rate;

/** The kinds of arrivals. */
enum ArrivalsKind {
    CONSTANT("constant"), POISSON("poisson"), RAMP("ramp"), BURSTS("bursts"), BATCH("batch"), CLOSED("closed"), MAP(
            BulkCall.MAP),
    MAP_ALL(BulkCall.MAP_ALL), STARMAP(BulkCall.STARMAP), STARMAP_ALL(BulkCall.STARMAP_ALL);

    private static final Rate USUAL_RATE = new Rate(BigDecimal.TEN, false);
    private static final int USUAL_COUNT = 10;
    private static final Duration USUAL_THINKING = Duration.ofMillis(500);

    private final String key;

    ArrivalsKind(String key) {
        this.key = key;
    }

    ArrivalsKind(BulkCall call) {
        this(call.key());
    }

    static ArrivalsKind of(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant _ -> CONSTANT;
            case Arrivals.Poisson _ -> POISSON;
            case Arrivals.Ramp _ -> RAMP;
            case Arrivals.Bursts _ -> BURSTS;
            case Arrivals.Batch _ -> BATCH;
            case Arrivals.Closed _ -> CLOSED;
            case Arrivals.Bulk bulk -> switch (bulk.call()) {
                case MAP -> MAP;
                case MAP_ALL -> MAP_ALL;
                case STARMAP -> STARMAP;
                case STARMAP_ALL -> STARMAP_ALL;
            };
        };
    }

    /** The name, as files write it. */
    String key() {
        return key;
    }

    /** Arrivals of this kind with the rate, the count and the moment of others, as far as they have them. */
    Arrivals like(Arrivals other) {
        if (of(other) == this) {
            return other;
        }
        Rate rate = rate(other);
        int count = count(other);
        Duration at = at(other);
        return switch (this) {
            case CONSTANT -> new Arrivals.Constant(rate);
            case POISSON -> new Arrivals.Poisson(rate);
            case RAMP -> new Arrivals.Ramp(new Rate(BigDecimal.ZERO, rate.perMinute()), rate);
            case BURSTS -> new Arrivals.Bursts(count, Duration.ofSeconds(1));
            case BATCH -> new Arrivals.Batch(count, at);
            case CLOSED -> new Arrivals.Closed(count, new Distribution.Fixed(USUAL_THINKING));
            case MAP -> bulk(BulkCall.MAP, other, count, at);
            case MAP_ALL -> bulk(BulkCall.MAP_ALL, other, count, at);
            case STARMAP -> bulk(BulkCall.STARMAP, other, count, at);
            case STARMAP_ALL -> bulk(BulkCall.STARMAP_ALL, other, count, at);
        };
    }

    private static Arrivals bulk(BulkCall call, Arrivals other, int count, Duration at) {
        return other instanceof Arrivals.Bulk(_, var items, var moment, var chunk, var buffer, var ordered, var timeout)
                ? new Arrivals.Bulk(call, items, moment, chunk, call.lazy() ? buffer : 1, ordered, timeout)
                : new Arrivals.Bulk(call, count, at, 1, 1, true, null);
    }

    private static Rate rate(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> rate;
            case Arrivals.Poisson(var rate) -> rate;
            case Arrivals.Ramp(var from, var to) -> from.perSecond() > to.perSecond() ? from : to;
            case Arrivals.Bursts(var count, var every) -> mean(count, every);
            default -> USUAL_RATE;
        };
    }

    private static Rate mean(int count, Duration every) {
        BigDecimal perSecond = BigDecimal.valueOf(count).multiply(BigDecimal.valueOf(1_000_000_000L))
                .divide(BigDecimal.valueOf(every.toNanos()), 2, RoundingMode.HALF_UP);
        boolean writable = perSecond.signum() > 0
                && perSecond.compareTo(BigDecimal.valueOf(Rate.HIGHEST_PER_SECOND)) <= 0;
        return writable ? new Rate(perSecond, false) : USUAL_RATE;
    }

    private static int count(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Bursts(var count, _) -> count;
            case Arrivals.Batch(var count, _) -> count;
            case Arrivals.Closed(var users, _) -> users;
            case Arrivals.Bulk bulk -> bulk.items();
            default -> USUAL_COUNT;
        };
    }

    private static Duration at(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Batch(_, var at) -> at;
            case Arrivals.Bulk bulk -> bulk.at();
            default -> Duration.ZERO;
        };
    }
}
