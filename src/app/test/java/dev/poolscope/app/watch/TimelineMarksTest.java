package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineMarksTest {
    private final Timeline timeline = new Timeline(1);

    private List<String> captions() {
        List<String> captions = new ArrayList<>();
        new TimelineMarks(timeline::marks, new Texts()).marks(0, 100, (_, _, caption) -> captions.add(caption));
        return captions;
    }

    @Test
    void whatWasRefusedIsSaidToBeSoOnceAndWhy() {
        timeline.apply(new PoolEvent.ActionPerformed(1, new Action.Shutdown(),
                new Answer.Refused("Pool demo is shutting down")));

        assertThat(captions()).containsExactly("refused · shut down · Pool demo is shutting down");
    }

    @Test
    void anActionAndWhatThePoolTellsOfItAreOneMark() {
        timeline.apply(new PoolEvent.ActionPerformed(1, new Action.Shutdown(), Answer.PERFORMED));
        timeline.apply(new PoolEvent.ShutdownBegan(1));

        assertThat(captions()).containsExactly("shutdown");
    }

    @ParameterizedTest
    @CsvSource({"JOINED, join ended", "ABANDONED, join given up", "CLOSED, join ended by the shutdown",
            "BROKEN, join ended by the breakage"})
    void theEndOfAJoinSaysHowItEnded(JoinOutcome outcome, String caption) {
        timeline.apply(new PoolEvent.JoinEnded(1, outcome));

        assertThat(captions()).containsExactly(caption);
    }

    @Test
    void anActionIsNamedInWords() {
        timeline.apply(new PoolEvent.ActionPerformed(1, new Action.SpawnWorkers(1), Answer.PERFORMED));

        assertThat(captions()).containsExactly("spawn one worker");
    }
}
