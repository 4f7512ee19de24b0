package dev.poolscope.lesson.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.poolscope.lesson.model.JdkFact;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.YamlAsJson;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.format.YamlTree;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the published schema of lessons and their reader to each other, as far as a schema can say it. */
class LessonSchemaTest {
    private static final String SCHEMA_TEXT = resource("/assets/lesson.schema.json");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of("https://poolscope.dev/scenario.schema.json",
                    resource("/assets/scenario.schema.json"))));
    private static final Schema SCHEMA = REGISTRY.getSchema(SCHEMA_TEXT);
    /** What only the reader can know: names, and what expressions and paths mean. */
    private static final Pattern MEANING = Pattern.compile("there is no (run|misconception|lesson) .*"
            + "|.*has no stream.*");
    /** Free values: the paths say what stands there. */
    private static final List<String> FREE = List.of("set", "vary", "scenario");

    private static String resource(String path) {
        try (InputStream in = LessonSchemaTest.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static YamlNode tree(String yaml) throws YamlTree.Unreadable {
        return Objects.requireNonNull(YamlTree.read(yaml, new Diagnostics()));
    }

    private static List<?> schemaErrors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    static List<String> names() {
        return ReadyLessons.names();
    }

    @Test
    void theSchemaIsValidItself() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

        assertThat(meta.validate(SCHEMA_TEXT, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSchemaAcceptsEveryReadyLesson(String name) throws Exception {
        assertThat(schemaErrors(
                YamlAsJson.of(tree(Files.readString(Path.of("assets/lessons", name + ".yaml")))))).isEmpty();
    }

    @Test
    void theSchemaKnowsEachFact() {
        String options = """
                         {"lesson":1,"title":"t","idea":"i","minutes":1,"runs":{"a":{"scenario":"first-light"}},"steps":[
                         {"question":"q","pick":[{"text":"x","fact":"%s"},{"text":"y"}],"reveal":{"explain":"e"}}]}""";

        assertThat(JdkFact.keys()).allMatch(key -> schemaErrors(options.formatted(key)).isEmpty());
        assertThat(schemaErrors(options.formatted("anotherFact"))).isNotEmpty();
    }

    @Test
    void whatTheReaderRefusesForItsStructureTheSchemaRefusesAndNothingElse() throws Exception {
        String page = Files.readString(Path.of("src/docs/lesson-format.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        // One variation is enough here, and read in half the time.
        YamlNode example = tree(page.substring(begin, page.indexOf("```", begin)).replace(", 4500ms]", "]"));
        List<String> mutants = Mutants.of(example);
        SoftAssertions all = new SoftAssertions();
        int refused = 0;

        for (String mutant : mutants) {
            List<String> faults = faults(mutant);
            boolean structure = faults.stream().anyMatch(fault -> !MEANING.matcher(fault).find());
            refused += structure ? 1 : 0;
            all.assertThat(schemaErrors(mutant).isEmpty())
                    .as("the schema accepts %s; the reader says %s", mutant, faults)
                    .isEqualTo(!structure);
        }

        all.assertAll();
        assertThat(refused).isGreaterThan(80);
        assertThat(mutants.size() - refused).as("optional keys can be left out").isGreaterThan(10);
    }

    @Test
    void showsNeedsACodeAlsoInALessonThatListsNone() {
        String options = """
                         {"lesson":1,"title":"t","idea":"i","minutes":1,"runs":{"a":{"scenario":"first-light"}},"steps":[
                         {"question":"q","pick":[{"text":"x","when":"true","shows":%s},{"text":"y"}],
                         "reveal":{"explain":"e"}}]}""";

        assertThat(faults(options.formatted("null")))
                .containsExactly("shows: found nothing; the code of a misconception is needed");
        assertThat(schemaErrors(options.formatted("null"))).isNotEmpty();
        assertThat(faults(options.formatted("3"))).isEmpty();
        assertThat(schemaErrors(options.formatted("3"))).isEmpty();
    }

    private static List<String> faults(String text) {
        try {
            LessonReader.parse("mutant", "mutant", text);
            return List.of();
        } catch (InvalidScenarioException refusal) {
            return refusal.faults().stream().map(fault -> fault.message()).toList();
        }
    }

    /**
     * All trees that have one key more, one key less, or a value of another type; each kind of place once, as it takes a few
     * milliseconds to read one.
     */
    private static final class Mutants {
        private final List<String> all = new ArrayList<>();
        private final Set<String> places = new HashSet<>();

        static List<String> of(YamlNode root) {
            Mutants mutants = new Mutants();
            mutants.mutate(root, "", mutant -> mutants.all.add(YamlAsJson.of(mutant)));
            return mutants.all;
        }

        private void mutate(YamlNode node, String place, Consumer<YamlNode> found) {
            if (places.add(place)) {
                found.accept(node instanceof YamlNode.Scalar
                        ? new YamlNode.Sequence(1, 1, List.of(new YamlNode.Sequence(1, 1, List.of())))
                        : scalar("7.5", YamlNode.Kind.DECIMAL));
            }
            switch (node) {
                case YamlNode.Mapping(_, _, var entries) -> mapping(entries, place, found);
                case YamlNode.Sequence(_, _, var items) -> {
                    for (int i = 0; i < items.size(); i++) {
                        int at = i;
                        mutate(items.get(i), place + "/" + kind(items.get(i)),
                                item -> found.accept(new YamlNode.Sequence(1, 1, replaced(items, at, item))));
                    }
                }
                case YamlNode.Scalar _ -> {
                    // it has no parts
                }
            }
        }

        private void mapping(List<YamlNode.Entry> entries, String place, Consumer<YamlNode> found) {
            if (places.add(place + " more")) {
                List<YamlNode.Entry> more = new ArrayList<>(entries);
                more.add(new YamlNode.Entry(scalar("unheardOf", YamlNode.Kind.TEXT), scalar("x", YamlNode.Kind.TEXT)));
                found.accept(new YamlNode.Mapping(1, 1, more));
            }
            for (int i = 0; i < entries.size(); i++) {
                YamlNode.Entry entry = entries.get(i);
                String below = place + "/" + entry.key().text();
                if (places.add(below + " less")) {
                    List<YamlNode.Entry> fewer = new ArrayList<>(entries);
                    fewer.remove(i);
                    found.accept(new YamlNode.Mapping(1, 1, fewer));
                }
                if (!FREE.contains(entry.key().text())) {
                    int at = i;
                    mutate(entry.value(), below, value -> found.accept(new YamlNode.Mapping(1, 1,
                            replaced(entries, at, new YamlNode.Entry(entry.key(), value)))));
                }
            }
        }

        /** A step by its first key. */
        private static String kind(YamlNode item) {
            return item instanceof YamlNode.Mapping(_, _, var entries) ? entries.getFirst().key().text() : "item";
        }
    }

    private static <T> List<T> replaced(List<T> list, int place, T by) {
        List<T> copy = new ArrayList<>(list);
        copy.set(place, by);
        return copy;
    }

    private static YamlNode.Scalar scalar(String text, YamlNode.Kind kind) {
        return new YamlNode.Scalar(1, 1, text, kind, false);
    }
}
