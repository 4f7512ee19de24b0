package dev.poolscope.app.compose;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import dev.poolscope.Seeds;
import dev.poolscope.app.compose.form.Card;
import dev.poolscope.app.compose.form.ChoiceField;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueField;
import dev.poolscope.app.fx.FxWatchdog;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.workload.format.ScenarioDraw;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;

/** Wherever a fault of a scenario is, the form has a control for it, says there what is wrong, and its link goes there. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class FaultPlacesTest {
    private static final int SCENARIOS = 25;

    @RegisterExtension
    final FxWatchdog watchdog = new FxWatchdog();

    private final ScenarioDocument document = new ScenarioDocument();

    @Start
    void start(Stage stage) throws Exception {
        Texts texts = new Texts();
        FXMLLoader loader = new FXMLLoader(ComposeController.class.getResource("Compose.fxml"), texts.bundle());
        loader.setControllerFactory(
                _ -> new ComposeController(document, new RunModel(_ -> new CompletableFuture<>()), texts));
        Parent root = loader.load();
        Scene scene = new Scene(root, 340, 900);
        new ThemeModel(Theme.LIGHT).dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void theLinkOfEachFaultGoesToTheFieldOrToTheCardThatSaysWhatIsWrong(FxRobot robot) {
        long seed = Seeds.first();
        Random random = new Random(seed);
        Scene scene = robot.lookup("#faults").query().getScene();
        Set<String> fields = new TreeSet<>();
        Set<String> cards = new TreeSet<>();
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < SCENARIOS; i++) {
            Scenario drawn = asTheFormMakesIt(new ScenarioDraw(random, true).scenario());
            robot.interact(() -> {
                document.open(drawn, null);
                // A card that has just been opened says what is wrong in the next frame.
                links(scene).forEach(Hyperlink::fire);
            });
            robot.interact(() -> follow(scene, fields, cards, lost));
            assertThat(lost).as("seed %d", seed).isEmpty();
        }
        assertThat(fields).as("seed %d", seed).hasSizeGreaterThan(4);
        assertThat(cards).as("seed %d: what is wrong with several fields together", seed)
                .isSubsetOf("streams[].arrivals.ramp", "streams[].task.fanOut");
    }

    /** Nothing has been typed there: it is wrong as it was opened. */
    @Test
    void aFieldThatLacksItsValueSaysSo(FxRobot robot) throws Exception {
        Scenario ended = ScenarioReader.parse("ramp.yaml", """
                                                           poolscope: 1
                                                           name: ramp
                                                           duration: 10s
                                                           pool: { type: thread, maxWorkers: 2 }
                                                           streams:
                                                             - name: web
                                                               arrivals: { ramp: { fromRate: 1/s, toRate: 5/s } }
                                                               task: { sleep: 1ms }
                                                           """);
        Scenario endless = new Scenario(ended.name(), ended.description(), ended.seed(), null, ended.pool(),
                ended.streams(), ended.actions(), ended.expectations(), ended.overheads());
        Scene scene = robot.lookup("#faults").query().getScene();
        robot.interact(() -> {
            document.open(endless, null);
            links(scene).forEach(Hyperlink::fire);
        });
        List<String> lost = new ArrayList<>();
        Set<String> fields = new TreeSet<>();
        robot.interact(() -> follow(scene, fields, new TreeSet<>(), lost));
        assertThat(lost).isEmpty();
        assertThat(fields).containsExactly("streams[].until");
    }

    private static List<Hyperlink> links(Scene scene) {
        return ((Pane) scene.lookup("#faults")).getChildren().stream().map(Hyperlink.class::cast).toList();
    }

    private void follow(Scene scene, Set<String> fields, Set<String> cards, List<String> lost) {
        Iterator<Hyperlink> link = links(scene).iterator();
        document.draftProperty().get().faults().forEach((place, why) -> {
            scene.getRoot().requestFocus();
            link.next().fire();
            Node focused = scene.getFocusOwner();
            String value = (place.part() + '.' + place.key()).replaceAll("\\[\\d+]", "[]");
            if (says(around(focused, ValueField.class), why) || says(around(focused, ChoiceField.class), why)) {
                fields.add(value);
            } else if (says(around(focused, Card.class), why)) {
                cards.add(value);
            } else {
                lost.add(place + ": " + why + "; the focus is in " + focused);
            }
        });
        if (link.hasNext()) {
            lost.add("a link to nothing that is wrong");
        }
    }

    /** When the arrivals of a stream are chosen, what they have no use for goes: a window, or when tasks are cancelled. */
    private static Scenario asTheFormMakesIt(Scenario drawn) {
        Scenario made = drawn;
        for (int i = 0; i < drawn.streams().size(); i++) {
            int index = i;
            Slot<Arrivals> arrivals = ScenarioSlots
                    .arrivals(ScenarioSlots.entry(ScenarioSlots.streams(), () -> index));
            made = arrivals.set().apply(made, arrivals.get().apply(made));
        }
        return made;
    }

    /** The nearest part of a kind around a control. */
    private static @Nullable Node around(@Nullable Node control, Class<? extends Node> kind) {
        Node at = control;
        while (at != null && !kind.isInstance(at)) {
            at = at.getParent();
        }
        return at;
    }

    private static boolean says(@Nullable Node part, String why) {
        return part != null && part.lookupAll(".reason").stream().anyMatch(
                reason -> reason instanceof Label label && label.isVisible() && label.getText().equals(why));
    }
}
