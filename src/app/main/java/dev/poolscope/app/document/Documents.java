package dev.poolscope.app.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.poolscope.app.compose.form.AwaitedScenario;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.FileStem;
import dev.poolscope.app.environment.LatestTask;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Where the composed scenario comes from and goes to: new, opened, saved. Nothing that was not saved is lost without a
 * question, and no file that another program has changed. Files are read and written in the background; what comes of it is
 * told in the window. Belongs to the thread of the screen.
 */
public final class Documents {
    private final ScenarioDocument document;
    private final RunModel run;
    private final WindowEnvironment around;
    private final Notices notices;
    private final Texts texts;
    private final LatestTask opening = new LatestTask();
    /** The text of the document's file, as it was read or written here; empty if it has none. */
    private String fileText = "";

    public Documents(WindowModels models, WindowEnvironment around, Notices notices) {
        this.document = models.document();
        this.run = models.run();
        this.around = around;
        this.notices = notices;
        this.texts = models.texts();
        document.onReplaced(other -> whenNothingIsLost(() -> replace(other)));
    }

    /** Another scenario is composed; the run that is shown stays shown. */
    private void replace(Scenario other) {
        forgetExpected();
        notices.clear();
        fileText = "";
        document.open(other, null);
    }

    /** What is being read, to be shown. */
    public AwaitedScenario awaited() {
        return document.awaited();
    }

    private void forgetExpected() {
        opening.forget();
        awaited().forget();
    }

    /** A scenario is shown, not yet running; nothing is asked. */
    public void show(Scenario scenario, @Nullable Path file) {
        forgetExpected();
        notices.clear();
        fileText = "";
        document.open(scenario, file);
        run.open(scenario);
    }

    /** What was read from a file is shown, not yet running; nothing is asked. */
    public void show(ScenarioFiles.Opened opened, Path file) {
        Path place = file.toAbsolutePath().normalize();
        show(opened.scenario(), place);
        fileText = opened.text();
        around.settings().change(settings -> settings.withRecent(place));
    }

    /** A run that was read from a recording is shown, and its scenario with it; nothing is asked. */
    public void show(OpenedRecording opened) {
        ShownRun recorded = opened.run();
        Path file = opened.file();
        forgetExpected();
        notices.clear();
        fileText = "";
        document.open(recorded.scenario(), null);
        run.add(recorded);
        around.settings().change(settings -> settings.withRecent(file.toAbsolutePath().normalize()));
        String remark = recorded.remark();
        if (!remark.isEmpty()) {
            notices.problem(texts.of("recording.remark", file.getFileName(), remark));
        }
        if (recorded.isPartial()) {
            inBackground(() -> OpenedRecording.whole(file), whole -> run.replace(recorded, whole), why -> {
                run.giveUpReading(recorded);
                notices.problem(texts.of("watch.unreadable", why));
            });
        }
    }

    /** Saves a run that is over: the recording that was made of it, or what is in memory if there is none. */
    public void saveRecording(ShownRun shown, FinishedRun done) {
        CompletableFuture<Optional<Path>> recording = shown.recording();
        around.choices()
                .fileToSave(document.fileProperty().get(), FileStem.of(done.scenario().name()) + Recordings.ENDING)
                .map(file -> file.getFileName().toString().contains(".")
                        ? file
                        : file.resolveSibling(file.getFileName() + Recordings.ENDING))
                .ifPresent(file -> inBackground(() -> {
                    // It is closed a moment after the run is over. Another window may have made room of it since.
                    Optional<Path> whole = recording.join().filter(Files::exists);
                    if (whole.isPresent()) {
                        Recordings.copy(whole.get(), file);
                    } else {
                        Recordings.write(file, done, 1);
                    }
                    return file;
                }, saved -> {
                    around.settings().change(settings -> settings.withRecent(saved.toAbsolutePath().normalize()));
                    notices.tell(texts.of("save.copied", saved));
                }, notices::problem));
    }

    public void newOne() {
        whenNothingIsLost(() -> show(ScenarioDocument.NEW, null));
    }

    public void open() {
        whenNothingIsLost(() -> around.choices().fileToOpen(document.fileProperty().get()).ifPresent(this::read));
    }

    public void open(Path file) {
        whenNothingIsLost(() -> read(file));
    }

    public void openReady(String name) {
        whenNothingIsLost(
                () -> read(() -> {
                    Scenario ready = ReadyScenarios.load(name);
                    return new Found(true, () -> show(ready, null));
                }));
    }

    /** Opens what was dropped onto the window: the first file. */
    public void dropped(List<Path> files) {
        files.stream().findFirst().ifPresent(this::open);
    }

    private void read(Path file) {
        read(() -> tried(file));
    }

    /**
     * What was found in a file.
     *
     * @param shows whether it can be shown
     * @param told shows it, or says why it cannot be read
     */
    private record Found(boolean shows, Runnable told) {}

    private void read(Callable<Found> reading) {
        Scenario before = document.scenarioProperty().get();
        awaited().expect();
        opening.start(new BackgroundTask<>(reading, found -> {
            if (!found.shows()) {
                forgetExpected();
                found.told().run();
            } else if (document.scenarioProperty().get().equals(before)) {
                awaited().arrives(found.told());
            } else {
                // It was edited while the other was read. The answer may be to keep it: nothing is to wait for that.
                awaited().forget();
                whenNothingIsLost(found.told());
            }
        }, why -> {
            forgetExpected();
            notices.problem(why);
        }), around.background());
    }

    /** Reads a file, and gives what shows it, or what says why it cannot be read. */
    private Found tried(Path file) {
        try {
            return new Found(true, opened(file));
        } catch (InvalidScenarioException | RecordingException refused) {
            boolean gone = Files.notExists(file);
            return new Found(false, () -> {
                if (gone) {
                    around.settings().change(settings -> settings.withoutRecent(file));
                }
                notices.problem(String.valueOf(refused.getMessage()));
            });
        }
    }

    /** Reads a file, and gives what shows it. */
    private Runnable opened(Path file) throws InvalidScenarioException, RecordingException {
        if (Recordings.isRecording(file)) {
            OpenedRecording recorded = OpenedRecording.first(file);
            return () -> show(recorded);
        }
        ScenarioFiles.Opened scenario = ScenarioFiles.read(file);
        return () -> show(scenario, file);
    }

    public void save() {
        save(() -> {});
    }

    private void save(Runnable afterwards) {
        Path file = document.fileProperty().get();
        if (isFaulty()) {
            return;
        }
        if (file == null) {
            saveAs(afterwards);
            return;
        }
        String expected = fileText;
        inBackground(() -> ScenarioFiles.text(file), found -> {
            if (found.equals(expected) || found.isEmpty()) {
                write(file, document.scenarioProperty().get(), afterwards);
            } else {
                decide("save.changed", List.of("save.elsewhere", "save.anyway"), file,
                        elsewhere -> saveIn(elsewhere, file, afterwards));
            }
        }, notices::problem);
    }

    private void saveIn(boolean elsewhere, Path file, Runnable afterwards) {
        if (elsewhere) {
            saveAs(afterwards);
        } else {
            write(file, document.scenarioProperty().get(), afterwards);
        }
    }

    private void decide(String question, List<String> answers, Path file, Consumer<Boolean> first) {
        around.choices().decide(texts.of(question, file.getFileName()), texts.of(question + ".about"),
                answers.stream().map(texts::of).toList()).ifPresent(answer -> first.accept(answer == 0));
    }

    public void saveAs() {
        saveAs(() -> {});
    }

    private void saveAs(Runnable afterwards) {
        if (!isFaulty()) {
            Scenario scenario = document.scenarioProperty().get();
            place(scenario.name()).ifPresent(file -> write(file, scenario, afterwards));
        }
    }

    /** Saves another scenario than the composed one; the document stays what it is. */
    public void saveCopy(Scenario other, String suggestedName) {
        String before = fileText;
        place(suggestedName).ifPresent(file -> inBackground(() -> ScenarioFiles.write(file, before, other), _ -> {
            around.settings().change(settings -> settings.withRecent(file));
            notices.tell(texts.of("save.copied", file));
        }, notices::problem));
    }

    private Optional<Path> place(String name) {
        return around.choices()
                .fileToSave(document.fileProperty().get(), FileStem.of(name) + ".yaml")
                .map(file -> file.getFileName().toString().contains(".")
                        ? file
                        : file.resolveSibling(file.getFileName() + ".yaml"))
                .map(file -> file.toAbsolutePath().normalize());
    }

    private void write(Path file, Scenario what, Runnable afterwards) {
        String before = fileText;
        inBackground(() -> ScenarioFiles.write(file, before, what), text -> {
            notices.clear();
            fileText = text;
            document.saved(file, what);
            around.settings().change(settings -> settings.withRecent(file));
            afterwards.run();
        }, notices::problem);
    }

    // What the reader would refuse is not saved: the file could not be opened again.
    private boolean isFaulty() {
        String obstacle = document.obstacleProperty().get();
        if (!obstacle.isEmpty()) {
            notices.problem(texts.of("save.faulty", obstacle));
        }
        return !obstacle.isEmpty();
    }

    /** Does something after which the document would be gone; asks first, if that would lose edits. */
    public void whenNothingIsLost(Runnable afterwards) {
        if (!document.dirtyProperty().get()) {
            afterwards.run();
            return;
        }
        around.choices().decide(texts.of("lose.question", document.scenarioProperty().get().name()),
                texts.of("lose.about"), List.of(texts.of("lose.save"), texts.of("lose.discard"))).ifPresent(answer -> {
                    if (answer == 0) {
                        save(afterwards);
                    } else {
                        afterwards.run();
                    }
                });
    }

    private <T> void inBackground(Callable<T> work, Consumer<T> success, Consumer<String> failure) {
        new BackgroundTask<>(work, success, failure).start(around.background());
    }
}
