package dev.poolscope.app.lesson;

import java.util.EnumMap;
import java.util.Map;

/**
 * A lesson that a teacher writes, as a file: with one question, and the scenario of a run in it. It knows which of its lines is of
 * which field.
 */
final class LessonDraft {
    private final Map<Field, Integer> lines = new EnumMap<>(Field.class);
    private final StringBuilder text = new StringBuilder();

    /** What a teacher writes. */
    enum Field {
        TITLE, IDEA, AUDIENCE, INTRODUCTION, QUESTION, HINT, EXPLANATION;
    }

    /**
     * Makes the text.
     *
     * @param words of each field
     * @param asked the question
     * @param scenario the file of the scenario
     */
    LessonDraft(Map<Field, String> words, NewLesson.Question asked, String scenario) {
        text.append(
                "# The answer is computed from the run: 'poolscope check' says whether it hangs on chance.\nlesson: 1\n");
        field(Field.TITLE, "title: ", words);
        field(Field.IDEA, "idea: ", words);
        field(Field.AUDIENCE, "for: ", words);
        text.append("minutes: 5\nbefore: []\nruns:\n  base:\n    scenario:\n")
                .append(scenario.strip().indent(6)).append("steps:\n");
        field(Field.INTRODUCTION, "  - text: ", words);
        field(Field.QUESTION, "  - question: ", words);
        text.append("    on: base\n").append(asked.answer());
        field(Field.HINT, "    hint: ", words);
        text.append("    reveal:\n      at: ").append(asked.at()).append('\n');
        if (!asked.select().isEmpty()) {
            text.append("      select: ").append(asked.select()).append('\n');
        }
        field(Field.EXPLANATION, "      explain: ", words);
    }

    private void field(Field field, String key, Map<Field, String> words) {
        lines.put(field, (int) text.chars().filter(c -> c == '\n').count() + 1);
        text.append(key).append(quoted(words.getOrDefault(field, ""))).append('\n');
    }

    private static String quoted(String words) {
        return '"' + words.strip().replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\t", " ")
                .replace("\n", "\\n") + '"';
    }

    /** {@return the text of the file} */
    String text() {
        return text.toString();
    }

    /**
     * Finds the field that a line belongs to.
     *
     * @param line from 1; 0 for the file as a whole
     * @return the last field that begins at or before it
     */
    Field at(int line) {
        Field found = Field.TITLE;
        for (Map.Entry<Field, Integer> each : lines.entrySet()) {
            if (each.getValue() <= line) {
                found = each.getKey();
            }
        }
        return found;
    }
}
