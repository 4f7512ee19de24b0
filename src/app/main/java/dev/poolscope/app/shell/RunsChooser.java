package dev.poolscope.app.shell;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.fx.ChangedSince;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.ScenarioChange;

/** Chooses which of the window's runs is looked at; not there as long as there is nothing to choose. */
final class RunsChooser {
    /** How many of the changes against the run before are named. */
    private static final int NAMED = 2;

    private final MenuButton button;
    private final ShortenedCaption caption;
    private final RunModel run;
    /** How many characters of an entry stand in the list, which has to fit on the screen; chosen, the tooltip has all of them. */
    private static final int LONGEST = 110;

    private final Texts texts;
    private final Tooltip hint = WideTip.empty();

    private RunsChooser(MenuButton button, RunModel run, Texts texts) {
        this.button = button;
        this.caption = new ShortenedCaption(button);
        this.run = run;
        this.texts = texts;
    }

    static void bind(MenuButton button, RunModel run, Texts texts) {
        RunsChooser chooser = new RunsChooser(button, run, texts);
        button.managedProperty().bind(button.visibleProperty());
        button.setTooltip(chooser.hint);
        button.setAccessibleHelp(texts.of("runs.hint"));
        InvalidationListener update = _ -> chooser.update();
        run.runs().addListener((ListChangeListener<ShownRun>) _ -> chooser.update());
        run.shownProperty().addListener(update);
        run.activeProperty().addListener(update);
        run.phaseProperty().addListener(update);
        chooser.update();
    }

    private void update() {
        ShownRun shown = run.shownProperty().get();
        button.setVisible(run.runs().size() > 1 || (!run.runs().isEmpty() && shown == null));
        List<String> wordings = shown == null ? List.of(texts.of("runs.none")) : wordings(shown);
        caption.set(wordings);
        button.setAccessibleText(wordings.getFirst());
        // All of it, however much of it there is room for.
        hint.setText(shown == null ? texts.of("runs.hint") : entry(shown) + "\n" + texts.of("runs.hint"));
        button.getItems().setAll(run.runs().reversed().stream().<MenuItem>map(one -> {
            RadioMenuItem item = new RadioMenuItem(shortened(entry(one)));
            item.setMnemonicParsing(false);
            item.setSelected(one == shown);
            item.setOnAction(_ -> run.show(one));
            return item;
        }).toList());
        if (shown != null) {
            CheckMenuItem pin = new CheckMenuItem(texts.of("runs.pin", shown.number()));
            pin.selectedProperty().bindBidirectional(shown.pinnedProperty());
            pin.setOnAction(_ -> update());
            button.getItems().addAll(new SeparatorMenuItem(), pin);
        }
        if (run.runs().size() >= RunModel.MOST_RUNS) {
            // Or earlier ones would be gone without a word.
            MenuItem most = new MenuItem(texts.of("runs.most", RunModel.MOST_RUNS));
            most.setDisable(true);
            button.getItems().add(most);
        }
    }

    /** What the run is called, from all that is to be said to its mere number. */
    private List<String> wordings(ShownRun one) {
        String number = texts.of("runs.one", one.number());
        ChangedSince since = one.changed();
        String changed = since == null || since.changes().isEmpty()
                ? number
                : texts.of("runs.changed", one.number(), words(since.changes()));
        return Stream.of(named(one, changed), named(one, number), number).distinct().toList();
    }

    private String named(ShownRun one, String name) {
        return one.simulation().isEmpty() ? name : texts.of("runs.simulated", name);
    }

    private String entry(ShownRun one) {
        ChangedSince since = one.changed();
        String state = texts.of(state(one));
        if (since == null) {
            return texts.of("runs.item", one.number(), one.scenario().name(), state);
        }
        // The run before need not be the one with the number before.
        String against = since.changes().isEmpty()
                ? texts.of("runs.same", since.run())
                : texts.of("runs.since", since.run(), words(since.changes()));
        return texts.of("runs.itemChanged", one.number(), one.scenario().name(), against, state);
    }

    // The end tells of its state, which is what one looks for in the list.
    private static String shortened(String entry) {
        int end = LONGEST / 2;
        return entry.length() <= LONGEST
                ? entry
                : entry.substring(0, LONGEST - end - 1).strip() + "…" + entry.substring(entry.length() - end).strip();
    }

    /** What was changed against the run before, the first two things of it. */
    private String words(List<ScenarioChange> changes) {
        String first = changes.stream().limit(NAMED).map(ScenarioChange::toString).collect(Collectors.joining(", "));
        return changes.size() <= NAMED ? first : texts.of("runs.more", first, changes.size() - NAMED);
    }

    private String state(ShownRun one) {
        if (one == run.activeProperty().get()) {
            return "runs.goesOn";
        }
        if (one.pinnedProperty().get()) {
            return one.simulation().isEmpty() ? "runs.pinned" : "runs.pinnedSimulated";
        }
        return one.simulation().isEmpty() ? "runs.over" : "runs.overSimulated";
    }
}
