package dev.poolscope.lesson.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.lesson.model.Lesson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadyLessonsTest {
    private static final Path FOLDER = Path.of("assets/lessons");

    @Test
    void theListHasEachLessonOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.filter(LessonReader::isLesson)
                    .map(file -> file.getFileName().toString().replace(".yaml", "")).toList();

            assertThat(ReadyLessons.names()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    static List<String> names() {
        return ReadyLessons.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aReadyLessonIsTheSameFromItsFileAndFromTheJar(String name) throws Exception {
        Lesson packed = ReadyLessons.load(name);
        Lesson file = LessonReader.read(FOLDER.resolve(name + ".yaml"));

        assertThat(packed.hash()).isEqualTo(file.hash());
        assertThat(packed.steps()).hasSameSizeAs(file.steps());
        assertThat(packed.variations()).isEqualTo(file.variations());
    }
}
