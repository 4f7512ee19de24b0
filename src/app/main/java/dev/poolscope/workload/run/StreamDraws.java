package dev.poolscope.workload.run;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn for one stream of a scenario: when its tasks are due, how long each takes, which of them fail, how long
 * its users think. The n-th arrival gets the n-th draw, whatever runs it: a real pool and a simulated one get the same.
 * For one thread.
 */
public final class StreamDraws {
    /** There is no next arrival. */
    public static final long NONE = DueTimes.NONE;

    private final StreamSpec spec;
    private final LongAdder cut;
    private final DueTimes times;
    private final Source arrivals;
    private final Source live;
    private final @Nullable Draws thinking;

    /**
     * Makes the draws of a stream, from their beginning.
     *
     * @param scenario the scenario that has the seed and the length
     * @param spec the stream
     * @param cut counts draws that are cut at one hour
     */
    public StreamDraws(Scenario scenario, StreamSpec spec, LongAdder cut) {
        this.spec = spec;
        this.cut = cut;
        SubSeeds seeds = new SubSeeds(scenario.seed());
        times = DueTimes.of(spec, scenario.duration(), seeds.generator(spec.name(), SubSeeds.Purpose.ARRIVALS));
        arrivals = new Source(seeds.generator(spec.name(), SubSeeds.Purpose.SERVICE),
                seeds.generator(spec.name(), SubSeeds.Purpose.FAILURE));
        live = new Source(seeds.generator(spec.name(), SubSeeds.Purpose.LIVE_SERVICE),
                seeds.generator(spec.name(), SubSeeds.Purpose.LIVE_FAILURE));
        thinking = spec.arrivals() instanceof Arrivals.Closed(_, var think)
                ? new Draws(think, seeds.generator(spec.name(), SubSeeds.Purpose.THINKING), cut)
                : null;
    }

    private final class Source {
        private final UniformRandomProvider service;
        private final UniformRandomProvider failure;
        private final double failing = spec.task().fails().fraction();
        private final @Nullable Draws times;

        Source(UniformRandomProvider service, UniformRandomProvider failure) {
            this.service = service;
            this.failure = failure;
            times = switch (spec.task().work()) {
                case Work.Sleep(var time) -> new Draws(time, service, cut);
                case Work.Cpu(var time) -> new Draws(time, service, cut);
                case Work.Lock(var time) -> new Draws(time, service, cut);
                case Work.FanOut _ -> null;
            };
        }

        long work() {
            return times == null ? service.nextLong() : times.nextNanos();
        }

        boolean fails() {
            return failing > 0 && failure.nextDouble() < failing;
        }
    }

    /**
     * {@return the due time of the next arrival of an open stream, in nanoseconds from the start of the run; {@link #NONE}
     * when the stream has ended, and of closed and bulk arrivals}
     */
    public long nextDue() {
        return times.next();
    }

    /**
     * Sets the rate of arrivals; what {@link #nextDue} gave last is taken not to have happened.
     *
     * @param nanos from when on, in nanoseconds of the run
     * @param rate the rate, above 0
     * @return when the next arrival is due now, as {@link #nextDue}
     * @throws IllegalStateException if the stream has no rate, or its arrivals are over
     */
    public long changeRate(long nanos, Rate rate) {
        if (!(times instanceof PacedTimes paced)) {
            throw new IllegalStateException("the stream has no rate");
        }
        if (paced.rate(nanos).isEmpty()) {
            throw new IllegalStateException("the arrivals of the stream are over");
        }
        return paced.change(nanos, rate);
    }

    /**
     * Draws the work of a task.
     *
     * @param byAction whether the task is submitted by an action, and not by the arrivals: these draw apart
     * @return nanoseconds; for a task that fans out, the seed of its {@link #children}
     */
    public long work(boolean byAction) {
        return (byAction ? live : arrivals).work();
    }

    /**
     * Draws whether a task fails; independent of its work.
     *
     * @param byAction as in {@link #work}
     * @return true if it fails
     */
    public boolean fails(boolean byAction) {
        return (byAction ? live : arrivals).fails();
    }

    /**
     * Draws how long a user thinks.
     *
     * @return nanoseconds; 0 unless arrivals are closed
     */
    public long thinkNanos() {
        return thinking == null ? 0 : thinking.nextNanos();
    }

    /**
     * Draws the times of the children of a task.
     *
     * @param fanOut the work of the parent
     * @param seed the draw of the parent
     * @return gives the time of each child in its turn, in nanoseconds
     */
    public LongSupplier children(Work.FanOut fanOut, long seed) {
        return new Draws(fanOut.child(), RandomSource.SPLIT_MIX_64.create(seed), cut)::nextNanos;
    }
}
