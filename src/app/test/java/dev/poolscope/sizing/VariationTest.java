package dev.poolscope.sizing;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VariationTest {
    private static List<String> values(String text) {
        return Variation.parse("a.b=" + text).values();
    }

    @Test
    void rangesAndListsGiveTheirValues() {
        assertThat(values("1..4")).containsExactly("1", "2", "3", "4");
        assertThat(values("10..40:15")).containsExactly("10", "25", "40");
        assertThat(values("100/s..200/s:50/s")).containsExactly("100/s", "150/s", "200/s");
        assertThat(values("100..200/s:50")).containsExactly("100/s", "150/s", "200/s");
        assertThat(values("500ms..2000ms:500ms")).containsExactly("500ms", "1000ms", "1500ms", "2000ms");
        assertThat(values("0.1..0.3:0.1")).containsExactly("0.1", "0.2", "0.3");
        assertThat(values("0%..2%:1%")).containsExactly("0%", "1%", "2%");
        assertThat(values("never, 2s,5s,2s")).containsExactly("never", "2s", "5s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  a           | 'a' varies nothing; allowed is PATH=FROM..TO, PATH=FROM..TO:STEP or PATH=A,B,C, such as pool.maxWorkers=1..16 or streams.web.rate=100/s..400/s:50/s
                                                                  a=          | 'a=' varies nothing; allowed is PATH=FROM..TO, PATH=FROM..TO:STEP or PATH=A,B,C, such as pool.maxWorkers=1..16 or streams.web.rate=100/s..400/s:50/s
                                                                  a=4..1      | the range '4..1' goes down; it goes up, by a step above 0
                                                                  a=1..4:0    | the range '1..4:0' has a step of zero; it goes up, by a step above 0
                                                                  a=1s..4s    | the range '1s..4s' needs a step, such as 1s..4s:0.6s
                                                                  a=1s..4ms:1s | the range '1s..4ms:1s' has several units; from, to and step have the same one
                                                                  a=1..9999   | the range '1..9999' has more than 1000 values; give it a larger step
                                                                  a=x..9      | 'x' in the range 'x..9' is no number, duration, rate or percentage; allowed is FROM..TO, FROM..TO:STEP or A,B,C, such as 1..16 or 100/s..400/s:50/s
                                                                  a=1,,2      | a value is missing in '1,,2'; allowed is FROM..TO, FROM..TO:STEP or A,B,C, such as 1..16 or 100/s..400/s:50/s
                                                                  """)
    void whatVariesNothingIsRefusedInOneSentence(String text, String sentence) {
        assertThatThrownBy(() -> Variation.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
