package dev.poolscope.app.compose;

import javafx.fxml.FXML;
import javafx.scene.control.Label;

/** Shows the scenario that is composed. */
public final class ComposeController {
    private final ScenarioDocument document;

    @FXML
    private Label name;

    public ComposeController(ScenarioDocument document) {
        this.document = document;
    }

    @FXML
    void initialize() {
        document.scenarioProperty().subscribe(scenario -> name.setText(scenario.name()));
    }
}
