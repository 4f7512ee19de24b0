package dev.poolscope.workload.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a file has in it neither breaks the line of a message nor is broken itself. */
class QuotedTest {

    @Test
    void stayOnOneLineWhateverWasFound() {
        assertThat(Quoted.of("a\nb\tc\u0007d\u0085e\u2028f\u2029g")).isEqualTo("'a b c d e f g'");
        assertThat(Quoted.of("a\u202eb\u2066c\u200fd")).as("what turns the text round").isEqualTo("'a b c d'");
        assertThat(Quoted.of("näh 日本 😀")).isEqualTo("'näh 日本 😀'");
    }

    @Test
    void areNotCutWithinACharacter() {
        assertThat(Quoted.of("x".repeat(59) + "😀😀")).isEqualTo("'" + "x".repeat(59) + "…'");
        assertThat(Quoted.of("x".repeat(58) + "😀")).isEqualTo("'" + "x".repeat(58) + "😀'");
    }
}
