package dev.poolscope.app.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.compose.form.AwaitedScenario;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.document.Documents;
import dev.poolscope.app.document.LessonDesk;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.environment.WindowSubject;
import dev.poolscope.app.export.RunExports;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunCursor.Step;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.watch.Transport;
import dev.poolscope.app.watch.WatchModel;
import dev.poolscope.session.DoneByHand;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.TimedAction;
import org.jspecify.annotations.Nullable;

/** Makes the command that each action of the window is. */
final class WindowCommands {
    private static final double ZOOM = 1.6;

    private final Map<WindowAction, Command> commands = new EnumMap<>(WindowAction.class);
    private final WindowModels models;
    private final Texts texts;

    private WindowCommands(WindowModels models) {
        this.models = models;
        this.texts = models.texts();
    }

    static Map<WindowAction, Command> of(WindowModels models, Documents documents, WindowLayout layout,
            RunExports exports, LessonDesk lessons, Notices notices, Stage stage, Simulations simulations) {
        WindowCommands made = new WindowCommands(models);
        made.files(documents, notices, stage);
        made.exports(exports);
        made.recordings(documents, layout);
        made.edits(models.document());
        made.runs(models.commands());
        made.commands.put(WindowAction.SIMULATE, simulations.simulation());
        made.sizing(layout);
        made.comparison(layout);
        made.again(layout);
        made.time(models.watch().transport());
        models.run().shownProperty().addListener((_, _, run) -> stepByKeys(stage, run));
        EndlessRuns.watch(models.run(), models.commands(), notices, made.texts);
        made.views(models.watch(), layout);
        made.lessons(lessons);
        made.always(WindowAction.LANES, () -> goToLanes(stage));
        made.always(WindowAction.ABOUT, () -> notices.tell(made.texts.of("about.text")));
        made.aboutWhatIsRead(models.commands(), models.document().awaited());
        return made.commands;
    }

    // Whatever asks for it, a key, a button or a menu: while a file is read, it is about that, and not about what is still shown.
    private void aboutWhatIsRead(RunCommands run, AwaitedScenario awaited) {
        Stream<Command> ofActions = commands.entrySet().stream().filter(it -> it.getKey().isAboutScenario())
                .map(Map.Entry::getValue);
        Stream.concat(ofActions, Stream.of(run.setRate(), run.setIdleTimeout(), run.submitAgain()))
                .forEach(command -> command.postponeBy(awaited::postpones));
    }

    // The lanes, or the table in their place.
    private static void goToLanes(Stage stage) {
        Stream.of("#lanes", "#segments").map(stage.getScene()::lookup)
                .filter(node -> node != null && node.isVisible()).findFirst()
                .ifPresent(WindowCommands::reachByKey);
    }

    // A box that searches for what is typed would take the keys of the cursor, and the first of the window has the focus at first.
    private static void stepByKeys(Stage stage, @Nullable ShownRun run) {
        Scene scene = stage.getScene();
        Node lanes = scene == null ? null : scene.lookup("#lanes");
        if (run == null || run.finished() == null || lanes == null) {
            return;
        }
        Node owner = scene.getFocusOwner();
        if (owner == null || owner instanceof ComboBoxBase<?>) {
            lanes.requestFocus();
        }
    }

    // A focus that a key has moved is to be seen.
    private static void reachByKey(Node node) {
        if (node instanceof TimeChart chart) {
            chart.reachByKey();
        } else {
            node.requestFocus();
        }
    }

    private void always(WindowAction action, Runnable what) {
        Command command = new Command(what);
        command.enable(texts.of(action.text()));
        commands.put(action, command);
    }

    private void files(Documents documents, Notices notices, Stage stage) {
        always(WindowAction.NEW, documents::newOne);
        always(WindowAction.OPEN, documents::open);
        always(WindowAction.SAVE, documents::save);
        always(WindowAction.SAVE_AS, documents::saveAs);
        Command done = new Command(() -> saveDone(documents, notices));
        commands.put(WindowAction.SAVE_DONE, done);
        whenever(() -> {
            ShownRun shown = models.run().shownProperty().get();
            if (shown != null && shown.live() != null) {
                done.enable(texts.of(WindowAction.SAVE_DONE.text()));
            } else {
                done.disable(texts.of("run.none"));
            }
        }, models.run().shownProperty(), models.run().phaseProperty());
        always(WindowAction.CLOSE, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    // What the live controls did becomes part of a scenario, as if it had been planned.
    private void saveDone(Documents documents, Notices notices) {
        ShownRun shown = models.run().shownProperty().get();
        LiveRun live = shown == null ? null : shown.live();
        if (shown == null || live == null) {
            return;
        }
        List<TimedAction> performed = live.performed();
        if (performed.isEmpty()) {
            notices.tell(texts.of("done.nothing"));
        } else {
            documents.saveCopy(DoneByHand.added(shown.scenario(), performed),
                    texts.of("done.name", shown.scenario().name()));
        }
    }

    private void exports(RunExports exports) {
        always(WindowAction.COPY_PICTURE, exports::copyPicture);
        Command java = new Command(exports::copyJava);
        commands.put(WindowAction.COPY_JAVA, java);
        ReadOnlyStringProperty obstacle = models.document().obstacleProperty();
        whenever(() -> {
            if (obstacle.get().isEmpty()) {
                java.enable(texts.of(WindowAction.COPY_JAVA.text()));
            } else {
                java.disable(obstacle.get());
            }
        }, obstacle);
        Command report = new Command(exports::exportReport);
        commands.put(WindowAction.EXPORT_REPORT, report);
        whenever(() -> {
            ShownRun shown = models.run().shownProperty().get();
            if (shown != null && shown.finished() != null) {
                report.enable(texts.of(WindowAction.EXPORT_REPORT.text()));
            } else {
                report.disable(texts.of(shown == null ? "export.none" : "export.notOver"));
            }
        }, models.run().shownProperty(), models.run().phaseProperty());
    }

    private void recordings(Documents documents, WindowLayout layout) {
        Command save = new Command(() -> {
            ShownRun shown = models.run().shownProperty().get();
            FinishedRun done = shown == null ? null : shown.finished();
            if (done != null) {
                documents.saveRecording(shown, done);
            }
        });
        commands.put(WindowAction.SAVE_RECORDING, save);
        Command kept = new Command(() -> WindowLayout.toggle(layout.recordingsProperty()));
        kept.enable(texts.of(WindowAction.KEPT_RECORDINGS.text()));
        commands.put(WindowAction.KEPT_RECORDINGS, kept);
        whenever(() -> {
            ShownRun shown = models.run().shownProperty().get();
            if (shown != null && shown.finished() != null) {
                save.enable(texts.of(WindowAction.SAVE_RECORDING.text()));
            } else {
                save.disable(texts.of(shown == null ? "recording.none" : "recording.notOver"));
            }
        }, models.run().shownProperty(), models.run().phaseProperty());
    }

    private void lessons(LessonDesk desk) {
        always(WindowAction.LESSONS, desk::toggle);
        always(WindowAction.OPEN_LESSON, desk::openFile);
        always(WindowAction.NEW_LESSON, desk::newLesson);
        whileOpen(desk, WindowAction.CLOSE_LESSON, desk::close);
        whileOpen(desk, WindowAction.SAVE_ANSWERS, desk::saveAnswers);
        whileOpen(desk, WindowAction.PRINT_LESSON, desk::print);
    }

    private void whileOpen(LessonDesk desk, WindowAction action, Runnable what) {
        Command command = new Command(what);
        commands.put(action, command);
        whenever(() -> {
            if (desk.model().isOpen()) {
                command.enable(texts.of(action.text()));
            } else {
                command.disable(texts.of("lesson.none"));
            }
        }, desk.model().versionProperty());
    }

    private void edits(ScenarioDocument document) {
        step(WindowAction.UNDO, document::undo, document.canUndoProperty(), document.undoTextProperty());
        step(WindowAction.REDO, document::redo, document.canRedoProperty(), document.redoTextProperty());
    }

    private void step(WindowAction action, Runnable what, ReadOnlyBooleanProperty can, ReadOnlyStringProperty which) {
        Command command = new Command(what);
        commands.put(action, command);
        whenever(() -> {
            if (can.get()) {
                command.enable(texts.of(action.text() + ".of", which.get()));
            } else {
                command.disable(texts.of(action.text()));
            }
        }, can, which);
    }

    private void runs(RunCommands run) {
        commands.put(WindowAction.RUN, run.run());
        commands.put(WindowAction.NEW_RUN, run.newRun());
        commands.put(WindowAction.STOP, run.stop());
        commands.put(WindowAction.PAUSE, run.pause());
        commands.put(WindowAction.SUBMIT_ONE, run.submitOne());
        commands.put(WindowAction.BURST, run.burst());
        commands.put(WindowAction.SPAWN_ONE, run.spawnOne());
        commands.put(WindowAction.SPAWN_ALL, run.spawnAll());
        commands.put(WindowAction.CANCEL_PENDING, run.cancelPending());
        commands.put(WindowAction.BREAK_NEXT, run.breakNextInitializer());
        commands.put(WindowAction.JOIN, run.join());
        commands.put(WindowAction.SHUT_DOWN, run.shutDown());
    }

    private void sizing(WindowLayout layout) {
        Command size = new Command(() -> WindowLayout.toggle(layout.sizingProperty()));
        commands.put(WindowAction.SIZE, size);
        ReadOnlyStringProperty obstacle = models.document().obstacleProperty();
        WindowSubject subject = new WindowSubject(models);
        whenever(() -> {
            if (!subject.isComposed()) {
                size.disable(texts.of("size.inLesson"));
            } else if (!obstacle.get().isEmpty()) {
                size.disable(obstacle.get());
            } else if (models.document().scenarioProperty().get().duration() == null) {
                size.disable(texts.of("size.endless"));
            } else if (models.document().scenarioProperty().get().streams().isEmpty()) {
                size.disable(texts.of("size.noLoad"));
            } else {
                size.enable(texts.of("size.hint"));
            }
        }, obstacle, models.document().scenarioProperty(), models.run().nextProperty());
    }

    private void comparison(WindowLayout layout) {
        Command compare = new Command(() -> WindowLayout.toggle(layout.comparisonProperty()));
        commands.put(WindowAction.COMPARE, compare);
        whenever(() -> {
            ShownRun shown = models.run().shownProperty().get();
            if (shown != null && shown.finished() != null) {
                compare.enable(texts.of(WindowAction.COMPARE.text()));
            } else {
                compare.disable(texts.of(shown == null ? "run.none" : "compare.notOver"));
            }
        }, models.run().shownProperty(), models.run().phaseProperty());
    }

    private void again(WindowLayout layout) {
        Command twin = new Command(() -> WindowLayout.toggle(layout.twinProperty()));
        Command whatIf = new Command(() -> WindowLayout.toggle(layout.whatIfProperty()));
        commands.put(WindowAction.TWIN, twin);
        commands.put(WindowAction.WHAT_IF, whatIf);
        whenever(() -> {
            ShownRun shown = models.run().shownProperty().get();
            if (shown == null || shown.finished() == null) {
                String why = texts.of(shown == null ? "run.none" : "again.notOver");
                twin.disable(why);
                whatIf.disable(why);
                return;
            }
            whatIf.enable(texts.of("whatIf.hint"));
            if (shown.isReplay()) {
                twin.disable(texts.of("twin.ofReplay"));
            } else if (shown.simulation().isEmpty() && models.run().activeProperty().get() != null) {
                twin.disable(texts.of("run.goesOn"));
            } else {
                twin.enable(texts.of("twin.hint"));
            }
        }, models.run().shownProperty(), models.run().phaseProperty(), models.run().activeProperty());
    }

    private void time(Transport transport) {
        commands.put(WindowAction.PLAY, transport.play());
        commands.put(WindowAction.SLOWER, transport.slower());
        commands.put(WindowAction.FASTER, transport.faster());
        commands.put(WindowAction.NEXT_EVENT, transport.next(Step.EVENT));
        commands.put(WindowAction.PREVIOUS_EVENT, transport.previous(Step.EVENT));
        commands.put(WindowAction.NEXT_DECISION, transport.next(Step.DECISION));
        commands.put(WindowAction.PREVIOUS_DECISION, transport.previous(Step.DECISION));
        commands.put(WindowAction.NEXT_MARK, transport.next(Step.MARK));
        commands.put(WindowAction.PREVIOUS_MARK, transport.previous(Step.MARK));
        commands.put(WindowAction.LIFT_CURSOR, transport.lift());
    }

    private void views(WatchModel watch, WindowLayout layout) {
        TimeViewport viewport = watch.viewport();
        always(WindowAction.COMPOSE, () -> WindowLayout.toggle(layout.composeProperty()));
        always(WindowAction.EXPLAIN, () -> WindowLayout.toggle(layout.explainProperty()));
        always(WindowAction.PRESENTATION, () -> WindowLayout.toggle(layout.presentationProperty()));
        always(WindowAction.MANUAL, () -> WindowLayout.toggle(layout.manualProperty()));
        always(WindowAction.GLOSSARY, () -> WindowLayout.toggle(layout.glossaryProperty()));
        always(WindowAction.SHORTCUTS, () -> WindowLayout.toggle(layout.shortcutsProperty()));
        always(WindowAction.FOLLOW, () -> {
            if (viewport.isFollowing()) {
                viewport.hold();
            } else {
                viewport.follow();
            }
        });
        always(WindowAction.FIT, viewport::showAll);
        always(WindowAction.TABLE, () -> WindowLayout.toggle(watch.tableProperty()));
        Command selection = new Command(watch::fitSelection);
        commands.put(WindowAction.FIT_SELECTION, selection);
        whenever(() -> {
            if (models.selection().selectedProperty().get() == null) {
                selection.disable(texts.of("fitSelection.none"));
            } else {
                selection.enable(texts.of(WindowAction.FIT_SELECTION.text()));
            }
        }, models.selection().selectedProperty());
        always(WindowAction.ZOOM_IN, () -> zoom(watch, 1 / ZOOM));
        always(WindowAction.ZOOM_OUT, () -> zoom(watch, ZOOM));
    }

    // Around the pointer, if it is in the picture.
    private static void zoom(WatchModel watch, double factor) {
        TimeViewport viewport = watch.viewport();
        viewport.zoom(factor, watch.cursor().moment().orElse(viewport.start() + viewport.span() / 2));
    }

    private static void whenever(Runnable update, Observable... causes) {
        InvalidationListener listener = _ -> update.run();
        for (Observable cause : causes) {
            cause.addListener(listener);
        }
        update.run();
    }
}
