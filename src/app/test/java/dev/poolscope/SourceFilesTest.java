package dev.poolscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each source file declares what it is named for. One that does not has no class, so the compiler plugin takes it for changed and compiles
 * everything again, at each start of the program.
 */
class SourceFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"src/pool/main/java", "src/pool/test/java", "src/app/main/java", "src/app/test/java",
            "src/bench/main/java"})
    void eachDeclaresWhatItIsNamedFor(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(sources).isNotEmpty().allSatisfy(source -> {
                String name = source.getFileName().toString().replace(".java", "");
                String declared = switch (name) {
                    case "package-info" -> "(?m)^@NullMarked$";
                    case "module-info" -> "(?m)^(open )?module ";
                    default -> "(class|interface|enum|record|@interface) " + name + "\\b";
                };
                assertThat(Files.readString(source)).containsPattern(declared);
            });
        }
    }
}
