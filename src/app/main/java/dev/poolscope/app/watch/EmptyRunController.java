package dev.poolscope.app.watch;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.IdleTimeout;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** What the watch zone shows before anything has run: what there is to run, and how. */
public final class EmptyRunController {
    private final RunModel model;
    private final Command run;
    private final Texts texts;

    @FXML
    private Label title;
    @FXML
    private Label description;
    @FXML
    private Label pool;
    @FXML
    private Label streams;
    @FXML
    private Button emptyRunButton;

    public EmptyRunController(RunModel model, RunCommands commands, Texts texts) {
        this.model = model;
        this.run = commands.run();
        this.texts = texts;
    }

    @FXML
    void initialize() {
        emptyRunButton.disableProperty().bind(run.disabledProperty());
        emptyRunButton.setOnAction(_ -> run.run());
        model.scenarioProperty().addListener((_, _, scenario) -> show(scenario));
        show(model.scenarioProperty().get());
    }

    private void show(@Nullable Scenario scenario) {
        emptyRunButton.setVisible(scenario != null);
        if (scenario == null) {
            title.setText(texts.of("empty.title"));
            description.setText(texts.of("empty.noScenario"));
            pool.setText("");
            streams.setText("");
            return;
        }
        title.setText(scenario.name());
        description.setText(scenario.description());
        pool.setText(texts.of("empty.pool", scenario.pool().kind().className(), model.timeline().lanes().count(),
                new IdleTimeout(scenario.pool().idleTimeout()).text()));
        streams.setText(texts.of("empty.streams", scenario.streams().size(), scenario.actions().size(),
                scenario.duration() == null ? texts.of("empty.openEnd") : DurationText.format(scenario.duration())));
    }
}
