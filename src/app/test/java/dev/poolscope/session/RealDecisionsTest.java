package dev.poolscope.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Real runs of the ready scenarios, at their own pace, and their recorded load in virtual time: arrivals and service times are those of the real
 * run, so that what differs is decided otherwise, or is as late as threads are. What hangs on which of two things came first may
 * be off by the few that are tied; which worker took a task is not compared here, but step by step in {@code LockstepTest}.
 */
@Tag("stress")
class RealDecisionsTest {
    private static final double SPEED = 5;
    /** So many tasks may be on the other side of a shutdown, a join or a breakage. */
    private static final long TIED = 4;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theRecordedLoadIsDecidedAsOnThreads(String name) throws Exception {
        Session session = new Session(ReadyScenarios.load(name).atSpeed(SPEED));
        session.start();
        FinishedRun real = session.finished().get(60, TimeUnit.SECONDS);

        FinishedRun simulated = Replay.of(real).on(real.scenario(), 2, () -> false);

        Summary there = real.summary();
        Summary here = simulated.summary();
        assertThat(here.broken()).as("broken").isEqualTo(there.broken());
        assertThat(here.starved()).as("starved").isEqualTo(there.starved());
        assertThat(here.terminated()).as("terminated").isEqualTo(there.terminated());
        assertThat(kinds(simulated)).as("joins, changes, shutdowns").isEqualTo(kinds(real));
        assertThat(here.peakWorkers()).as("most workers").isEqualTo(there.peakWorkers());
        assertThat(here.submitted()).as("submitted").isCloseTo(there.submitted(), within(TIED));
        assertThat(here.completed()).as("completed").isCloseTo(there.completed(), within(TIED));
        assertThat(here.failed()).as("failed").isCloseTo(there.failed(), within(TIED));
        assertThat(here.cancelled()).as("cancelled").isCloseTo(there.cancelled(), within(TIED));
        assertThat(refused(simulated)).as("streams that were refused").isEqualTo(refused(real));
        Map<String, Long> realSpawns = spawns(real);
        Map<String, Long> simulatedSpawns = spawns(simulated);
        assertThat(simulatedSpawns.keySet()).as("reasons of spawns").isEqualTo(realSpawns.keySet());
        realSpawns.forEach((reason, count) -> assertThat(simulatedSpawns.get(reason)).as("spawned for %s", reason)
                .isCloseTo(count, within(TIED)));
        for (RetirementReason reason : RetirementReason.values()) {
            assertThat(here.retired().get(reason)).as("retired for %s", reason).isCloseTo(there.retired().get(reason),
                    within(TIED));
        }
        assertThat(overtakes(simulated)).as("overtaken in virtual time").isZero();
        assertThat(overtakes(real)).as("overtaken on threads").isLessThan(real.maxWorkers());
    }

    /** What happens to the pool as a whole, with how often. */
    private static Map<EventType, Long> kinds(FinishedRun run) {
        Set<EventType> ofThePool = Set.of(EventType.JOIN_BEGAN, EventType.JOIN_ENDED, EventType.SHUTDOWN_BEGAN,
                EventType.IDLE_TIMEOUT_CHANGED, EventType.HOOK_FAILED, EventType.BROKEN);
        Map<EventType, Long> kinds = new HashMap<>();
        run.events().stream().map(RunEvent::type).filter(ofThePool::contains)
                .forEach(type -> kinds.merge(type, 1L, Long::sum));
        return kinds;
    }

    private static Set<String> refused(FinishedRun run) {
        Set<String> streams = new HashSet<>();
        run.summary().streams().stream().filter(it -> it.rejected() > TIED)
                .forEach(it -> streams.add(it.stream()));
        return streams;
    }

    private static Map<String, Long> spawns(FinishedRun run) {
        Map<String, Long> spawns = new HashMap<>();
        for (RunEvent event : run.events()) {
            if (event instanceof WorkerEvent.Spawned spawned) {
                spawns.merge(spawned.reason().toString(), 1L, Long::sum);
            }
        }
        return spawns;
    }

    /** By how many tasks of higher numbers a task was overtaken at most. */
    private static int overtakes(FinishedRun run) {
        int most = 0;
        long[] started = run.events().stream().filter(TaskEvent.Started.class::isInstance).mapToLong(RunEvent::taskId)
                .toArray();
        for (int i = 0; i < started.length; i++) {
            int higher = 0;
            for (int j = 0; j < i; j++) {
                if (started[j] > started[i]) {
                    higher++;
                }
            }
            most = Math.max(most, higher);
        }
        return most;
    }
}
