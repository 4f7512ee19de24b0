package dev.poolscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every source file, whatever it is about. */
class SourceFilesTest {
    private static final List<String> FOLDERS = List.of("src/pool/main/java", "src/pool/test/java", "src/app/main/java",
            "src/app/test/java", "src/bench/main/java");
    private static final Pattern PERSONS = Pattern.compile("(?i)whoever|somebody|someone|nobody|anybody|everybody");

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String nameOf(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    /**
     * One that does not has no class, so the compiler plugin takes it for changed and compiles everything again, at each start of the
     * program.
     */
    @ParameterizedTest
    @ValueSource(strings = {"src/pool/main/java", "src/pool/test/java", "src/app/main/java", "src/app/test/java",
            "src/bench/main/java"})
    void eachDeclaresWhatItIsNamedFor(String folder) throws IOException {
        assertThat(sources(folder)).isNotEmpty().allSatisfy(source -> {
            String name = nameOf(source);
            String declared = switch (name) {
                case "package-info" -> "(?m)^@NullMarked$";
                case "module-info" -> "(?m)^(open )?module ";
                default -> "(class|interface|enum|record|@interface) " + name + "\\b";
            };
            assertThat(Files.readString(source)).containsPattern(declared);
        });
    }

    /** What has the same name in two places is taken for the other one. The seed of random tests is read in both modules in the same way. */
    @Test
    void noNameIsThereTwice() throws IOException {
        List<String> names = new ArrayList<>();
        for (String folder : FOLDERS) {
            sources(folder).stream().filter(source -> !source.toString().contains("violations"))
                    .map(SourceFilesTest::nameOf)
                    .filter(name -> !Set.of("package-info", "module-info", "Seeds").contains(name)).forEach(names::add);
        }

        assertThat(names).doesNotHaveDuplicates();
    }

    /** Nor do the words that students read. */
    @ParameterizedTest
    @ValueSource(strings = {"assets", "src/docs", "src/app/main/resources"})
    void noTextSpeaksOfThreadsAsOfPersons(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            assertThat(files.filter(file -> file.toString().matches(".+\\.(yaml|md|properties|txt)")).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(PERSONS));
        }
    }

    /** Threads and classes are no persons, and a person is one. */
    @Test
    void noneSpeaksOfThreadsAsOfPersons() throws IOException {
        for (String folder : FOLDERS) {
            assertThat(sources(folder)).filteredOn(source -> !nameOf(source).equals("SourceFilesTest"))
                    .allSatisfy(source -> assertThat(Files.readString(source)).doesNotContainPattern(PERSONS));
        }
    }
}
