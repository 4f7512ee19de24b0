package dev.poolscope.workload.run;

import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of one stream: the n-th arrival gets the n-th draw, whatever the pool does with it. Tasks that are
 * submitted by hand or by an action draw from sub-seeds of their own. Used by the generator's thread alone.
 */
final class StreamFeed {
    private final StreamSpec spec;
    private final TaskResources bench;
    private final Submitter submitter;
    private final LongAdder cut;
    private final Source arrivals;
    private final Source live;
    private final @Nullable Draws thinking;

    StreamFeed(StreamSpec spec, SubSeeds seeds, TaskResources bench, Submitter submitter, LongAdder cut) {
        this.spec = spec;
        this.bench = bench;
        this.submitter = submitter;
        this.cut = cut;
        this.arrivals = new Source(seeds.generator(spec.name(), SubSeeds.Purpose.SERVICE),
                seeds.generator(spec.name(), SubSeeds.Purpose.FAILURE));
        this.live = new Source(seeds.generator(spec.name(), SubSeeds.Purpose.LIVE_SERVICE),
                seeds.generator(spec.name(), SubSeeds.Purpose.LIVE_FAILURE));
        this.thinking = spec.arrivals() instanceof Arrivals.Closed(_, var think)
                ? new Draws(think, seeds.generator(spec.name(), SubSeeds.Purpose.THINKING), cut)
                : null;
    }

    StreamSpec spec() {
        return spec;
    }

    /** The next arrival, due at a time of its own. */
    SyntheticTask due(long dueNanos) {
        return SyntheticTask.due(spec.name(), ++arrivals.made, dueNanos, arrivals.job(), arrivals.failing());
    }

    /** The next arrival, due when it is submitted. */
    SyntheticTask dueNow() {
        return SyntheticTask.dueNow(spec.name(), SyntheticTask.Origin.ARRIVAL, ++arrivals.made, arrivals.job(),
                arrivals.failing());
    }

    /** The next task by hand or by an action. */
    SyntheticTask live() {
        return SyntheticTask.dueNow(spec.name(), SyntheticTask.Origin.LIVE, ++live.made, live.job(), live.failing());
    }

    /** How long a user of a closed stream thinks. */
    long thinkNanos() {
        return thinking == null ? 0 : thinking.nextNanos();
    }

    /** Draws for tasks of one origin. */
    private final class Source {
        private final UniformRandomProvider service;
        private final UniformRandomProvider failure;
        private final double failing = spec.task().fails().fraction();
        private final @Nullable Draws times;
        private long made;

        Source(UniformRandomProvider service, UniformRandomProvider failure) {
            this.service = service;
            this.failure = failure;
            this.times = switch (spec.task().work()) {
                case Work.Sleep(var time) -> new Draws(time, service, cut);
                case Work.Cpu(var time) -> new Draws(time, service, cut);
                case Work.Lock(var time) -> new Draws(time, service, cut);
                case Work.FanOut _ -> null;
            };
        }

        SyntheticTask.Job job() {
            if (spec.task().work() instanceof Work.FanOut fanOut) {
                // The children's times come from a seed that is the parent's one draw.
                long childSeed = service.nextLong();
                return () -> submitter.fanOut(spec.name(), fanOut,
                        new Draws(fanOut.child(), RandomSource.SPLIT_MIX_64.create(childSeed), cut), bench);
            }
            long nanos = times == null ? 0 : times.nextNanos();
            return switch (spec.task().work()) {
                case Work.Cpu _ -> () -> bench.compute(nanos);
                case Work.Lock _ -> () -> bench.holdLock(nanos);
                default -> () -> bench.sleep(nanos);
            };
        }

        boolean failing() {
            return failing > 0 && failure.nextDouble() < failing;
        }
    }
}
