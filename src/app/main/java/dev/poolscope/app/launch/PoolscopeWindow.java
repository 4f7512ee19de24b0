package dev.poolscope.app.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import dev.poolscope.app.command.FocusedEdit;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.command.ShortcutOverlay;
import dev.poolscope.app.command.WindowKeys;
import dev.poolscope.app.comparison.CompareOverlay;
import dev.poolscope.app.comparison.TwinSheet;
import dev.poolscope.app.comparison.WhatIfSheet;
import dev.poolscope.app.document.Documents;
import dev.poolscope.app.document.LessonDesk;
import dev.poolscope.app.environment.Comparisons;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.ThemeSetting;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.environment.WindowSubject;
import dev.poolscope.app.export.RunExports;
import dev.poolscope.app.fx.FrameLoop;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.help.GlossaryOverlay;
import dev.poolscope.app.help.HelpOverlay;
import dev.poolscope.app.lesson.CourseLessons;
import dev.poolscope.app.shell.Presentation;
import dev.poolscope.app.shell.RecordingsSheet;
import dev.poolscope.app.shell.StagedLoading;
import dev.poolscope.app.shell.Views;
import dev.poolscope.app.shell.WindowGeometry;
import dev.poolscope.app.shell.WindowOutline;
import dev.poolscope.app.shell.ZonePlaceholders;
import dev.poolscope.app.sizing.SizeSheet;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** The window: its models, its view, and the frame loop between them. To be used in the thread of the screen. */
public final class PoolscopeWindow {
    private final Stage stage;
    private final WindowModels models;
    private final WindowSubject subject;
    private final Shell shell;
    private final StackPane root = new StackPane();
    private final WindowGeometry place;
    private final LessonDesk lessons;
    private final FrameLoop frames = new FrameLoop();
    private final StagedLoading making;
    private boolean whole;

    /** A window that remembers nothing. */
    public PoolscopeWindow(Stage stage, RunModel.RunStarter starter, ThemeModel theme) {
        this(stage, starter, theme, WindowEnvironment.forgetful(stage, theme));
    }

    PoolscopeWindow(Stage stage, RunModel.RunStarter starter, ThemeModel theme, WindowEnvironment around) {
        this.stage = stage;
        models = WindowModels.of(starter, theme);
        subject = new WindowSubject(models);
        ThemeSetting.install(around.settings(), theme);
        Notices notices = new Notices();
        WindowLayout layout = new WindowLayout();
        Documents documents = new Documents(models, around, notices);
        RunExports exports = new RunExports(models, around, notices, this::picture);
        lessons = new LessonDesk(models, around, notices, layout, new CourseLessons(models.texts()));
        Comparisons comparisons = new Comparisons(models.run(), layout, notices, models.texts());
        Simulations simulations = new Simulations(models, around, notices, comparisons);
        shell = new Shell(around, notices, documents, layout, comparisons,
                WindowCommands.of(models, documents, layout, exports, lessons, notices, stage, simulations));
        models.run().recordingTroubleProperty().subscribe(why -> {
            if (!why.isEmpty()) {
                notices.problem(models.texts().of("recording.trouble", why));
            }
        });
        models.run().detail().problemProperty().subscribe(why -> {
            if (!why.isEmpty()) {
                notices.problem(models.texts().of("watch.unreadable", why));
            }
        });
        ZonePlaceholders zones = new ZonePlaceholders();
        Views views = new Views(models, shell, zones);
        StackPane main = new StackPane();
        making = new StagedLoading(root, List.of(
                () -> root.getChildren().setAll(filled(main, views.load("MainWindow.fxml")),
                        lessons.classView(main),
                        new ShortcutOverlay(layout, models.texts()),
                        new GlossaryOverlay(layout, models.texts(), around.background()),
                        new CompareOverlay(models, shell),
                        new HelpOverlay(layout, models.texts(), around.background()),
                        new TwinSheet(models, shell, (run, changed) -> {
                            if (run.simulation().isEmpty()) {
                                comparisons.run(run, changed);
                            } else {
                                simulations.twin(run, changed);
                            }
                        }),
                        new WhatIfSheet(models, shell, simulations::whatIf),
                        new SizeSheet(models, shell),
                        new RecordingsSheet(shell, models.texts())),
                () -> left(zones.compose(), views.load("/dev/poolscope/app/compose/Compose.fxml")),
                () -> zones.explain().getChildren().setAll(views.load("/dev/poolscope/app/explain/Explain.fxml")),
                () -> whole = true));
        root.getChildren().setAll(new WindowOutline(around.settings().get(), models.texts()));
        Scene scene = new Scene(root);
        theme.dressOthers();
        theme.dress(scene);
        WindowKeys.install(scene, shell, this::isWhole);
        scene.setOnDragOver(this::dragged);
        scene.setOnDragDropped(this::dropped);
        stage.setScene(scene);
        stage.titleProperty().bind(Bindings.createStringBinding(this::title,
                subject.causes().toArray(Observable[]::new)));
        stage.setOnCloseRequest(request -> {
            FocusedEdit.commit(scene);
            request.consume();
            documents.whenNothingIsLost(stage::hide);
        });
        place = new WindowGeometry(stage, around.settings());
        Presentation.install(stage, root, layout);
        frames.each(models.run()::pull);
        frames.each(models.run()::tellIfDue);
        frames.eachAt(models.cursor()::frame);
        frames.each(models.watch().viewport()::frame);
    }

    private static StackPane filled(StackPane place, Node content) {
        place.getChildren().setAll(content);
        return place;
    }

    // Lessons stand where one composes otherwise; what is hidden there is made when it is wanted.
    private void left(StackPane place, Node compose) {
        shell.layout().lessonProperty()
                .subscribe(lesson -> place.getChildren().setAll(lesson ? lessons.panel() : compose));
    }

    private Node picture() {
        Node watch = root.lookup(".watch");
        return watch == null ? root : watch;
    }

    private String title() {
        Texts texts = models.texts();
        Path file = subject.isComposed() ? models.document().fileProperty().get() : null;
        return file == null
                ? texts.of("app.titleWith", subject.name())
                : texts.of("app.titleWithFile", subject.name(), file.getFileName());
    }

    private void dragged(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        boolean files = event.getDragboard().hasFiles();
        if (files) {
            shell.documents().dropped(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        }
        event.setDropCompleted(files);
        event.consume();
    }

    public RunModel run() {
        return models.run();
    }

    public WindowModels models() {
        return models;
    }

    public Shell shell() {
        return shell;
    }

    public LessonDesk lessons() {
        return lessons;
    }

    /** Shows a scenario, not yet running. */
    public void open(Scenario scenario, @Nullable Path file) {
        shell.documents().show(scenario, file);
    }

    /** Whether all of it has been made and drawn, which takes a few frames. */
    boolean isWhole() {
        return whole;
    }

    /** Shows it where it was the last time, no larger than the screen. */
    public void show(Runnable onClosed) {
        place.restore();
        stage.setOnHidden(_ -> {
            making.stop();
            shell.layout().sizingProperty().set(false);
            frames.stop();
            models.run().stop();
            onClosed.run();
        });
        stage.setOnHiding(_ -> place.keep());
        frames.start();
        models.run().phaseProperty().subscribe(
                phase -> models.watch().viewport().setPaced(phase == RunPhase.RUNNING || phase == RunPhase.STOPPING));
        making.paintUnseen();
        stage.show();
        making.start();
    }
}
