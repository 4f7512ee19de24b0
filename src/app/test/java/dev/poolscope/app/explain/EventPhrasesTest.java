package dev.poolscope.app.explain;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The log speaks in words, not in keys of {@code events.csv}, and names no class of this program as a cause. */
class EventPhrasesTest {
    private static final String OWN = "dev.poolscope.workload.run.SyntheticFailure: told to fail";

    private final EventPhrases words = new EventPhrases(new Texts());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"573000000 | note: Idle; 573 ms late", "999999 | note: Idle",
            "0 | note: Idle"})
    void anActionThatCameLateSaysSo(long late, String told) {
        EventPhrases planned = new EventPhrases(new Texts(), _ -> late);
        assertThat(planned.detail(EventTextReader.event(5, EventType.ACTION, 0, null, 0, "note: Idle")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"HOOK_FAILED, hook=INITIALIZER cause=, initializer: told to fail",
            "HOOK_FAILED, hook=FINALIZER cause=, finalizer: told to fail", "BROKEN, cause=, told to fail",
            "FAILED, cause=, told to fail", "WORKER_START_FAILED, cause=, told to fail"})
    void aCauseIsToldInTheWordsOfWhatWasThrown(EventType type, String detail, String told) {
        assertThat(words.detail(EventTextReader.event(5, type, type == EventType.FAILED ? 3 : 0, null,
                type == EventType.BROKEN ? 0 : 1, detail + OWN))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "TASK_BLOCKED | 3 | 1 | on=lock holder=12 | for the lock, which task 12 has",
            "TASK_BLOCKED | 3 | 1 | on=lock holder=0 | for the lock",
            "TASK_BLOCKED | 3 | 1 | on=task task=4 | for task 4",
            "TASK_BLOCKED | 3 | 1 | '' | for what is not known",
            "TASK_RESUMED | 3 | 1 | on=lock holder=12 | has the lock, which task 12 had",
            "TASK_RESUMED | 3 | 1 | on=lock holder=0 | has the lock",
            "TASK_RESUMED | 3 | 1 | on=task task=4 | task 4 has ended",
            "TASK_RESUMED | 3 | 1 | '' | ''",
            "CANCELLED | 3 | 0 | by=SHUTDOWN | by the shutdown",
            "CANCELLED | 3 | 0 | by=BROKEN | because the pool broke",
            "CANCELLED | 3 | 0 | '' | ''",
            "WORKER_SPAWNED | 0 | 2 | reason=SUBMISSION pending=1200 free=0 alive=1 | a submission found more pending tasks than free workers: pending 1,200, free 0, alive 1",
            "WORKER_SPAWNED | 0 | 2 | reason=REQUEST pending=0 free=1 alive=1 | spawning was asked for: pending 0, free 1, alive 1",
            "WORKER_RETIRING | 0 | 2 | reason=IDLE_TIMEOUT | idle timeout",
            "WORKER_RETIRED | 0 | 2 | reason=MAX_TASKS | task limit",
            "IDLE_TIMEOUT_CHANGED | 0 | 0 | before=2s after=never | from 2s to never",
            "JOIN_ENDED | 0 | 0 | outcome=JOINED | the queue was worked off, and all workers have retired",
            "JOIN_ENDED | 0 | 0 | outcome=ABANDONED | it was given up",
            "JOIN_ENDED | 0 | 0 | outcome=CLOSED | the pool was shut down first",
            "JOIN_ENDED | 0 | 0 | outcome=BROKEN | the pool broke first",
            "STARVED | 0 | 0 | waiting=2 waits=1:13,2:any | worker 1 waits for task 13, worker 2 for any of several tasks",
            "ACTION | 0 | 0 | setIdleTimeout: 500ms | set the idle timeout to 500ms",
            "ACTION | 0 | 0 | cancelPending: web | cancel what is pending of web",
            "ACTION | 0 | 0 | join: 2s (refused: the pool is shut down) | join for at most 2s (refused: the pool is shut down)",
            "ACTION | 0 | 0 | note: Look here | note: Look here",
            "ACTION | 0 | 0 | something else | something else",
            "STARTED | 3 | 1 | early=2500 | 2.50 µs before the start of the run"})
    void whatHappenedIsToldInWords(EventType type, long task, int worker, String detail, String told) {
        assertThat(words
                .detail(EventTextReader.event(detail.startsWith("early") ? 0 : 5, type, task, null, worker, detail)))
                .isEqualTo(told);
    }
}
