package dev.poolscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.AskedValues;
import dev.poolscope.lesson.play.ChangeableValues;
import dev.poolscope.lesson.play.LessonSession;
import dev.poolscope.lesson.play.Prediction;
import dev.poolscope.lesson.play.Revealed;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.stats.LegibleTime;
import org.jspecify.annotations.Nullable;

/** Asks a lesson line by line. What is asked is an answer of the program, so it goes to standard output. */
final class TerminalLesson {
    private final Console console;
    private final LessonSession session;
    private final BufferedReader in;

    TerminalLesson(Console console, LessonSession session, BufferedReader in) {
        this.console = console;
        this.session = session;
        this.in = in;
    }

    /** Takes the lesson; false if the input ended before it. */
    boolean take() throws IOException {
        Lesson lesson = session.lesson();
        console.answer(lesson.title() + " (" + lesson.minutes() + " min, simulated)");
        if (!session.variation().text().isEmpty()) {
            console.answer("LessonVariation of seed " + session.seed() + ": " + session.variation().text());
        }
        while (true) {
            console.answer("");
            console.answer("Step " + session.position() + " of " + session.size());
            console.answer(session.text());
            if (LessonSession.asks(session.step()) && !ask()) {
                console.tell("the input ended in step " + session.position() + ", before the lesson");
                return false;
            }
            if (session.isLast()) {
                console.answer("");
                console.answer("To take with you: " + lesson.idea());
                return true;
            }
            session.next();
        }
    }

    private boolean ask() throws IOException {
        List<String> options = session.options();
        for (int i = 0; i < options.size(); i++) {
            console.answer("  " + (i + 1) + "  " + options.get(i));
        }
        if (session.step() instanceof Step.Change change) {
            ChangeableValues.of(change, session.variation()).forEach(value -> console.answer("  " + value));
        }
        Prediction prediction = null;
        while (prediction == null) {
            console.answer("Your prediction (" + Prediction.needed(session.step())
                    + (session.hint().isEmpty() ? "" : "; ? for a hint")
                    + "):");
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            if (line.strip().equals("?")) {
                console.answer(session.hint().isEmpty() ? "There is no hint." : session.hint());
            } else {
                prediction = parsed(line);
            }
        }
        Sureness sureness = session.step() instanceof Step.Question question && question.sure()
                ? sure()
                : Sureness.UNSAID;
        if (sureness == null) {
            return false;
        }
        session.lock(prediction, sureness, 0);
        show(session.reveal());
        return true;
    }

    private static String sentence(IllegalArgumentException wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".";
    }

    private @Nullable Prediction parsed(String line) {
        try {
            return Prediction.parse(session.step(), line);
        } catch (IllegalArgumentException wrong) {
            console.answer(sentence(wrong));
            return null;
        }
    }

    private @Nullable Sureness sure() throws IOException {
        while (true) {
            console.answer("How sure are you? (guess, fairly, certain; Enter to say nothing):");
            String line = in.readLine();
            if (line == null) {
                return null;
            }
            try {
                return Sureness.parse(line);
            } catch (IllegalArgumentException wrong) {
                console.answer(sentence(wrong));
            }
        }
    }

    private void show(Revealed revealed) {
        console.answer("");
        if (revealed.atNanos() != null) {
            console.answer("At " + LegibleTime.moment(revealed.atNanos()) + " of the run '" + revealed.run() + "'"
                    + (revealed.task() != null ? ", task " + revealed.task() : "")
                    + (revealed.worker() != null ? ", worker " + revealed.worker() : "") + ":");
        }
        console.answer(revealed.difference());
        console.answer(revealed.explanation());
        AskedValues.of(session.step(), session.runs().evaluator(session.step().on()))
                .forEach(value -> console.answer("  (" + value + ")"));
    }
}
