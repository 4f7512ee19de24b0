package dev.poolscope.app.compose;

import java.util.HashMap;
import java.util.Map;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;

import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

/**
 * Offers the scenarios that come with the program, to begin with one of them. Where there are edits that are in no file, the
 * document is asked for {@linkplain ScenarioDocument#replaceBy another one} as for any that is opened.
 */
final class ReadyChoice extends SearchableComboBox<String> {
    private final ScenarioDocument document;
    /** What each scenario is called, and what it is about, as soon as that is read. */
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, String> lines = new HashMap<>();
    // One that is searched for is set several times while the list grows whole again behind it.
    private boolean choosing;

    ReadyChoice(ScenarioDocument document, Texts texts) {
        super(FXCollections.observableArrayList(ReadyScenarios.names()));
        this.document = document;
        setId("compose-ready");
        setPromptText(texts.of("compose.ready"));
        setAccessibleText(texts.of("compose.ready"));
        setMaxWidth(Double.MAX_VALUE);
        setCellFactory(_ -> new Line());
        Thread.startVirtualThread(this::readLines);
        valueProperty().addListener((_, _, name) -> {
            if (name != null && !choosing) {
                choosing = true;
                load(name);
            }
        });
    }

    // Read from the jar, so not in the thread of the screen; until then there are the names.
    private void readLines() {
        Map<String, String> called = new HashMap<>();
        Map<String, String> about = new HashMap<>();
        for (String name : ReadyScenarios.names()) {
            Scenario scenario = ReadyScenarios.load(name);
            called.put(name, scenario.name());
            about.put(name, ReadyScenarios.line(scenario));
        }
        Platform.runLater(() -> {
            titles.putAll(called);
            lines.putAll(about);
        });
    }

    private static String groupOf(String name) {
        return ReadyScenarios.groups().stream().filter(group -> group.names().contains(name))
                .map(ReadyScenarios.Group::title).findFirst().orElse("");
    }

    /** A name with what it is about, below the title of its group if it is the first of those that are shown. */
    private final class Line extends ListCell<String> {
        private final Label group = new Label();
        private final Label name = new Label();
        private final Label line = new Label();
        private final VBox content = new VBox(group, name, line);

        Line() {
            group.getStyleClass().add("ready-group");
            group.managedProperty().bind(group.visibleProperty());
            name.getStyleClass().add("ready-name");
            line.getStyleClass().add("ready-line");
            line.setWrapText(true);
            // A line is wrapped, not cut; the list is as wide as the box then.
            content.setPrefWidth(1);
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            int before = getIndex() - 1;
            String title = groupOf(item);
            boolean first = before < 0 || getListView() == null || before >= getListView().getItems().size()
                    || !groupOf(getListView().getItems().get(before)).equals(title);
            group.setText(title);
            group.setVisible(first);
            String called = titles.get(item);
            name.setText(called == null ? item : called);
            String about = lines.get(item);
            line.setText(about == null ? "" : about + " (" + item + ")");
            setGraphic(content);
        }
    }

    // It is read from the jar, so not in the thread of the screen.
    private void load(String name) {
        document.awaited().expect();
        Thread.startVirtualThread(() -> {
            try {
                Scenario scenario = ReadyScenarios.load(name);
                Platform.runLater(() -> take(scenario));
            } catch (RuntimeException | Error broken) {
                Platform.runLater(() -> {
                    choosing = false;
                    document.awaited().forget();
                });
                throw broken;
            }
        });
    }

    private void take(Scenario scenario) {
        // So that the same can be chosen again.
        setValue(null);
        choosing = false;
        document.settle();
        if (document.dirtyProperty().get()) {
            // The answer may be to keep what is there: nothing is to wait for that.
            document.awaited().forget();
            document.replaceBy(scenario);
        } else {
            document.awaited().arrives(() -> document.replaceBy(scenario));
        }
    }
}
