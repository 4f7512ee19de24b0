package dev.poolscope.app.export;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.transform.Transform;
import javafx.stage.Window;

import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.FileStem;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.JavaSource;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.model.Scenario;

/** Takes along what the window shows: as a picture, or as a report. Belongs to the thread of the screen. */
public final class RunExports {
    private final WindowModels models;
    private final WindowEnvironment around;
    private final Notices notices;
    private final Texts texts;
    private final Supplier<Node> picture;

    public RunExports(WindowModels models, WindowEnvironment around, Notices notices, Supplier<Node> picture) {
        this.models = models;
        this.around = around;
        this.notices = notices;
        this.texts = models.texts();
        this.picture = picture;
    }

    /** The picture as it is on the screen, as sharp as there, to be pasted elsewhere. */
    public void copyPicture() {
        Node shown = picture.get();
        SnapshotParameters parameters = new SnapshotParameters();
        Window window = shown.getScene().getWindow();
        parameters.setTransform(Transform.scale(window.getOutputScaleX(), window.getOutputScaleY()));
        ClipboardContent content = new ClipboardContent();
        content.putImage(shown.snapshot(parameters, null));
        Clipboard.getSystemClipboard().setContent(content);
        notices.tell(texts.of("copied.picture"));
    }

    /** The composed scenario as a class that runs this pool and load, to be pasted into one's own code. */
    public void copyJava() {
        Scenario scenario = models.document().scenarioProperty().get();
        // A part of it is read from the jar.
        new BackgroundTask<>(() -> JavaSource.of(scenario), java -> copy(scenario.name(), java), notices::problem)
                .start(around.background());
    }

    private void copy(String name, String java) {
        ClipboardContent content = new ClipboardContent();
        content.putString(java);
        Clipboard.getSystemClipboard().setContent(content);
        notices.tell(texts.of("copied.java", name));
    }

    /** The report of the shown run, in a folder of its own inside a chosen one. */
    public void exportReport() {
        ShownRun shown = models.run().shownProperty().get();
        FinishedRun finished = shown == null ? null : shown.finished();
        if (shown == null || finished == null) {
            return;
        }
        around.choices().folder(models.document().fileProperty().get()).ifPresent(
                folder -> write(finished, folder.resolve("poolscope-" + FileStem.of(shown.scenario().name()) + "-run-"
                        + shown.number())));
    }

    private void write(FinishedRun run, Path folder) {
        notices.tell(texts.of("export.goesOn"));
        new BackgroundTask<>(() -> ReportDirectory.at(folder).write(run, new RunPicture()),
                missing -> tell(folder, missing),
                notices::problem).start(around.background());
    }

    private void tell(Path folder, Optional<String> missing) {
        if (missing.isPresent()) {
            notices.problem(texts.of("export.noPicture", folder, missing.get()));
        } else {
            notices.tell(texts.of("export.done", folder), new Notices.Offer(texts.of("export.open"),
                    () -> around.background().execute(
                            () -> around.browser().accept(folder.resolve("report.html").toUri()))));
        }
    }
}
