package dev.poolscope.app.lesson;

import java.nio.file.Path;
import java.util.List;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.format.LessonReader;
import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.workload.format.InvalidScenarioException;

/** The lessons that come with the program, and those in files. */
public final class CourseLessons implements LessonSource {
    /** The seed of a student who was given none: the first variation. */
    private static final long SEED = 1;

    private final Texts texts;

    public CourseLessons(Texts texts) {
        this.texts = texts;
    }

    @Override
    public List<LessonList.Offer> offers() {
        return ReadyLessons.names().stream().map(ReadyLessons::load).map(
                lesson -> new LessonList.Offer(lesson.name(), lesson.title(), lesson.minutes(), lesson.audience()))
                .toList();
    }

    @Override
    public LessonPlay play(String name) {
        return new CoursePlay(lesson(name), SEED, texts);
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
    public String page(LessonPlay lesson, boolean answers) {
        return LessonPage.of(lesson, answers);
    }
}
