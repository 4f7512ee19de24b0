package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.Draws;
import dev.poolscope.workload.run.DueTimes;
import dev.poolscope.workload.run.SubSeeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a ready scenario shows must not hang on which of two things that are due at one moment comes first: a real run is some
 * milliseconds late, now here, now there. Each scenario is gone through in nominal time, by a small model of its own, and no
 * end of a task may hand a place to a waiting one just when a shutdown or a join cancels or keeps that, and no worker may
 * reach its idle timeout just when it gets a task or the pool ends.
 */
class ReadyScenariosTiesTest {
    private static final long MARGIN = Duration.ofMillis(40).toNanos();

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noReadyScenarioIsDecidedByATie(String name) {
        assertThat(new Model(ReadyScenarios.load(name)).ties()).isEmpty();
    }

    @Test
    void aTieIsSeen() throws Exception {
        Scenario scenario = ScenarioReader.parse("test", """
                                                         poolscope: 1
                                                         name: Ties
                                                         duration: 10s
                                                         pool: { type: single, idleTimeout: 2s }
                                                         streams:
                                                           - name: s
                                                             arrivals: { batch: { count: 9, at: 1s } }
                                                             task: { sleep: 500ms }
                                                           - name: t
                                                             arrivals: { batch: { count: 1, at: 7520ms } }
                                                             task: { sleep: 1ms }
                                                           - name: u
                                                             arrivals: { batch: { count: 9, at: 8s } }
                                                             task: { sleep: 1s }
                                                         """);

        assertThat(new Model(scenario).ties()).containsExactly("7.500 s: idle timeout and a task at 7.520 s",
                "10.000 s: a task gets a worker, and the end of the run comes at 10.000 s");
    }

    /** Streams of fan-outs and bulk calls are left out; hooks of workers that retire, breakages and joins too. */
    private static final class Model {
        private final Scenario scenario;
        private final long init;
        private final PriorityQueue<Event> events = new PriorityQueue<>(
                Comparator.comparingLong(Event::at).thenComparingInt(Event::rank).thenComparingLong(Event::number));
        private final Deque<Task> queue = new ArrayDeque<>();
        private final Deque<Long> idleSince = new ArrayDeque<>();
        private final List<String> ties = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();
        private long idleTimeout;
        private long lockFree;
        private int alive;
        private long number;
        private long now;

        private record Event(long at, int rank, long number, Runnable what) {}

        private record Task(long nanos, boolean locks, Runnable atEnd) {}

        private record Decision(long at, String what) {}

        Model(Scenario scenario) {
            this.scenario = scenario;
            HookSpec initializer = scenario.pool().initializer();
            init = initializer == null ? 0 : initializer.takes().toNanos();
            Duration timeout = scenario.pool().idleTimeout();
            idleTimeout = timeout == null ? Long.MAX_VALUE / 2 : timeout.toNanos();
            decisions.add(new Decision(end(), "the end of the run"));
            SubSeeds seeds = new SubSeeds(scenario.seed());
            scenario.streams().forEach(stream -> plan(stream, seeds));
            for (TimedAction timed : scenario.actions()) {
                long at = timed.at().toNanos();
                switch (timed.action()) {
                    case Action.Shutdown _ -> decisions.add(new Decision(at, "a shutdown"));
                    case Action.SetIdleTimeout(var value) ->
                        event(at, 1, () -> idleTimeout = value == null ? Long.MAX_VALUE / 2 : value.toNanos());
                    default -> {
                        // decides nothing, or is left out
                    }
                }
            }
        }

        private long end() {
            return Objects.requireNonNull(scenario.duration()).toNanos();
        }

        private void event(long at, int rank, Runnable what) {
            events.add(new Event(at, rank, number++, what));
        }

        private void plan(StreamSpec stream, SubSeeds seeds) {
            var service = seeds.generator(stream.name(), SubSeeds.Purpose.SERVICE);
            LongAdder cut = new LongAdder();
            boolean locks = stream.task().work() instanceof Work.Lock;
            Draws times = switch (stream.task().work()) {
                case Work.Sleep(var time) -> new Draws(time, service, cut);
                case Work.Cpu(var time) -> new Draws(time, service, cut);
                case Work.Lock(var time) -> new Draws(time, service, cut);
                case Work.FanOut _ -> null;
            };
            if (times == null) {
                return;
            }
            if (stream.arrivals() instanceof Arrivals.Closed(var users, var think)) {
                var thinking = new Draws(think, seeds.generator(stream.name(), SubSeeds.Purpose.THINKING), cut);
                for (int user = 0; user < users; user++) {
                    event(stream.from().toNanos(), 0, () -> use(times, thinking));
                }
            } else {
                DueTimes due = DueTimes.of(stream, scenario.duration(),
                        seeds.generator(stream.name(), SubSeeds.Purpose.ARRIVALS));
                for (long at = due.next(); at != DueTimes.NONE; at = due.next()) {
                    Task task = new Task(times.nextNanos(), locks, () -> {});
                    event(at, 0, () -> arrive(task));
                }
            }
        }

        private void use(Draws times, Draws thinking) {
            arrive(new Task(times.nextNanos(), false,
                    () -> event(now + thinking.nextNanos(), 0, () -> use(times, thinking))));
        }

        private int most() {
            PoolSpec pool = scenario.pool();
            return Math.max(pool.kind().size(), pool.maxWorkers());
        }

        private void arrive(Task task) {
            queue.add(task);
            reap();
            Long idle = idleSince.pollLast();
            if (idle != null) {
                if (Math.abs(idle + idleTimeout - now) < MARGIN) {
                    ties.add(seconds(idle + idleTimeout) + ": idle timeout and a task at " + seconds(now));
                }
                take();
            } else if (alive < most()) {
                alive++;
                event(now + init, 4, this::take);
            }
        }

        /** Forgets workers whose time was up. */
        private void reap() {
            idleSince.removeIf(since -> {
                boolean gone = since + idleTimeout <= now - MARGIN;
                alive -= gone ? 1 : 0;
                return gone;
            });
        }

        private void take() {
            Task task = queue.poll();
            if (task == null) {
                idleSince.addLast(now);
                return;
            }
            long from = task.locks ? Math.max(now, lockFree) : now;
            lockFree = task.locks ? from + task.nanos : lockFree;
            event(from + task.nanos, 3, () -> {
                if (!queue.isEmpty()) {
                    decisions.stream().filter(decision -> Math.abs(decision.at - now) < MARGIN)
                            .forEach(decision -> ties.add(seconds(now) + ": a task gets a worker, and " + decision.what
                                    + " comes at " + seconds(decision.at)));
                }
                task.atEnd.run();
                take();
            });
        }

        List<String> ties() {
            long over = decisions.stream().mapToLong(Decision::at).min().orElseThrow() + MARGIN;
            for (Event next = events.poll(); next != null && next.at < over; next = events.poll()) {
                now = next.at;
                next.what.run();
            }
            return ties;
        }

        private static String seconds(long nanos) {
            return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
        }
    }
}
