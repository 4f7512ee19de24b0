package dev.poolscope.app.compose.form;

import java.util.List;
import java.util.function.Function;

import dev.poolscope.app.fx.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ValueFormsTest {
    private static final ValueForms FORMS = new ValueForms(new Texts());

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "x", "5s%", "5 s", "-1", "1e3", "2,5%", "."})
    void whatIsRefusedIsQuotedAsItIsWritten(String text) {
        List<Function<String, ?>> ways = List.of(FORMS.seed().parse(), FORMS.count().parse(),
                ValueForms.duration().parse(), FORMS.positiveDuration().parse(), FORMS.rate().parse(),
                ValueForms.percentage().parse());
        for (Function<String, ?> way : ways) {
            try {
                assertThat(way.apply(text)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("'" + text + "'");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "2.5%", " 2.5 "})
    void aPercentageMayBeWrittenWithoutItsSign(String text) {
        ValueForm<?> percentage = ValueForms.percentage();

        assertThat(percentage.parse().apply(text)).hasToString("2.5%");
        assertThatThrownBy(() -> percentage.parse().apply("101")).hasMessageStartingWith("'101");
    }
}
