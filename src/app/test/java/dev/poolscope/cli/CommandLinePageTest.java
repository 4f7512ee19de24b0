package dev.poolscope.cli;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.docs.Pages;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about the command line says what the program does. */
class CommandLinePageTest {
    private static final String PAGE = "src/docs/command-line.md";
    private static final Pattern OPTION = Pattern.compile("--[a-z]+(?:-[a-z]+)*");
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");

    private static Set<String> options(String text) {
        return OPTION.matcher(text).results().map(option -> option.group())
                .filter(option -> !EVERYWHERE.contains(option))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> firstColumn(String section) {
        return Pages.table(PAGE, section).stream().flatMap(row -> Pages.code(row.getFirst()).stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate", "sweep", "report", "export", "explain", "compare", "calibrate", "check",
            "list"})
    void theLineOfACommandHasItsOptions(String command) {
        String line = Pages.onlyBlock(PAGE, "").lines().filter(each -> each.startsWith("poolscope " + command + " "))
                .findFirst().orElseThrow();

        assertThat(options(line)).isEqualTo(options(new Invocation().run(command, "--help").out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "simulate", "sweep", "report", "export", "explain", "compare", "calibrate", "check",
            "list",
            "lessons", "lesson"})
    void theHelpOfTheProgramHasTheOptionsOfEachCommand(String command) {
        String help = new Invocation().run("--help").out();
        Matcher line = Pattern.compile("^poolscope " + command + "\\b.*(?:\\R(?!poolscope ).+)*", Pattern.MULTILINE)
                .matcher(help);

        assertThat(line.find()).isTrue();
        assertThat(options(line.group())).isEqualTo(options(new Invocation().run(command, "--help").out()));
    }

    @Test
    void theHelpOfTheProgramHasEachExitCodeAndEachReasonOfOne() {
        String help = new Invocation().run("--help").out();

        assertThat(Pages.table(PAGE, "Exit codes")).extracting(List::getFirst)
                .allSatisfy(code -> assertThat(help).containsPattern("(?m)^(?:Exit codes:)? *" + code + " [a-z]"));
        assertThat(help).contains("an expectation failed", "the pool broke", "no value of a sweep", "--fail-if names");
    }

    @Test
    void theTableOfOptionsHasThoseOfAllCommands() {
        Set<String> options = options(Pages.onlyBlock(PAGE, ""));

        assertThat(options(String.join(" ", firstColumn("Options")))).isEqualTo(options);
    }

    @Test
    void theTableOfEventsHasEachTypeOnce() {
        assertThat(firstColumn("events.csv"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventType.values()).map(Enum::name).toList());
        assertThat(Pages.section(PAGE, "events.csv")).contains("`" + EventsCsv.HEADER + "`");
    }

    @Test
    void theTableOfExitCodesHasEachCode() throws IllegalAccessException {
        List<String> codes = new ArrayList<>();
        for (var field : ExitCode.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                codes.add(String.valueOf(field.get(null)));
            }
        }

        assertThat(Pages.table(PAGE, "Exit codes")).extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void theTablesOfTheReportHaveEachFileAndEachKey(@TempDir Path directory) throws IOException {
        new Invocation().run("simulate", "first-light", "--quiet", "--out", directory.toString());

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(Pages.table(PAGE, "The report").stream().flatMap(row -> Pages.code(row.getFirst()).stream())
                    .filter(name -> name.contains(".")).toList())
                    .containsAll(files.map(file -> String.valueOf(file.getFileName())).toList());
        }
        assertThat(firstColumn("summary.json"))
                .containsExactlyInAnyOrderElementsOf(topKeys(directory.resolve("summary.json")));
    }

    private static List<String> topKeys(Path file) throws IOException {
        List<String> keys = new ArrayList<>();
        int depth = 0;
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.PROPERTY_NAME && depth == 1) {
                    keys.add(json.currentName());
                }
            }
        }
        return keys;
    }
}
