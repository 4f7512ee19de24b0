package dev.poolscope.stats;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegibleSentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"no theory applies: none | No theory applies: none.",
            "smallest: 3 workers | Smallest: 3 workers.", "saturated | Saturated.", "A sentence. | A sentence.",
            "wait.p99 <= 1s holds | wait.p99 <= 1s holds.", "p99 is 3 ms | p99 is 3 ms.",
            "peakPending holds | peakPending holds.", "'web' is closed | 'web' is closed.", "\"\" | \"\""})
    void aLineBecomesASentence(String line, String sentence) {
        assertThat(LegibleSentence.of(line)).isEqualTo(sentence);
    }
}
