package dev.poolscope.docs;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.app.compose.SchemaKeys;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about scenario files says what the parser and the schema do. */
class ScenarioFormatPageTest {
    private static final String PAGE = "src/docs/scenario-format.md";
    private static final Pattern WORD = Pattern.compile("[a-z]\\w*");

    @Test
    void theExampleIsValidAndKeepsItsExpectations() throws Exception {
        FinishedRun run = SimulatedRun.of(ScenarioReader.parse(PAGE, Pages.onlyBlock(PAGE, "yaml")), 2);

        assertThat(run.expectations()).hasSize(4).allMatch(outcome -> outcome.held());
    }

    @Test
    void everyKeyOfTheSchemaIsOnThePage() throws Exception {
        Set<String> words = Stream.concat(Stream.of(Pages.onlyBlock(PAGE, "yaml")),
                Pages.code(Pages.text(PAGE).replaceAll("(?s)```.*?```", "")).stream())
                .flatMap(code -> WORD.matcher(code).results()).map(word -> word.group()).collect(Collectors.toSet());

        assertThat(words).containsAll(SchemaKeys.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Arrivals", "Tasks", "Actions"})
    void everyKeyOfATableIsInTheSchema(String section) throws Exception {
        List<String> keys = Pages.table(PAGE, section).stream().flatMap(row -> Pages.code(row.getFirst()).stream())
                .flatMap(code -> WORD.matcher(code).results()).map(word -> word.group()).toList();

        assertThat(SchemaKeys.all()).containsAll(keys);
    }

    @Test
    void theTableOfActionsHasEachActionOnce() {
        List<String> actions = Stream.of(Objects.requireNonNull(Action.class.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)).toList();

        assertThat(Pages.table(PAGE, "Actions")).extracting(row -> Pages.code(row.getFirst()).getFirst())
                .containsExactlyInAnyOrderElementsOf(actions);
    }

    @Test
    void theTableOfExpectationsHasEachQuantity() {
        List<String> named = Pages.table(PAGE, "Expectations").stream()
                .flatMap(row -> Pages.code(row.getFirst()).stream()).toList();

        assertThat(named).filteredOn(name -> !name.startsWith(".") && !name.endsWith("…"))
                .allMatch(name -> Quantity.of(name) != null);
        assertThat(named).containsAll(Quantity.all().stream().filter(quantity -> !(quantity instanceof Quantity.Time))
                .map(Quantity::key).toList());
        for (Quantity.Statistic statistic : Quantity.Statistic.values()) {
            assertThat(named).anyMatch(name -> name.endsWith("." + statistic.name().toLowerCase(Locale.ROOT)));
        }
        for (Quantity.Span span : Quantity.Span.values()) {
            assertThat(named).anyMatch(name -> name.startsWith(span.name().toLowerCase(Locale.ROOT) + "."));
        }
    }
}
