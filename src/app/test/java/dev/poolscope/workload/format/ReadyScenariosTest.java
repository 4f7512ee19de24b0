package dev.poolscope.workload.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadyScenariosTest {
    static List<String> names() {
        return ReadyScenarios.names();
    }

    @Test
    void everyFileOfTheFolderIsListedAndEveryListedOneIsThere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("assets/scenarios"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(ReadyScenarios.names());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyReadyScenarioIsValidAndSaysWhatItShowsAndWhatItExpects(String name) {
        Scenario scenario = ReadyScenarios.load(name);

        assertThat(scenario.name()).isNotBlank();
        assertThat(scenario.description()).hasSizeGreaterThan(60);
        assertThat(scenario.expectations()).isNotEmpty();
        assertThat(scenario.duration()).isNotNull();
    }

    @Test
    void anUnknownNameIsRefusedAndAMisspeltOneIsUnderstood() {
        assertThatThrownBy(() -> ReadyScenarios.load("first-lihgt")).hasMessageContaining("first-lihgt")
                .hasMessageContaining("first-light");
        assertThat(ReadyScenarios.suggest("first-lihgt")).isEqualTo("first-light");
        assertThat(ReadyScenarios.suggest("zzz")).isNull();
    }
}
