package dev.poolscope.lesson.play;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.model.Trust;
import dev.poolscope.session.ReadableJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The grades of a student's answers, by simulation alone: lesson, seed and answers make it, so it is the same on every machine.
 *
 * @param lesson which
 * @param answers what is graded
 * @param rows one for each step that asks
 */
public record GradeReport(Lesson lesson, LessonAnswers answers, List<Row> rows) {
    /** Copies the list. */
    public GradeReport {
        rows = List.copyOf(rows);
    }

    /**
     * A step that asks.
     *
     * @param number its number, from 1
     * @param trust how far the answer may be trusted; {@link Trust#DECISION} of a change
     * @param locked what was said; null if nothing was
     * @param grade what it came to; null if nothing was said
     */
    public record Row(int number, Trust trust, @Nullable LockedPrediction locked, @Nullable Grade grade) {}

    /**
     * Grades.
     *
     * @param lesson which
     * @param answers of this lesson
     * @return the grades
     */
    public static GradeReport of(Lesson lesson, LessonAnswers answers) {
        Grading grading = new Grading(new LessonRuns(lesson.variation(answers.seed())), answers.seed());
        Map<Integer, LockedPrediction> byStep = new HashMap<>();
        answers.locked().forEach(each -> byStep.put(each.step(), each));
        List<Row> rows = new ArrayList<>();
        for (int number = 1; number <= lesson.steps().size(); number++) {
            Step step = lesson.steps().get(number - 1);
            if (LessonSession.asks(step)) {
                LockedPrediction locked = byStep.get(number);
                rows.add(new Row(number, step instanceof Step.Question question ? question.trust() : Trust.DECISION,
                        locked,
                        locked == null ? null : grading.grade(step, locked.prediction())));
            }
        }
        return new GradeReport(lesson, answers, rows);
    }

    /** {@return how many answers have a verdict} */
    public long count(Grade.Verdict verdict) {
        return rows.stream().filter(row -> row.grade() != null && row.grade().verdict() == verdict).count();
    }

    /**
     * Writes it as JSON.
     *
     * @param out where to; it is not closed
     */
    public void write(OutputStream out) {
        try (JsonGenerator json = ReadableJson.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("lesson", lesson.name());
            json.writeStringProperty("hash", lesson.hash());
            json.writeNumberProperty("seed", answers.seed());
            json.writeStringProperty("variation", lesson.variation(answers.seed()).text());
            json.writeBooleanProperty("simulated", true);
            json.writeNumberProperty("right", count(Grade.Verdict.RIGHT));
            json.writeNumberProperty("wrong", count(Grade.Verdict.WRONG));
            json.writeNumberProperty("notAnswered", rows.stream().filter(row -> row.grade() == null).count());
            json.writeArrayPropertyStart("steps");
            rows.forEach(row -> row(json, row));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void row(JsonGenerator json, Row row) {
        json.writeStartObject();
        json.writeNumberProperty("step", row.number());
        json.writeStringProperty("class", row.trust().code());
        Grade grade = row.grade();
        if (grade == null || row.locked() == null) {
            json.writeStringProperty("verdict", "not answered");
        } else {
            json.writeStringProperty("verdict", grade.verdict().words());
            json.writeStringProperty("given", grade.given());
            json.writeStringProperty("expected", grade.expected());
            json.writeStringProperty("tolerance", grade.tolerance());
            list(json, "misconceptions", grade.misconceptions());
            list(json, "expressions", grade.expressions());
            json.writeStringProperty("sure", row.locked().sureness().word());
            json.writeNumberProperty("lockedMillis", row.locked().lockedMillis());
            json.writeStringProperty("why", grade.why());
        }
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
