package dev.poolscope.workload.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.format.YamlAsJson;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.format.YamlTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Holds the published schema and the parser to each other: what one refuses the other refuses, as far as a schema can say it. */
class ScenarioSchemaTest {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^=== ");
    private static final String PARSER_ONLY = " (parser only)";
    private static final SchemaRegistry REGISTRY = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String SCHEMA_TEXT = resource("/assets/scenario.schema.json");
    private static final Schema SCHEMA = REGISTRY.getSchema(SCHEMA_TEXT);

    /** A file with one fault. */
    record Bad(String name, String text, boolean parserOnly) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String resource(String path) {
        try (InputStream in = ScenarioSchemaTest.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Bad> badFiles() {
        List<Bad> files = new ArrayList<>();
        for (String part : SEPARATOR.splitAsStream(resource("bad-scenarios.txt")).toList()) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                String name = part.substring(0, end);
                files.add(new Bad(name.replace(PARSER_ONLY, ""), part.substring(end + 1), name.endsWith(PARSER_ONLY)));
            }
        }
        return files;
    }

    static List<String> readyScenarios() {
        return ReadyScenarios.names();
    }

    private static List<?> schemaErrors(String yaml) throws YamlTree.Unreadable {
        YamlNode root = Objects.requireNonNull(YamlTree.read(yaml, new Diagnostics()));
        return SCHEMA.validate(YamlAsJson.of(root), InputFormat.JSON);
    }

    @Test
    void theSchemaIsValidItself() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

        assertThat(meta.validate(SCHEMA_TEXT, InputFormat.JSON)).isEmpty();
    }

    @Test
    void theCorpusIsLargeAndItsNamesAreUnique() {
        assertThat(badFiles()).hasSizeGreaterThanOrEqualTo(150).extracting(Bad::name).doesNotHaveDuplicates();
        assertThat(badFiles()).filteredOn(Bad::parserOnly).as("what the schema cannot say").hasSizeLessThan(20);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void theParserRefusesABadFileAndSoDoesTheSchemaIfItCanSayIt(Bad file) throws Exception {
        InvalidScenarioException refusal = catchThrowableOfType(InvalidScenarioException.class,
                () -> ScenarioReader.parse("bad.yaml", file.text()));

        assertThat(refusal).as("the parser").isNotNull();
        assertThat(refusal.faults()).allSatisfy(fault -> {
            assertThat(fault.line()).isPositive();
            assertThat(fault.column()).isPositive();
            assertThat(fault.message()).doesNotContain("\n", "null");
        });
        assertThat(schemaErrors(file.text()).isEmpty()).as("the schema has no objection").isEqualTo(file.parserOnly());
    }

    @ParameterizedTest
    @MethodSource("readyScenarios")
    void theSchemaAcceptsEveryReadyScenarioAndHowItIsWritten(String name) throws Exception {
        assertThat(schemaErrors(ReadyScenarios.text(name))).isEmpty();
        assertThat(schemaErrors(ScenarioWriter.write(ReadyScenarios.load(name)))).isEmpty();
    }
}
