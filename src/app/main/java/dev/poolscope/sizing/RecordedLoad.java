package dev.poolscope.sizing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Replay;
import dev.poolscope.workload.model.Quoted;

/**
 * The load of a recording, for a sweep: recorded arrivals and service times on pools that the run never had. Immutable; safe for use by many
 * threads.
 *
 * @param name the name of the recording, for people
 * @param startedAt when it was recorded
 * @param run the recorded run
 * @param replay its load
 */
public record RecordedLoad(String name, Instant startedAt, FinishedRun run, Replay replay) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * Takes the load out of a run.
     *
     * @param name the name of the recording, for people
     * @param startedAt when it was recorded
     * @param run the recorded run
     * @return its load
     * @throws IllegalArgumentException if the recording has no load; the message is one sentence
     */
    public static RecordedLoad of(String name, Instant startedAt, FinishedRun run) {
        if (run.length().isZero() || run.summary().submitted() + run.summary().rejected() == 0) {
            throw new IllegalArgumentException(Quoted.of(name) + " has no load to replay: no task was submitted");
        }
        return new RecordedLoad(name, startedAt, run, Replay.of(run));
    }

    /** {@return {@code replays the load of 'night.poolscope', recorded 2026-11-28 23:00:05 UTC}, and whether that run was simulated} */
    public String origin() {
        return "replays the load of " + Quoted.of(name) + ", recorded " + TIME.format(startedAt)
                + (run.simulation().isPresent() ? " (a simulated run)" : "");
    }

    /** {@return a sentence without its full stop for each thing that the recording lacks, and what is in its place; at least one} */
    public List<String> filledIn() {
        List<String> sentences = new ArrayList<>();
        if (!run.remark().isEmpty()) {
            sentences.add(run.remark());
        }
        sentences.addAll(replay.filledIn());
        return sentences.isEmpty()
                ? List.of("nothing was filled in: all arrivals and service times are those of the recording")
                : sentences;
    }
}
