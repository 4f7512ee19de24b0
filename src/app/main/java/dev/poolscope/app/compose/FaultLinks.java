package dev.poolscope.app.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.compose.form.ScenarioDocument.Hindrance;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.Scenario;

/** All that is wrong with the draft and with what is being typed, each as a link to where it can be mended. Takes no room while nothing is wrong. */
final class FaultLinks {
    private final Texts texts;
    private final VBox box;
    private final Consumer<FaultPlace> reveal;
    private Draft draft = new Draft(ScenarioDocument.NEW, Map.of());
    private List<Hindrance> typed = List.of();
    private List<String> shown = List.of("");

    FaultLinks(Texts texts, VBox box, Consumer<FaultPlace> reveal) {
        this.texts = texts;
        this.box = box;
        this.reveal = reveal;
        show();
    }

    /** What is wrong with the draft. */
    void show(Draft now) {
        draft = now;
        show();
    }

    /** What is typed and not yet taken, since it cannot be. */
    void show(List<Hindrance> now) {
        typed = now;
        show();
    }

    private void show() {
        List<FaultPlace> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        typed.forEach(each -> {
            places.add(each.place());
            words.add(texts.of("compose.fault", owner(draft.scenario(), each.place()), each.why()));
        });
        draft.faults().forEach((place, why) -> {
            places.add(place);
            words.add(texts.of("compose.fault", owner(draft.scenario(), place),
                    (place.key().isEmpty() ? "" : place.key() + ": ") + why));
        });
        if (!words.equals(shown)) {
            shown = List.copyOf(words);
            List<Node> links = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                links.add(link(places.get(i), words.get(i)));
            }
            box.getChildren().setAll(links);
            box.setVisible(!links.isEmpty());
            box.setManaged(!links.isEmpty());
        }
    }

    private Node link(FaultPlace place, String words) {
        Hyperlink link = new Hyperlink(words);
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
