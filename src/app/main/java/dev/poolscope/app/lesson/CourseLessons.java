package dev.poolscope.app.lesson;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.check.LessonCheck;
import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.format.InvalidScenarioException;

/** The lessons that come with the program, and those in files. */
public final class CourseLessons implements LessonSource {
    private final Texts texts;

    public CourseLessons(Texts texts) {
        this.texts = texts;
    }

    @Override
    public List<LessonList.Offer> offers() {
        return ReadyLessons.names().stream().map(ReadyLessons::load).map(
                lesson -> new LessonList.Offer(lesson.name(), lesson.title(), lesson.minutes(), lesson.audience(),
                        (int) lesson.steps().stream()
                                .filter(step -> step instanceof Step.Question || step instanceof Step.Change).count()))
                .toList();
    }

    @Override
    public LessonPlay play(String name, long seed) {
        return new CoursePlay(lesson(name), seed, texts);
    }

    private static Lesson lesson(String name) {
        if (ReadyLessons.names().contains(name)) {
            return ReadyLessons.load(name);
        }
        try {
            return LessonReader.read(Path.of(name));
        } catch (InvalidScenarioException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    @Override
    public Checked check(String text) {
        try {
            LessonCheck.Result result = LessonCheck.of(LessonReader.parse(DRAFT, DRAFT, text), LessonCheck.TRIALS);
            return new Checked(
                    result.faults().stream().map(fault -> new Fault(fault.line(), sentence(fault.message()))).toList(),
                    result.faults().isEmpty()
                            ? Stream.concat(Stream.of(texts.of("newLesson.fine", result.trials())),
                                    result.margins().stream().map(CourseLessons::sentence)).toList()
                            : List.of());
        } catch (InvalidScenarioException invalid) {
            return new Checked(
                    invalid.faults().stream().map(fault -> new Fault(fault.line(), sentence(fault.message()))).toList(),
                    List.of());
        }
    }

    private static String sentence(String words) {
        return LessonText.begun(words) + ".";
    }

    @Override
    public LessonPlay preview(String text) {
        try {
            return new CoursePlay(LessonReader.parse(DRAFT, DRAFT, text), 1, texts);
        } catch (InvalidScenarioException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    @Override
    public String page(LessonPlay lesson, boolean answers) {
        return LessonPage.of(lesson, answers);
    }
}
