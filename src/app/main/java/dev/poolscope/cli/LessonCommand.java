package dev.poolscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.GradeReport;
import dev.poolscope.lesson.play.LessonAnswers;
import dev.poolscope.lesson.play.LessonSession;
import dev.poolscope.session.UnwritableFile;
import dev.poolscope.session.WholeFile;
import dev.poolscope.workload.format.InvalidScenarioException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolscope lesson}: asks a lesson in the terminal, or grades a file of answers. */
@Command(name = "lesson", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Take a lesson in the terminal: the prediction first, then what the run says. Or grade a file of answers.", //
        sortOptions = false)
final class LessonCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "a lesson: a name from 'poolscope lessons', or a path")
    private String name = "";

    @Option(names = "--seed", paramLabel = "N", converter = ScenarioOptions.Seed.class, //
            description = "the student's seed, which picks the variation of the lesson; default 1")
    private @Nullable Long seed;

    @Option(names = "--answers", paramLabel = "FILE", description = "answers: with --grade they are read and graded; without it "
            + "those that are given in the terminal are written there")
    private @Nullable Path answers;

    @Option(names = "--grade", paramLabel = "OUT.json", description = "grade the answers by simulation and write the grades to this file")
    private @Nullable Path grade;

    LessonCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidScenarioException {
        Lesson lesson = LessonArgument.of(name);
        if (grade != null) {
            return graded(lesson, grade);
        }
        if (answers != null) {
            refuseOverLesson(answers);
        }
        LessonSession session = new LessonSession(lesson, seed == null ? 1 : seed);
        try {
            // Standard input is whatever stands there: a terminal, a pipe or a file.
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            boolean ended = new TerminalLesson(console, session, in).take();
            if (answers != null) {
                write(answers, session.answers()::write);
                console.answer("answers   " + answers);
            }
            return ended ? ExitCode.FINE : ExitCode.REFUSED;
        } catch (IOException broken) {
            throw new RefusalException("standard input cannot be read: " + broken.getMessage());
        }
    }

    private int graded(Lesson lesson, Path out) throws InvalidScenarioException {
        if (answers == null) {
            throw new RefusalException("--grade needs --answers FILE, the answers to grade");
        }
        refuseOverLesson(out);
        PathOption.refuseOver(out, answers);
        LessonAnswers read = LessonAnswers.read(answers, lesson);
        if (seed != null && seed != read.seed()) {
            throw new RefusalException("the answers are of the seed " + read.seed() + ", not of " + seed);
        }
        GradeReport report = GradeReport.of(lesson, read);
        write(out, report::write);
        console.answer(
                lesson.name() + ", seed " + read.seed() + " (simulated): " + report.count(Grade.Verdict.RIGHT) + " of "
                        + report.rows().size() + " right");
        return ExitCode.FINE;
    }

    private void refuseOverLesson(Path out) {
        Path lesson = LessonArgument.path(name);
        if (lesson != null) {
            PathOption.refuseOver(out, lesson);
        }
    }

    private static void write(Path file, java.util.function.Consumer<java.io.OutputStream> content) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        content.accept(bytes);
        try {
            WholeFile.write(file, bytes.toByteArray());
        } catch (IOException refused) {
            throw new RefusalException("'" + file + "' cannot be written: " + UnwritableFile.reason(refused, file));
        }
    }
}
