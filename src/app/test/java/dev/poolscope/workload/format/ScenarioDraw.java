package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios many of whose values do not go together.
 *
 * @param random draws them
 * @param inForm whether each value by itself is one that a form takes; else there are some that no scenario may have
 */
public record ScenarioDraw(Random random, boolean inForm) {
    private static final List<String> NAMES = List.of("web", "web", "nightly", "webb", " ", "two\nlines", "12", "true",
            "a: b", "é");

    /** {@return another one} */
    public Scenario scenario() {
        Duration length = random.nextInt(4) == 0 ? null : Duration.ofSeconds(random.nextInt(3) + (inForm ? 1 : 0));
        return new Scenario(name(), random.nextBoolean() ? "" : "one\n\ttwo \u0007", random.nextLong(), length,
                pool(),
                several(this::stream), several(this::action), several(this::expectation));
    }

    private Expectation expectation() {
        return random.nextBoolean()
                ? Expectation.parse("utilisation < 80%")
                : new Expectation(new Quantity.OfStream(Quantity.Count.FAILED, name()), Expectation.Comparison.AT_MOST,
                        new Expectation.Bound.Whole(random.nextInt(3)));
    }

    private <T> List<T> several(Supplier<T> maker) {
        List<T> made = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            made.add(maker.get());
        }
        return made;
    }

    private String name() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return inForm && (name.isBlank() || name.indexOf('\n') >= 0) ? "web" : name;
    }

    /** At least 1 in a form. */
    private int count() {
        return inForm ? 1 + random.nextInt(2) : random.nextInt(3);
    }

    private Duration positive() {
        return inForm ? duration().plusMillis(500) : duration();
    }

    private Duration duration() {
        return Duration.ofMillis(500L * random.nextInt(5));
    }

    private PoolSpec pool() {
        PoolKind kind = List.of(PoolKind.values()).get(random.nextInt(PoolKind.values().length));
        return new PoolSpec(kind,
                kind == PoolKind.THREAD ? random.nextInt(inForm ? PoolSpec.MOST_WORKERS : 2_000) : kind.size(),
                random.nextBoolean() ? null : name(), random.nextBoolean() ? null : duration(), random.nextInt(3),
                random.nextInt(4) == 0 ? WorkerType.VIRTUAL : WorkerType.PLATFORM, hook(), hook());
    }

    private @Nullable HookSpec hook() {
        return random.nextBoolean() ? null : new HookSpec(duration(), random.nextInt(3));
    }

    private StreamSpec stream() {
        return new StreamSpec(name(), arrivals(), duration(), random.nextBoolean() ? null : duration(),
                new TaskSpec(work(), Percentage.ZERO, random.nextBoolean() ? null : duration()));
    }

    private Rate rate(boolean positive) {
        return Rate.perSecond((positive ? 1 : 0) + random.nextInt(2));
    }

    private Arrivals arrivals() {
        return switch (random.nextInt(7)) {
            case 0 -> new Arrivals.Constant(rate(inForm));
            case 1 -> new Arrivals.Poisson(rate(inForm));
            case 2 -> new Arrivals.Bursts(count(), positive());
            case 3 -> new Arrivals.Ramp(rate(false), rate(false));
            case 4 -> new Arrivals.Closed(count(), distribution());
            case 5 -> new Arrivals.Batch(count(), duration());
            default -> bulk(List.of(BulkCall.values()).get(random.nextInt(BulkCall.values().length)));
        };
    }

    private Arrivals bulk(BulkCall call) {
        int buffer = inForm && !call.lazy() ? 1 : 1 + random.nextInt(2);
        return new Arrivals.Bulk(call, count(), duration(), 1 + random.nextInt(2), buffer, random.nextBoolean(),
                random.nextBoolean() ? null : duration());
    }

    private Distribution distribution() {
        return switch (random.nextInt(5)) {
            case 0 -> new Distribution.Uniform(duration(), duration());
            case 1 -> new Distribution.Exponential(positive());
            case 2 -> new Distribution.LogNormal(positive(), count() * 0.7);
            case 3 -> new Distribution.Pareto(positive(), count());
            default -> new Distribution.Fixed(duration());
        };
    }

    private Work work() {
        return switch (random.nextInt(4)) {
            case 0 -> new Work.Cpu(distribution());
            case 1 -> new Work.Lock(distribution());
            case 2 -> new Work.FanOut(count(), distribution(), random.nextBoolean());
            default -> new Work.Sleep(distribution());
        };
    }

    private TimedAction action() {
        return new TimedAction(duration(), switch (random.nextInt(6)) {
            case 0 -> new Action.Submit(name(), count());
            case 1 -> new Action.SetRate(name(), rate(false));
            case 2 -> new Action.CancelPending(name());
            case 3 -> new Action.Note(name());
            case 4 -> new Action.Join(random.nextBoolean() ? null : duration());
            default -> new Action.SpawnWorkers(count());
        });
    }
}
