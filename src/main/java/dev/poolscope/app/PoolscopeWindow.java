package dev.poolscope.app;

import java.nio.file.Path;

import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Screen;
import javafx.stage.Stage;

import dev.poolscope.app.fx.FrameLoop;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.workload.Scenario;
import org.jspecify.annotations.Nullable;

/** The window: its models, its view, and the frame loop between them. To be used in the thread of the screen. */
final class PoolscopeWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 560;

    private final Stage stage;
    private final WindowModels models;
    private final FrameLoop frames = new FrameLoop();

    PoolscopeWindow(Stage stage, RunModel.RunStarter starter, ThemeModel theme) {
        this.stage = stage;
        models = WindowModels.of(starter, theme);
        Texts texts = models.texts();
        RunModel run = models.run();
        RunCommands commands = models.commands();
        Scene scene = new Scene(new Views(models).load("MainWindow.fxml"));
        theme.dress(scene);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5), commands.run()::run);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5, KeyCombination.SHIFT_DOWN),
                commands.stop()::run);
        stage.setScene(scene);
        stage.titleProperty().bind(Bindings.createStringBinding(() -> {
            var scenario = run.scenarioProperty().get();
            return scenario == null ? texts.of("app.title") : texts.of("app.titleWith", scenario.name());
        }, run.scenarioProperty()));
        frames.each(run::pull);
    }

    RunModel run() {
        return models.run();
    }

    WindowModels models() {
        return models;
    }

    /** Shows a scenario, not yet running. */
    void open(Scenario scenario, @Nullable Path file) {
        models.document().open(scenario, file);
        models.run().open(scenario);
    }

    /** Shows it, no larger than the screen. */
    void show(Runnable onClosed) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setMinWidth(Math.min(LEAST_WIDTH, screen.getWidth()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, screen.getHeight()));
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        stage.setOnHidden(_ -> {
            frames.stop();
            models.run().stop();
            onClosed.run();
        });
        frames.start();
        stage.show();
    }
}
