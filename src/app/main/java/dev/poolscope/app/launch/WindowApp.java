package dev.poolscope.app.launch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import javafx.application.Platform;
import javafx.stage.Stage;

import dev.poolscope.app.document.OpenedRecording;
import dev.poolscope.app.document.ScenarioFiles;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.fx.FrameLoop;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.SessionRun;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.settings.SettingsPlace;
import dev.poolscope.app.settings.SettingsStore;
import dev.poolscope.cli.NoDisplayException;
import dev.poolscope.cli.WindowOpener;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.RecordingFolder;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Scenario;

/** Opens the window on the machine's screen, and returns when it was closed and its run has ended. */
public final class WindowApp implements WindowOpener {
    // Closing the window ends the program within a second, whatever a task does.
    private static final long PATIENCE_MILLIS = 500;

    private final Consumer<Stage> whenShown;

    /** Opens it for a person. */
    public WindowApp() {
        this(_ -> {});
    }

    /** @param whenShown takes the window when it has been shown, in the JavaFX thread */
    WindowApp(Consumer<Stage> whenShown) {
        this.whenShown = whenShown;
    }

    @Override
    public int open(Optional<ScenarioSource> source) throws NoDisplayException {
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<PoolscopeWindow> shown = new CompletableFuture<>();
        SettingsStore settings = SettingsStore.at(SettingsPlace.of(System.getProperties(), System.getenv()));
        Runs runs = new Runs(RecordingFolder.of(System.getProperties(), System.getenv(), settings::recordings),
                problem -> {
                    CompletableFuture<Void> _ = shown
                            .thenAccept(window -> Platform.runLater(() -> window.shell().notices()
                                    .problem(window.models().texts().of("recording.lacks", problem))));
                });
        CompletableFuture<Opening> opening = beginReading(source.orElse(ScenarioSource.DEFAULT));
        try {
            FrameLoop.startToolkit(() -> {
                try {
                    Stage stage = new Stage();
                    PoolscopeWindow window = new PoolscopeWindow(stage, runs, new ThemeModel(Theme.LIGHT),
                            WindowEnvironment.of(stage, settings));
                    window.shell().documents().awaited().expect();
                    window.show(closed::countDown);
                    whenShown.accept(stage);
                    shown.complete(window);
                } catch (RuntimeException | Error broken) {
                    shown.completeExceptionally(broken);
                }
            });
        } catch (RuntimeException | LinkageError noToolkit) {
            throw new NoDisplayException(String.valueOf(noToolkit.getMessage()), noToolkit);
        }
        PoolscopeWindow window = shown.join();
        Opening read = opening.join();
        Platform.runLater(() -> {
            window.shell().documents().awaited().arrives(() -> read.into(window, source.isEmpty()));
            window.lessons().offerOnce();
        });
        try {
            closed.await();
            runs.awaitEnd(PATIENCE_MILLIS);
            settings.awaitWritten(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    // Files are not read in the thread of the screen, which has enough to do meanwhile.
    private static CompletableFuture<Opening> beginReading(ScenarioSource source) {
        return CompletableFuture.supplyAsync(() -> read(source));
    }

    private static Opening read(ScenarioSource source) {
        try {
            if (source instanceof ScenarioSource.File(var path) && Recordings.isRecording(path)) {
                OpenedRecording recorded = OpenedRecording.first(path);
                return (window, _) -> window.shell().documents().show(recorded);
            }
            if (source instanceof ScenarioSource.File(var path)) {
                ScenarioFiles.Opened opened = ScenarioFiles.read(path);
                return (window, _) -> window.shell().documents().show(opened, path);
            }
            Scenario ready = source.read();
            return (window, running) -> {
                window.open(ready, null);
                if (running) {
                    window.run().start();
                }
            };
        } catch (InvalidScenarioException | RecordingException invalid) {
            return (window, _) -> window.shell().notices().problem(String.valueOf(invalid.getMessage()));
        }
    }

    /** What the window opens with. */
    @FunctionalInterface
    private interface Opening {
        void into(PoolscopeWindow window, boolean running);
    }

    /** Begins runs in a thread of their own, and knows the last one. */
    private static final class Runs implements RunModel.RunStarter {
        private final RecordingFolder folder;
        private final Consumer<String> problem;
        private volatile CompletableFuture<LiveRun> last = new CompletableFuture<>();

        Runs(RecordingFolder folder, Consumer<String> problem) {
            this.folder = folder;
            this.problem = problem;
        }

        @Override
        public CompletableFuture<LiveRun> start(Scenario scenario) {
            CompletableFuture<LiveRun> begun = CompletableFuture.supplyAsync(
                    () -> SessionRun.begin(scenario, folder, problem),
                    task -> Thread.ofPlatform().daemon().name("poolscope-start").start(task));
            last = begun;
            return begun;
        }

        void awaitEnd(long millis) throws InterruptedException {
            try {
                if (last.isDone()) {
                    last.thenCompose(LiveRun::ended).get(millis, TimeUnit.MILLISECONDS);
                }
            } catch (ExecutionException | TimeoutException unfinished) {
                // The program ends all the same: everything that could go on is a daemon.
            }
        }
    }
}
