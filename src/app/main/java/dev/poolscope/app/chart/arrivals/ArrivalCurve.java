package dev.poolscope.app.chart.arrivals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;

/**
 * What a scenario lets expect of its arrivals: for each stream its rate over time, and what comes all at once. Worked out
 * from the rates and not by drawing, so that ten million tasks cost no more than ten.
 *
 * @param lengthNanos how long the picture of it is: the run, or what there is to see of one without an end
 * @param open whether the run has no end
 * @param streams in the order of the scenario
 * @param actions what happens to the pool, in the order of the scenario
 */
public record ArrivalCurve(long lengthNanos, boolean open, List<StreamCurve> streams, List<TimedAction> actions) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LEAST_OPEN = 30_000_000_000L;

    /** Copies the lists. */
    public ArrivalCurve {
        streams = List.copyOf(streams);
        actions = List.copyOf(actions);
    }

    /**
     * A stretch in which a rate changes linearly, or not at all.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param until its end
     * @param first the rate at its beginning, per second
     * @param last the rate at its end, per second
     */
    public record Stretch(long from, long until, double first, double last) {
        double expected(long a, long b) {
            long left = Math.max(a, from);
            long right = Math.min(b, until);
            return left >= right ? 0 : (rateAt(left) + rateAt(right)) / 2 * (right - left) / NANOS_PER_SECOND;
        }

        private double rateAt(long nanos) {
            return first + (last - first) * ((nanos - from) / (double) (until - from));
        }
    }

    /**
     * Tasks that come at one moment, once or again and again.
     *
     * @param first the first moment, in nanoseconds from the start of the run
     * @param every from one to the next; 0 for only one
     * @param until no more from here on
     * @param tasks how many tasks each time
     */
    public record Spikes(long first, long every, long until, long tasks) {
        /** How many moments there are. */
        public long moments() {
            return first >= until ? 0 : every == 0 ? 1 : Math.ceilDiv(until - first, every);
        }

        long expected(long a, long b) {
            return tasks * (before(b) - before(a));
        }

        private long before(long nanos) {
            if (nanos <= first || first >= until) {
                return 0;
            }
            return every == 0 ? 1 : Math.ceilDiv(Math.min(nanos, until) - first, every);
        }
    }

    /**
     * What is expected of one stream; what it has none of is empty.
     *
     * @param name its name
     * @param stretches its rate over time
     * @param spikes what comes at once
     * @param users how many users of a closed loop; 0 for other arrivals
     * @param from the beginning of the loop, in nanoseconds from the start of the run
     * @param until its end
     */
    public record StreamCurve(String name, List<Stretch> stretches, List<Spikes> spikes, int users, long from,
            long until) {
        /** How many tasks are expected from one moment until before another; none for a closed loop, which depends on the pool. */
        public double expected(long a, long b) {
            return stretches.stream().mapToDouble(stretch -> stretch.expected(a, b)).sum()
                    + spikes.stream().mapToLong(spike -> spike.expected(a, b)).sum();
        }

        /** Without what comes at once. */
        double smooth(long a, long b) {
            return stretches.stream().mapToDouble(stretch -> stretch.expected(a, b)).sum();
        }
    }

    /** What a scenario lets expect. */
    public static ArrivalCurve of(Scenario scenario) {
        Duration duration = scenario.duration();
        long length = duration == null ? openLength(scenario) : duration.toNanos();
        return new ArrivalCurve(length, duration == null,
                scenario.streams().stream().map(stream -> curve(stream, scenario.actions(), length)).toList(),
                scenario.actions());
    }

    /** How many tasks are expected in all, without those of closed loops. */
    public double expected() {
        return streams.stream().mapToDouble(stream -> stream.expected(0, Long.MAX_VALUE)).sum();
    }

    // A little more than the last moment that the scenario names.
    private static long openLength(Scenario scenario) {
        Stream<Duration> named = Stream.concat(scenario.actions().stream().map(TimedAction::at),
                scenario.streams().stream().flatMap(stream -> Stream.of(stream.from(),
                        stream.until() == null ? Duration.ZERO : stream.until(), at(stream.arrivals()))));
        long last = named.mapToLong(Duration::toNanos).max().orElse(0);
        return Math.max(LEAST_OPEN, last + last / 5);
    }

    private static Duration at(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Batch(_, var at) -> at;
            case Arrivals.Bulk bulk -> bulk.at();
            default -> Duration.ZERO;
        };
    }

    private static StreamCurve curve(StreamSpec stream, List<TimedAction> actions, long length) {
        long from = stream.from().toNanos();
        long until = stream.until() == null ? length : stream.until().toNanos();
        return switch (stream.arrivals()) {
            case Arrivals.Constant(var rate) -> rated(stream, actions, from, until, rate, rate);
            case Arrivals.Poisson(var rate) -> rated(stream, actions, from, until, rate, rate);
            case Arrivals.Ramp(var first, var last) -> rated(stream, actions, from, until, first, last);
            case Arrivals.Bursts(var count, var every) ->
                spiked(stream, new Spikes(from, every.toNanos(), until, count));
            case Arrivals.Batch(var count, var at) -> spiked(stream, once(at, count));
            case Arrivals.Bulk bulk -> spiked(stream, once(bulk.at(), Math.ceilDiv(bulk.items(), bulk.chunkSize())));
            case Arrivals.Closed(var users, _) ->
                new StreamCurve(stream.name(), List.of(), List.of(), users, from, until);
        };
    }

    private static Spikes once(Duration at, long tasks) {
        return new Spikes(at.toNanos(), 0, Long.MAX_VALUE, tasks);
    }

    private static StreamCurve spiked(StreamSpec stream, Spikes spikes) {
        return new StreamCurve(stream.name(), List.of(), List.of(spikes), 0, 0, 0);
    }

    // Actions may set the rate: from then on it stays at that.
    private static StreamCurve rated(StreamSpec stream, List<TimedAction> actions, long from, long until, Rate first,
            Rate last) {
        List<Stretch> stretches = new ArrayList<>();
        Stretch current = new Stretch(from, until, first.perSecond(), last.perSecond());
        List<TimedAction> inOrder = actions.stream().sorted(Comparator.comparing(TimedAction::at)).toList();
        for (TimedAction timed : inOrder) {
            long at = Math.max(from, timed.at().toNanos());
            if (timed.action() instanceof Action.SetRate(var name, var rate) && name.equals(stream.name())
                    && at < until) {
                if (at > current.from()) {
                    stretches.add(new Stretch(current.from(), at, current.first(), current.rateAt(at)));
                }
                current = new Stretch(at, until, rate.perSecond(), rate.perSecond());
            }
        }
        if (current.from() < current.until()) {
            stretches.add(current);
        }
        return new StreamCurve(stream.name(), stretches, List.of(), 0, from, until);
    }
}
