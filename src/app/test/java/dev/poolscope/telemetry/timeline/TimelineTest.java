package dev.poolscope.telemetry.timeline;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model of a run against an independent recomputation from the text of the same events. */
class TimelineTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void showsWhatFollowsFromTheTextOfAWholeRun(long seed) throws Exception {
        List<RunEvent> events = RandomRun.whole(seed, 1 + (int) (seed % 4), 700);
        replay(events).assertMatches(timelineOf(events, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void showsWhatFollowsFromTheTextOfARunThatGoesOn(long seed) throws Exception {
        List<RunEvent> events = RandomRun.unfinished(seed, 1 + (int) (seed % 4), 500);
        replay(events).assertMatches(timelineOf(events, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void isTheSameInWhicheverOrderEventsCome(long seed) throws Exception {
        List<RunEvent> events = RandomRun.whole(seed, 3, 600);
        EventsCsvReplay replay = replay(events);
        for (int round = 0; round < 3; round++) {
            List<RunEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed * 31 + round));
            replay.assertMatches(timelineOf(shuffled, 3));
        }
        replay.assertMatches(timelineOf(events.reversed(), 3));
    }

    private static Timeline timelineOf(List<RunEvent> events, int slots) {
        Timeline timeline = new Timeline(slots);
        events.forEach(timeline::apply);
        return timeline;
    }

    private static EventsCsvReplay replay(List<RunEvent> events) throws Exception {
        StringWriter text = new StringWriter();
        EventsCsv.write(events, text);
        return new EventsCsvReplay(text.toString());
    }
}
