package dev.poolscope.session;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a note of a ready scenario says of the workers and the queue is so at its time in the simulated run, where its words can be decided. */
class ScenarioNotesTest {
    private static final long TWO_SECONDS = 2_000_000_000;

    /** Words of notes, and what must be so then. */
    private static final Map<String, Predicate<StateAt>> CLAIMS = Map.of(
            "No work", state -> idle(state) == state.workers().size() && state.queue().isEmpty(),
            "are idle", state -> idle(state) == state.workers().size() && !state.workers().isEmpty(),
            "[Ii]n two seconds no worker is left", state -> state.workers().stream()
                    .allMatch(it -> it.reapNanos() >= state.point().nanos() + TWO_SECONDS),
            "[Aa]ll (four )?(workers )?are busy", state -> state.workers().stream().allMatch(it -> it.kind().isBusy()),
            "[Oo]ne worker is enough", state -> state.workers().size() <= 1 && state.queue().isEmpty(),
            "takes the only worker", state -> state.workers().size() == 1 && state.workers().getFirst().kind().isBusy(),
            "queue (only )?(drains|grows)", state -> !state.queue().isEmpty(),
            "An empty pool", state -> state.workers().isEmpty(),
            "^The last worker|^The queue is empty", state -> state.queue().isEmpty(),
            "was cancelled|is cancelled|refuses", state -> state.queue().isEmpty());

    static Iterable<String> names() {
        return ReadyScenarios.names();
    }

    private static long idle(StateAt state) {
        return state.workers().stream().filter(it -> it.kind() == SegmentKind.IDLE).count();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsTrueWhenItComes(String name) {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load(name), 2);
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(run.recorded().asBatch(run.wholeLength().toNanos()));
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(run.events());
        for (RunEvent event : run.events()) {
            if (event instanceof PoolEvent.ActionPerformed it && it.action() instanceof Action.Note(var caption)) {
                StateAt then = StateAt.of(EventPoint.after(it.nanos()), timeline, chronicle,
                        run.scenario().pool().idleTimeout());
                CLAIMS.forEach((words, holds) -> {
                    if (Pattern.compile(words).matcher(caption).find()) {
                        assertThat(holds.test(then)).as("%s: “%s” at %d, %s", name, caption, it.nanos(), then).isTrue();
                    }
                });
            }
        }
    }
}
