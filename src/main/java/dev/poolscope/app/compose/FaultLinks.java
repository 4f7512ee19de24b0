package dev.poolscope.app.compose;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.Scenario;

/** All that is wrong with the draft, each as a link to where it can be mended. Takes no room while nothing is wrong. */
final class FaultLinks {
    private final Texts texts;
    private final VBox box;
    private final Consumer<FaultPlace> reveal;
    private Map<FaultPlace, String> shown = Map.of();

    FaultLinks(Texts texts, VBox box, Consumer<FaultPlace> reveal) {
        this.texts = texts;
        this.box = box;
        this.reveal = reveal;
        show(new Draft(ScenarioDocument.NEW, Map.of()));
    }

    void show(Draft draft) {
        if (!draft.faults().equals(shown) || shown.isEmpty()) {
            shown = draft.faults();
            List<Node> links = shown.entrySet().stream()
                    .map(fault -> link(draft.scenario(), fault.getKey(), fault.getValue())).toList();
            box.getChildren().setAll(links);
            box.setVisible(!links.isEmpty());
            box.setManaged(!links.isEmpty());
        }
    }

    private Node link(Scenario scenario, FaultPlace place, String words) {
        String key = place.key().isEmpty() ? "" : place.key() + ": ";
        Hyperlink link = new Hyperlink(texts.of("compose.fault", owner(scenario, place), key + words));
        link.setWrapText(true);
        link.setMinHeight(Hyperlink.USE_PREF_SIZE);
        link.setOnAction(_ -> {
            link.setVisited(false);
            reveal.accept(place);
        });
        return link;
    }

    /** What people call the part. */
    private String owner(Scenario scenario, FaultPlace place) {
        int bracket = place.part().indexOf('[');
        if (bracket < 0) {
            return texts.of(place.part().startsWith("pool") ? "compose.pool" : "compose.scenario");
        }
        int index = Integer.parseInt(place.part().substring(bracket + 1, place.part().indexOf(']')));
        return switch (place.part().substring(0, bracket)) {
            case "streams" -> scenario.streams().get(index).name();
            case "actions" -> texts.of("compose.fault.action", index + 1);
            default -> scenario.expectations().get(index).text();
        };
    }
}
