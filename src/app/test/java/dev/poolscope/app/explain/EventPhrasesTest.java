package dev.poolscope.app.explain;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The log names no class of this program as a cause. */
class EventPhrasesTest {
    private static final String OWN = "dev.poolscope.workload.run.SyntheticFailure: told to fail";

    private final EventPhrases words = new EventPhrases(new Texts());

    @ParameterizedTest
    @CsvSource({"HOOK_FAILED, hook=INITIALIZER cause=, initializer: told to fail",
            "HOOK_FAILED, hook=FINALIZER cause=, finalizer: told to fail", "BROKEN, cause=, told to fail",
            "FAILED, cause=, told to fail", "WORKER_START_FAILED, cause=, told to fail"})
    void aCauseIsToldInTheWordsOfWhatWasThrown(EventType type, String detail, String told) {
        assertThat(words.detail(EventTextReader.event(5, type, type == EventType.FAILED ? 3 : 0, null,
                type == EventType.BROKEN ? 0 : 1, detail + OWN))).isEqualTo(told);
    }
}
