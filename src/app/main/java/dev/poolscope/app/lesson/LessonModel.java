package dev.poolscope.app.lesson;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.poolscope.app.fx.AskedPlace;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.session.FinishedRun;
import org.jspecify.annotations.Nullable;

/** The lesson of the window, where one is in it, and whether the present step's hint is open. Belongs to the thread of the screen. */
public final class LessonModel {
    private final ReadOnlyObjectWrapper<@Nullable LessonPlay> play = new ReadOnlyObjectWrapper<>(this, "play");
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(this, "index");
    private final ReadOnlyBooleanWrapper hinted = new ReadOnlyBooleanWrapper(this, "hinted");
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
    private final RevealPicture picture;
    private static final char LINE_END = '\u001f';
    private static final char SURENESS = '\u001e';

    private final BiConsumer<String, String> memory;
    private final Background background;
    private final String runLater;
    /** What the present step reveals came while something else stood in the lesson's place. */
    private boolean unseen;

    /** Does what may take time elsewhere, and what follows from it in the thread of the screen. */
    @FunctionalInterface
    public interface Background {
        void run(Supplier<String> work, Consumer<String> then);
    }

    /**
     * A model without a lesson.
     *
     * @param picture shows the moments of reveals
     * @param memory is given a lesson's name and where it was left, with each step
     * @param background where changed runs are simulated
     * @param runLater why a lesson's scenario is not run as long as a question is open
     */
    public LessonModel(RevealPicture picture, BiConsumer<String, String> memory, Background background,
            String runLater) {
        this.picture = picture;
        this.memory = memory;
        this.background = background;
        this.runLater = runLater;
    }

    /**
     * Locks again what was locked when a lesson was left. May simulate changed runs: not for the thread of the screen.
     *
     * @param left where it was left, as it was given to the memory; empty for the beginning
     * @return the same lesson
     */
    public static LessonPlay relocked(LessonPlay lesson, String left) {
        String[] lines = left.split("\n", -1);
        for (int i = 1; i < lines.length && i <= lesson.size(); i++) {
            String answer = lines[i].replace(LINE_END, '\n');
            // What was remembered of another edition of the lesson may fit no more.
            int sign = answer.indexOf(SURENESS);
            String said = sign < 0 ? answer : answer.substring(0, sign);
            if (!said.isEmpty() && lesson.step(i - 1).asks() && lesson.fault(i - 1, said).isEmpty()) {
                lesson.lock(i - 1, said, sign < 0 ? Sureness.UNSAID : sureness(answer.substring(sign + 1)));
            }
        }
        return lesson;
    }

    private static Sureness sureness(String word) {
        return Arrays.stream(Sureness.values()).filter(each -> each.word().equals(word)).findFirst()
                .orElse(Sureness.UNSAID);
    }

    /**
     * How far a lesson was taken.
     *
     * @param step at which it was left, from 1
     * @param steps how many there are
     * @param answered how many questions are answered
     */
    public record Progress(int step, int steps, int answered) {}

    /** {@return how far a lesson was taken, in what was given to the memory; empty if it was not begun} */
    public static Optional<Progress> progress(String left) {
        String[] lines = left.split("\n", -1);
        if (!lines[0].matches("[0-9]{1,3}") || lines.length < 2) {
            return Optional.empty();
        }
        int steps = lines.length - 1;
        return Optional.of(new Progress(Math.min(Integer.parseInt(lines[0]) + 1, steps), steps,
                (int) Arrays.stream(lines).skip(1).filter(answer -> !answer.isEmpty()).count()));
    }

    /**
     * Begins a lesson, or goes on with it.
     *
     * @param lesson {@linkplain #relocked as it was left}
     */
    public void open(LessonPlay lesson, String left) {
        play.set(lesson);
        picture.hide(lesson.scenario(), runLater);
        go(place(left.lines().findFirst().orElse(""), lesson.size()));
    }

    /** Lets it be what is shown again, after something else stood in its place. */
    public void comeBack() {
        LessonPlay lesson = play.get();
        if (lesson != null && (unseen || !picture.isThere())) {
            show(lesson, index.get());
        }
    }

    /** Lets it be what is run again. */
    public void hold() {
        LessonPlay lesson = play.get();
        if (lesson != null) {
            picture.hold(lesson.scenario(), runLater);
            release(lesson);
        }
    }

    private static int place(String text, int size) {
        return text.matches("[0-9]{1,3}") ? Math.min(Integer.parseInt(text), size - 1) : 0;
    }

    /** Leaves the lesson; what was locked stays remembered. What open questions are about stays hidden: the lesson may go on. */
    public void close() {
        LessonPlay lesson = play.get();
        play.set(null);
        picture.endPointing();
        if (lesson != null && !hasOpenQuestions(lesson)) {
            picture.whole();
        }
        changed();
    }

    ReadOnlyObjectProperty<@Nullable LessonPlay> playProperty() {
        return play.getReadOnlyProperty();
    }

    /** {@return whether a lesson is open} */
    public boolean isOpen() {
        return play.get() != null;
    }

    /** Rises with every change. */
    public ReadOnlyLongProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty hintedProperty() {
        return hinted.getReadOnlyProperty();
    }

    /** Opens the hint of the present step. */
    void hint() {
        hinted.set(true);
        changed();
    }

    /** Goes to a step, and shows again what was revealed there. */
    void go(int step) {
        LessonPlay lesson = play.get();
        if (lesson == null || step < 0 || step >= lesson.size()) {
            return;
        }
        index.set(step);
        hinted.set(false);
        picture.endPointing();
        show(lesson, step);
        release(lesson);
        remember(lesson);
        changed();
    }

    /** Shows what a step reveals, or where to point; of other questions nothing. */
    private void show(LessonPlay lesson, int step) {
        unseen = false;
        if (lesson.locked(step).isPresent()) {
            picture.show(lesson.reveal(step));
        } else if (lesson.step(step).kind() == StepView.Kind.POINT) {
            picture.point(lesson.run(step), shownOf(lesson, lesson.run(step)));
        }
    }

    // As far as the reveals have gone; nothing of it if there was none.
    private static long shownOf(LessonPlay lesson, FinishedRun run) {
        return IntStream.range(0, lesson.size()).filter(i -> lesson.locked(i).isPresent())
                .mapToObj(lesson::reveal).filter(reveal -> Objects.equals(reveal.run(), run))
                .mapToLong(RevealView::until).max().orElse(0);
    }

    private static boolean hasOpenQuestions(LessonPlay lesson) {
        return IntStream.range(0, lesson.size())
                .anyMatch(i -> lesson.step(i).asks() && lesson.locked(i).isEmpty());
    }

    private void release(LessonPlay lesson) {
        if (!hasOpenQuestions(lesson)) {
            picture.release(lesson.scenario());
        }
    }

    /**
     * Locks an answer to the present step and shows what happened.
     *
     * @param sureness how sure the student is
     * @param wrong is given what is wrong with the answer; empty if it is locked
     */
    void lock(String answer, Sureness sureness, Consumer<String> wrong) {
        LessonPlay lesson = play.get();
        int step = index.get();
        if (lesson == null || !lesson.step(step).asks() || lesson.locked(step).isPresent()) {
            return;
        }
        if (lesson.step(step).kind() == StepView.Kind.CHANGE) {
            background.run(() -> lesson.fault(step, answer).orElse(""), fault -> {
                wrong.accept(fault);
                lock(lesson, step, answer, sureness, fault);
            });
        } else {
            String fault = lesson.fault(step, answer).orElse("");
            wrong.accept(fault);
            lock(lesson, step, answer, sureness, fault);
        }
    }

    private void lock(LessonPlay lesson, int step, String answer, Sureness sureness, String fault) {
        // Meanwhile another lesson may be open, or another step.
        if (fault.isEmpty() && Objects.equals(play.get(), lesson) && lesson.locked(step).isEmpty()) {
            lesson.lock(step, answer, sureness);
            remember(lesson);
            release(lesson);
            if (index.get() == step) {
                if (picture.isBeside()) {
                    show(lesson, step);
                } else {
                    unseen = true;
                }
            }
            changed();
        }
    }

    /** {@return what the picture of the present step shows, in words; empty if none is shown} */
    String pictureInWords() {
        return picture.inWords();
    }

    /** The place that a step asks for. */
    AskedPlace asked() {
        return picture.asked();
    }

    /** Shows the moment of the present step again, for example after one has looked around. */
    void showAgain() {
        LessonPlay lesson = play.get();
        if (lesson != null && lesson.locked(index.get()).isPresent()) {
            picture.show(lesson.reveal(index.get()));
        }
    }

    /** Shows a class what happened, though nothing is locked. */
    void showClass() {
        LessonPlay lesson = play.get();
        if (lesson != null && lesson.step(index.get()).asks()) {
            picture.show(lesson.solution(index.get()));
        }
    }

    /** {@return the name of the open lesson; empty if there is none} */
    public String name() {
        LessonPlay lesson = play.get();
        return lesson == null ? "" : lesson.name();
    }

    /** {@return what was answered so far, as the text of a file that can be graded; empty if no lesson is open} */
    public Optional<String> answers() {
        return Optional.ofNullable(play.get()).map(LessonPlay::answers);
    }

    /**
     * Pages of a lesson to be printed.
     *
     * @param questions the page for the students, as HTML
     * @param answers the page for the teacher, as HTML
     */
    public record Pages(String questions, String answers) {}

    /** {@return the pages of the open lesson; empty if there is none} */
    public Optional<Pages> pages(LessonSource source) {
        return Optional.ofNullable(play.get())
                .map(lesson -> new Pages(source.page(lesson, false), source.page(lesson, true)));
    }

    private void remember(LessonPlay lesson) {
        String[] lines = new String[lesson.size() + 1];
        Arrays.setAll(lines, i -> i == 0
                ? String.valueOf(index.get())
                : lesson.locked(i - 1)
                        .map(answer -> answer.replace('\n', LINE_END) + remembered(lesson.sureness(i - 1)))
                        .orElse(""));
        memory.accept(lesson.name(), String.join("\n", lines));
    }

    private static String remembered(Sureness sureness) {
        return sureness == Sureness.UNSAID ? "" : SURENESS + sureness.word();
    }

    private void changed() {
        version.set(version.get() + 1);
    }
}
