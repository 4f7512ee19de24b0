package dev.poolscope.docs;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.lesson.check.LessonCheck;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.ExpressionException;
import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about lesson files says what the reader does. */
class LessonFormatPageTest {
    private static final String PAGE = "src/docs/lesson-format.md";

    @Test
    void theExampleIsALessonWithEachKindOfStep() throws Exception {
        Lesson lesson = LessonReader.parse(PAGE, "example", Pages.onlyBlock(PAGE, "yaml"));

        Set<Class<?>> kinds = lesson.steps().stream().map(Step::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
        assertThat(LessonCheck.of(lesson, 3).faults()).isEmpty();
    }

    @Test
    void eachRootOfTheTableHasThePropertiesThatStandBesideIt() {
        for (List<String> row : Pages.table(PAGE, "Expressions")) {
            List<String> roots = Pages.code(row.get(0));
            List<String> properties = Pages.code(row.get(2)).stream()
                    .filter(code -> !Set.of("after", "before").contains(code))
                    .toList();
            for (String root : roots) {
                boolean level = Stream.of("depth", "alive", "busy").anyMatch(root::startsWith);
                String owner = level ? root.replace("at 2s", "after 1s, before 2s") : root;
                assertThat(parses(root)).as(root).isTrue();
                if (!root.startsWith("queue")) {
                    assertThat(properties).as(root).allMatch(property -> parses(owner + "." + property));
                }
            }
        }
    }

    private static boolean parses(String text) {
        try {
            return !Expression.parse(text).text().isEmpty();
        } catch (ExpressionException no) {
            return false;
        }
    }
}
