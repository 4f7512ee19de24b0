package dev.poolscope.app.fx;

import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"dev.poolscope.app.fx.texts", "dev.poolscope.story.words"})
    void aMeasuredPercentageIsWrittenInOneWay(String name) {
        ResourceBundle bundle = ResourceBundle.getBundle(name, Locale.ROOT);

        assertThat(Collections.list(bundle.getKeys())).isNotEmpty()
                .allSatisfy(key -> assertThat(bundle.getString(key)).as(key).doesNotContainPattern("[sdf]%%"));
    }

    /** Where no value is put into a text, it is said as it stands: two percent signs too. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.poolscope.app.fx.texts", "dev.poolscope.story.words"})
    void twoPercentSignsStandForOneOnlyWhereValuesArePutIn(String name) {
        ResourceBundle bundle = ResourceBundle.getBundle(name, Locale.ROOT);

        assertThat(Collections.list(bundle.getKeys())).isNotEmpty()
                .filteredOn(key -> bundle.getString(key).contains("%%"))
                .allSatisfy(key -> assertThat(bundle.getString(key)).as(key)
                        .containsPattern("%([0-9]+\\$)?[,.0-9]*[sdf]"));
    }
}
