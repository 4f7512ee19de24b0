package dev.poolscope.app.compose;

import javafx.application.Platform;
import javafx.collections.FXCollections;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.ReadyScenarios;
import dev.poolscope.workload.Scenario;
import org.controlsfx.control.SearchableComboBox;

/**
 * Offers the scenarios that come with the program, to begin with one of them. Nothing is lost by choosing one: where there are
 * edits that are in no file, it comes as one more edit that can be taken back.
 */
final class ReadyChoice extends SearchableComboBox<String> {
    private final ScenarioDocument document;
    private final Texts texts;

    ReadyChoice(ScenarioDocument document, Texts texts) {
        super(FXCollections.observableArrayList(ReadyScenarios.names()));
        this.document = document;
        this.texts = texts;
        setId("compose-ready");
        setPromptText(texts.of("compose.ready"));
        setAccessibleText(texts.of("compose.ready"));
        setMaxWidth(Double.MAX_VALUE);
        valueProperty().addListener((_, _, name) -> {
            if (name != null) {
                load(name);
            }
        });
    }

    // It is read from the jar, so not in the thread of the screen.
    private void load(String name) {
        Thread.startVirtualThread(() -> {
            Scenario scenario = ReadyScenarios.load(name);
            Platform.runLater(() -> take(name, scenario));
        });
    }

    private void take(String name, Scenario scenario) {
        document.settle();
        if (document.dirtyProperty().get()) {
            document.edit(texts.of("compose.did.ready", name), _ -> scenario);
        } else {
            document.open(scenario, null);
        }
        // So that the same can be chosen again.
        setValue(null);
    }
}
