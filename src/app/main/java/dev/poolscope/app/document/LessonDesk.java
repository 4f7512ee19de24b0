package dev.poolscope.app.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Region;

import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.LatestTask;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.lesson.ClassView;
import dev.poolscope.app.lesson.LessonList;
import dev.poolscope.app.lesson.LessonModel;
import dev.poolscope.app.lesson.LessonPanel;
import dev.poolscope.app.lesson.LessonPlay;
import dev.poolscope.app.lesson.LessonSource;
import dev.poolscope.app.lesson.LessonWays;
import dev.poolscope.app.lesson.NewLesson;
import dev.poolscope.app.lesson.NewLessonForm;
import dev.poolscope.app.lesson.RevealPicture;
import dev.poolscope.app.settings.LessonMemory;
import dev.poolscope.session.WholeFile;
import dev.poolscope.workload.format.ScenarioWriter;
import org.jspecify.annotations.Nullable;

/** The lessons of a window: opens, keeps, prints them, and offers the first one once. To be used in the thread of the screen. */
public final class LessonDesk implements LessonWays {
    private static final String FIRST = "one-worker-or-two";

    private final WindowEnvironment around;
    private final Notices notices;
    private final WindowLayout layout;
    private final WindowModels models;
    private final Texts texts;
    private final LessonSource source;
    private final LessonModel model;
    private final LessonList list;
    private final LatestTask opening = new LatestTask();
    private List<LessonList.Offer> offers = List.of();
    private @Nullable LessonPanel panel;

    public LessonDesk(WindowModels models, WindowEnvironment around, Notices notices, WindowLayout layout,
            LessonSource source) {
        this.models = models;
        this.around = around;
        this.notices = notices;
        this.layout = layout;
        this.texts = models.texts();
        this.source = source;
        model = new LessonModel(new RevealPicture(models.run(), models.cursor(), models.watch().viewport(), texts,
                layout.lessonProperty()::get),
                this::remember,
                (work, then) -> new BackgroundTask<>(work::get, then, notices::problem).start(around.background()),
                texts.of("lesson.runLater"));
        list = new LessonList(this, texts);
        // What was opened to be composed is what is wanted now.
        models.document().openingsProperty().addListener(_ -> compose());
        models.document().scenarioProperty().addListener((_, _, _) -> prepare());
        models.document().obstacleProperty().addListener((_, _, _) -> prepare());
        layout.lessonProperty().addListener((_, _, _) -> {
            prepare();
            if (isBeside()) {
                model.comeBack();
            }
        });
        prepare();
    }

    private boolean isBeside() {
        return model.isOpen() && layout.lessonProperty().get();
    }

    // What stands on the left is what Run runs: a lesson, or what is composed, unless something is wrong with that.
    private void prepare() {
        if (isBeside()) {
            model.hold();
        } else {
            models.run().prepare(models.document().scenarioProperty().get(),
                    models.document().obstacleProperty().get());
        }
    }

    private void remember(String lesson, String where) {
        if (!lesson.equals(LessonSource.DRAFT)) {
            around.settings()
                    .change(all -> all.withLessons(all.lessons().withStopped(all.lessons().key(lesson), where)));
        }
    }

    /** The lesson that is open. */
    public LessonModel model() {
        return model;
    }

    /** {@return the panel beside the picture; made when it is first asked for} */
    public Node panel() {
        return madePanel();
    }

    private LessonPanel madePanel() {
        LessonPanel made = panel == null ? new LessonPanel(model, list, this, texts) : panel;
        panel = made;
        return made;
    }

    /**
     * {@return the view for a class, over the whole window; there only while the lesson stands on the left}
     *
     * @param window what it covers; it ends where an answer begins that stands below the picture
     */
    public Node classView(Region window) {
        ClassView view = new ClassView(model, texts);
        window.paddingProperty()
                .bind(view.lyingProperty().map(height -> new Insets(0, 0, height.doubleValue(), 0)));
        Runnable open = () -> view.setOpen(layout.presentationProperty().get() && layout.lessonProperty().get());
        layout.presentationProperty().subscribe(open);
        layout.lessonProperty().subscribe(open);
        return view;
    }

    /** Shows the lessons, or what is composed, in the zone on the left. */
    public void toggle() {
        boolean wanted = !(layout.lessonProperty().get() && layout.composeProperty().get());
        if (wanted) {
            showZone();
        } else {
            layout.lessonProperty().set(false);
        }
    }

    // A person that looks at the lessons needs no offer any more.
    private void showZone() {
        notices.withdraw();
        layout.composeProperty().set(true);
        layout.lessonProperty().set(true);
        if (offers.isEmpty()) {
            new BackgroundTask<>(source::offers, found -> {
                offers = found;
                refreshList();
                list.focusFirst();
            }, notices::problem).start(around.background());
        } else {
            refreshList();
            list.focusFirst();
        }
    }

    private void refreshList() {
        LessonMemory memory = around.settings().get().lessons();
        list.show(offers, name -> LessonModel.progress(memory.left(name)), memory.seed());
    }

    @Override
    public void number(long seed) {
        if (seed != around.settings().get().lessons().seed()) {
            around.settings().change(all -> all.withLessons(all.lessons().withSeed(seed)));
            refreshList();
        }
    }

    @Override
    public void compose() {
        layout.lessonProperty().set(false);
    }

    @Override
    public void leave() {
        String left = model.name();
        close();
        refreshList();
        list.focus(left);
    }

    /**
     * Opens a lesson and goes on where it was left.
     *
     * @param name of one that comes with the program, or the path of a file
     */
    @Override
    public void open(String name) {
        showZone();
        list.say(texts.of("lesson.opening"));
        LessonMemory memory = around.settings().get().lessons();
        // Another lesson may be asked for before this one is ready.
        opening.start(new BackgroundTask<>(() -> {
            LessonPlay lesson = source.play(name, memory.seed());
            return LessonModel.relocked(lesson, memory.left(lesson.name()));
        }, lesson -> {
            list.say("");
            model.open(lesson, memory.left(lesson.name()));
        }, failure -> {
            list.say("");
            notices.problem(failure);
        }), around.background());
    }

    /** Asks for the file of a lesson. */
    public void openFile() {
        around.choices().fileToOpen(null).ifPresent(file -> open(file.toString()));
    }

    /** Back to the list of lessons; what is composed is what runs next again. */
    public void close() {
        opening.forget();
        list.say("");
        model.close();
        prepare();
    }

    /** Writes what was answered so far into a file that can be graded. */
    @Override
    public void saveAnswers() {
        model.answers().ifPresent(text -> around.choices().fileToSave(null, model.name() + "-answers.json")
                .ifPresent(file -> write(file, text, texts.of("lesson.saved", file.getFileName()), () -> {})));
    }

    private void write(Path file, String text, String done, Runnable then) {
        new BackgroundTask<>(() -> {
            WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            return file;
        }, _ -> {
            notices.tell(done);
            then.run();
        }, failure -> notices.problem(texts.of("lesson.unsaved", file, failure))).start(around.background());
    }

    /** Writes a page with the questions and one with the answers into a folder, and opens the first in a browser. */
    public void print() {
        model.pages(source).ifPresent(pages -> around.choices().folder(null).ifPresent(folder -> {
            Path questions = folder.resolve(model.name() + "-questions.html");
            Path answers = folder.resolve(model.name() + "-answers.html");
            new BackgroundTask<>(() -> {
                writePage(questions, pages.questions());
                writePage(answers, pages.answers());
                around.browser().accept(questions.toUri());
                return questions;
            }, _ -> notices.tell(texts.of("lesson.printed", questions.getFileName(), answers.getFileName())),
                    failure -> notices.problem(texts.of("lesson.unsaved", questions, failure)))
                    .start(around.background());
        }));
    }

    /** Begins a lesson that asks about the run that is shown, and about what is selected in it. */
    public void newLesson() {
        ShownRun run = models.run().shownProperty().get();
        List<NewLesson.Question> questions = run == null
                ? List.of()
                : NewLesson.questions(models.selection().selectedProperty().get(), models.cursor().moment(),
                        ShownRun.slots(run.scenario()));
        if (run == null || questions.isEmpty() || run.scenario().duration() == null) {
            notices.tell(texts.of("newLesson.nothing"));
            return;
        }
        close();
        notices.withdraw();
        layout.composeProperty().set(true);
        layout.lessonProperty().set(true);
        NewLessonForm form = new NewLessonForm(run.scenario().name(), questions,
                ScenarioWriter.write(run.scenario()), new Drafting(), texts);
        madePanel().setDraft(form);
        // After the menu that it was chosen in has given the focus back.
        Platform.runLater(form::focusFirst);
    }

    /** What can be done with a draft in this window. */
    private final class Drafting implements NewLessonForm.Ways {
        @Override
        public void check(String text, NewLessonForm form) {
            form.say(texts.of("newLesson.checking"));
            new BackgroundTask<>(() -> source.check(text), found -> form.show(found.faults(), found.said()),
                    notices::problem).start(around.background());
        }

        @Override
        public void preview(String text, NewLessonForm form) {
            whenFine(text, form, () -> source.preview(text), play -> model.open(play, ""));
        }

        @Override
        public void save(String text, NewLessonForm form) {
            whenFine(text, form, () -> text, _ -> around.choices().fileToSave(null, "my-lesson.yaml")
                    .ifPresent(file -> {
                        madePanel().setDraft(null);
                        write(file, text, texts.of("newLesson.done", file.getFileName()),
                                () -> open(file.toString()));
                    }));
        }

        @Override
        public void cancel() {
            madePanel().setDraft(null);
            showZone();
        }

        // What has a fault is neither played nor written: the form shows the fault.
        private <T> void whenFine(String text, NewLessonForm form, Callable<T> work, Consumer<T> then) {
            form.say(texts.of("newLesson.checking"));
            new BackgroundTask<Optional<T>>(() -> {
                LessonSource.Checked found = source.check(text);
                Platform.runLater(() -> form.show(found.faults(), found.said()));
                return found.faults().isEmpty() ? Optional.of(work.call()) : Optional.empty();
            }, made -> made.ifPresent(then), notices::problem).start(around.background());
        }
    }

    private static void writePage(Path file, String page) throws IOException {
        WholeFile.write(file, page.getBytes(StandardCharsets.UTF_8));
    }

    /** Offers the first lesson in one line, the first time that the program is started, and never again. */
    public void offerOnce() {
        if (!around.settings().get().lessons().offered()) {
            around.settings().change(all -> all.withLessons(all.lessons().withOffered()));
            notices.offer(texts.of("lesson.offer"),
                    new Notices.Offer(texts.of("lesson.offer.open"), () -> open(FIRST)));
        }
    }
}
