package dev.poolscope.recording;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where only the latest tasks of a simulated run are read, events of one instant keep their order, as far as it is known. */
class LatestOfSimulatedRunTest extends OwnRecording {

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 7, 11, 12})
    void isInTheOrderInWhichItHappened(long seed) throws Exception {
        // Without delays very much happens at one instant.
        FinishedRun run = SimulatedRun.of(RandomStoryScenario.crowded(seed, 900), 2);
        Recordings.write(file, run, 1);
        List<RunEvent> all = run.events();

        List<RunEvent> latest = RecordingReader.read(file, all.size() / 3).end().recorded().events();

        assertThat(latest.size()).as("seed %d", seed).isLessThan(all.size());
        ToIntFunction<RunEvent> place = event -> IntStream.range(0, all.size())
                .filter(i -> all.get(i).withTurn(0).equals(event.withTurn(0))).findFirst().orElse(-1);
        int known = 0;
        for (int from = 0, to; from < latest.size(); from = to) {
            to = EventTurns.endOfInstant(latest, from);
            List<RunEvent> instant = latest.subList(from, to);
            if (instant.getFirst().turn() > 0) {
                known += instant.size();
                assertThat(instant.stream().filter(event -> !isRepeated(event, all))
                        .filter(event -> !(event instanceof WorkerEvent.NotRecorded)).map(place::applyAsInt))
                        .as("seed %d, %s", seed, instant)
                        .isSorted().doesNotContain(-1);
            }
        }
        assertThat(known).as("seed %d", seed).isGreaterThan(1);
        assertThat(timeouts(latest)).as("seed %d", seed).isEqualTo(timeouts(all));
    }

    private static boolean isRepeated(RunEvent event, List<RunEvent> all) {
        return all.stream().filter(it -> it.withTurn(0).equals(event.withTurn(0))).count() > 1;
    }

    private static List<RunEvent> timeouts(List<RunEvent> events) {
        return events.stream().filter(PoolEvent.IdleTimeoutChanged.class::isInstance).map(event -> event.withTurn(0))
                .toList();
    }
}
