package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/**
 * What a scenario asks of its pool, worked out from its rates and the means of its times, before anything runs. The unit
 * of a load is workers: how many it keeps busy on average.
 *
 * @param streams in the order of the scenario
 * @param nanos the length of the run that it is about
 */
public record OfferedLoad(List<OfStream> streams, long nanos) {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Closer to a whole number than a double resolves in sums of rates. */
    private static final double SAME = 1e-6;

    /** Copies the list. */
    public OfferedLoad {
        streams = List.copyOf(streams);
    }

    /**
     * What one stream asks.
     *
     * @param name its name
     * @param tasks how many tasks come, children included; of a closed loop 0, since that depends on the pool
     * @param exact whether that is their number, and not only what is to be expected of draws
     * @param workNanos the mean time of one worker that all its tasks take; of a closed loop at most that, if none ever
     *            waits. Children count, a parent's waiting for them does not
     * @param windowNanos how long tasks come; 0 if all come at once
     * @param closed whether its users wait for an answer before they come again
     * @param locked whether all its tasks need the one lock of the run
     */
    public record OfStream(String name, double tasks, boolean exact, double workNanos, long windowNanos, boolean closed,
            boolean locked) {

        /**
         * How many workers it keeps busy while its tasks come.
         *
         * @return their mean number; 0 if all come at once
         */
        public double busy() {
            return windowNanos <= 0 ? 0 : workNanos / windowNanos;
        }
    }

    /**
     * Works out what a scenario asks.
     *
     * @param scenario which
     * @param nanos the length of its run, in nanoseconds: its duration, or the part to be looked at of a run without an end
     * @return the load
     */
    public static OfferedLoad of(Scenario scenario, long nanos) {
        return new OfferedLoad(scenario.streams().stream().map(each -> of(each, scenario.actions(), nanos)).toList(),
                nanos);
    }

    /**
     * Works out what a scenario asks whose run goes on until it is stopped. Where all of its arrivals end, that is what they ask until the
     * last one; where some never do, it is what those ask in the long run, of which the others are no part.
     *
     * @param scenario which
     * @param nanos the part of its run to be looked at, in nanoseconds
     * @return the load
     */
    public static OfferedLoad untilStopped(Scenario scenario, long nanos) {
        OfferedLoad all = of(scenario, nanos);
        List<OfStream> endless = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < all.streams.size(); i++) {
            StreamSpec stream = scenario.streams().get(i);
            OfStream load = all.streams.get(i);
            if (isEndless(stream)) {
                endless.add(new OfStream(load.name, load.tasks, load.exact, Math.max(0, load.busy()) * nanos, nanos,
                        load.closed, load.locked));
            } else if (stream.until() != null && load.windowNanos > 0) {
                last = Math.max(last, stream.until().toNanos());
            }
        }
        return endless.isEmpty() ? new OfferedLoad(all.streams, last) : new OfferedLoad(endless, nanos);
    }

    /** {@return whether a run that goes on until it is stopped has arrivals until then} */
    public static boolean isEndless(Scenario scenario) {
        return scenario.streams().stream().anyMatch(OfferedLoad::isEndless);
    }

    private static boolean isEndless(StreamSpec stream) {
        return stream.until() == null
                && !(stream.arrivals() instanceof Arrivals.Batch || stream.arrivals() instanceof Arrivals.Bulk);
    }

    /**
     * How many workers all streams together keep busy.
     *
     * @return the mean over the run
     */
    public double busy() {
        return nanos <= 0 ? 0 : streams.stream().mapToDouble(OfStream::workNanos).sum() / nanos;
    }

    /**
     * How much of the run the one lock of all tasks would be held.
     *
     * @return the part; above 1 if there is more than it has time for
     */
    public double lockHeld() {
        return nanos <= 0
                ? 0
                : streams.stream().filter(OfStream::locked).mapToDouble(OfStream::workNanos).sum() / nanos;
    }

    /**
     * How many tasks come, without those of closed loops.
     *
     * @return their number, or its mean
     */
    public double tasks() {
        return streams.stream().mapToDouble(OfStream::tasks).sum();
    }

    /** {@return whether {@link #tasks} is their number, and not only a mean: false if something is drawn} */
    public boolean isExact() {
        return streams.stream().allMatch(each -> each.exact() || each.closed());
    }

    private static OfStream of(StreamSpec stream, List<TimedAction> actions, long run) {
        long from = Math.min(stream.from().toNanos(), run);
        long until = stream.until() == null ? run : Math.min(stream.until().toNanos(), run);
        long window = Math.max(0, until - from);
        double extra = actions.stream().filter(timed -> timed.action() instanceof Action.Submit(var name, _)
                && name.equals(stream.name()) && timed.at().toNanos() < run)
                .mapToLong(timed -> ((Action.Submit) timed.action()).count()).sum();
        boolean changed = actions.stream().anyMatch(timed -> timed.action() instanceof Action.SetRate(var name, _)
                && name.equals(stream.name()));
        return switch (stream.arrivals()) {
            case Arrivals.Constant(var rate) -> paced(stream, integral(stream, actions, from, until, rate, rate),
                    extra, !changed, window);
            case Arrivals.Ramp(var first, var last) ->
                paced(stream, integral(stream, actions, from, until, first, last), extra, !changed, window);
            case Arrivals.Poisson(var rate) -> open(stream, integral(stream, actions, from, until, rate, rate) + extra,
                    false, window, 1);
            case Arrivals.Bursts(var count, var every) ->
                open(stream, (double) count * Math.ceilDiv(window, every.toNanos()) + extra, true, window, 1);
            case Arrivals.Batch(var count, var at) ->
                open(stream, (at.toNanos() < run ? count : 0) + extra, true, 0, 1);
            case Arrivals.Bulk bulk -> {
                double whole = bulk.at().toNanos() < run ? bulk.items() : 0;
                yield open(stream, Math.ceil(whole / bulk.chunkSize()) + extra, true, 0,
                        whole == 0 ? 1 : (whole + extra) / (Math.ceil(whole / bulk.chunkSize()) + extra));
            }
            case Arrivals.Closed(var users, var think) -> {
                double service = serviceNanos(stream.task());
                double cycle = service + meanNanos(think, Draws.LONGEST_NANOS);
                double most = cycle <= 0 ? 0 : users * service / cycle;
                yield new OfStream(stream.name(), 0, false, most * window + extra * service, window, true,
                        isLocked(stream));
            }
        };
    }

    // The first target is reached at once, and each next one when the integral has grown by one.
    private static OfStream paced(StreamSpec stream, double integral, double extra, boolean exact, long window) {
        double whole = Math.rint(integral);
        double arrivals = Math.abs(integral - whole) < SAME ? whole : Math.ceil(integral);
        return open(stream, (exact ? arrivals : integral) + extra, exact, window, 1);
    }

    private static OfStream open(StreamSpec stream, double arrivals, boolean exact, long window, double draws) {
        int children = stream.task().work() instanceof Work.FanOut fanOut ? fanOut.children() : 0;
        return new OfStream(stream.name(), arrivals * (1 + children), exact,
                arrivals * draws * serviceNanos(stream.task()), window, false, isLocked(stream));
    }

    private static boolean isLocked(StreamSpec stream) {
        return stream.task().work() instanceof Work.Lock;
    }

    /** How many arrivals a rate makes in a window, if actions set it to others. */
    private static double integral(StreamSpec stream, List<TimedAction> actions, long from, long until, Rate first,
            Rate last) {
        double sum = 0;
        long at = from;
        double rate = first.perSecond();
        double slope = until <= from ? 0 : (last.perSecond() - rate) / (until - from);
        for (TimedAction timed : actions.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList()) {
            if (timed.action() instanceof Action.SetRate(var name, var next) && name.equals(stream.name())) {
                long then = Math.clamp(timed.at().toNanos(), at, Math.max(at, until));
                sum += (rate + slope * (then - at) / 2) * (then - at) / NANOS_PER_SECOND;
                at = then;
                rate = next.perSecond();
                slope = 0;
            }
        }
        long rest = Math.max(0, until - at);
        return sum + (rate + slope * rest / 2) * rest / NANOS_PER_SECOND;
    }

    /** The mean time of workers that a task and its children take. */
    private static double serviceNanos(TaskSpec task) {
        Duration end = task.cancelAfter();
        long most = end == null ? Draws.LONGEST_NANOS : Math.min(Draws.LONGEST_NANOS, end.toNanos());
        return switch (task.work()) {
            case Work.Sleep(var time) -> meanNanos(time, most);
            case Work.Cpu(var time) -> meanNanos(time, most);
            case Work.Lock(var time) -> meanNanos(time, most);
            // It is the parent that is cancelled.
            case Work.FanOut(var children, var child, _) -> children * meanNanos(child, Draws.LONGEST_NANOS);
        };
    }

    /**
     * The mean of what is drawn and then cut: E[min(X, most)].
     *
     * @param most where it is cut, in nanoseconds
     */
    static double meanNanos(Distribution times, long most) {
        return switch (times) {
            case Distribution.Fixed(var value) -> Math.min(value.toNanos(), most);
            case Distribution.Uniform(var min, var max) ->
                uniform((double) min.toNanos(), (double) max.toNanos(), (double) most);
            case Distribution.Exponential(var mean) ->
                -(double) mean.toNanos() * Math.expm1(-(double) most / mean.toNanos());
            case Distribution.LogNormal(var median, var sigma) ->
                most == 0 ? 0 : logNormal(median, sigma, (double) most);
            case Distribution.Pareto(var scale, var shape) -> pareto((double) scale.toNanos(), shape, (double) most);
        };
    }

    private static double uniform(double min, double max, double most) {
        if (most <= min) {
            return most;
        }
        return most >= max
                ? (min + max) / 2
                : ((most * most - min * min) / 2 + most * (max - most)) / (max - min);
    }

    // Below the cut, the mean of a lognormal is the probability of another one, with mu + sigma² for mu, times its mean.
    private static double logNormal(Duration median, double sigma, double most) {
        double mu = Math.log((double) median.toNanos());
        double variance = sigma * sigma;
        double below = LogNormalDistribution.of(mu + variance, sigma).cumulativeProbability(most);
        double above = LogNormalDistribution.of(mu, sigma).survivalProbability(most);
        // With a wide sigma the mean is no number any more, where nearly all of it is above the cut.
        return (below == 0 ? 0 : Math.exp(mu + variance / 2) * below) + most * above;
    }

    private static double pareto(double scale, double shape, double most) {
        if (most <= scale) {
            return most;
        }
        return Math.abs(shape - 1) < SAME
                ? scale * (1 + Math.log(most / scale))
                : scale + scale * (1 - Math.pow(scale / most, shape - 1)) / (shape - 1);
    }
}
