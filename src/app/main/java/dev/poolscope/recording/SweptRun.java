package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;

import dev.poolscope.telemetry.timeline.Past;
import org.jspecify.annotations.Nullable;

/**
 * What a large recording does not tell by itself, because it ended abruptly or is in the first format: worked out from all of its events.
 * That takes a while, and little memory.
 *
 * @param numbers those of its events
 * @param past the run in buckets of time; null if the events contradict one another
 */
record SweptRun(SummaryOfEvents numbers, @Nullable Past past) {

    /** Works it out; a run of many workers has as many lanes. */
    static SweptRun of(Connection connection, int lanes, long untilNanos) throws SQLException {
        SummaryOfEvents numbers = new SummaryOfEvents();
        Overview overview = Overview.toTell(lanes);
        new EventSweep(connection).through(event -> {
            numbers.add(event);
            overview.take(event);
        });
        return new SweptRun(numbers, overview.end(untilNanos));
    }
}
