package dev.poolscope.app.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.key.ZoneKey;

/** All keys at a glance, over everything else: made of the table that the menus are made of. */
public final class ShortcutOverlay extends CardOverlay {
    private final Texts texts;

    public ShortcutOverlay(WindowLayout layout, Texts texts) {
        super(layout.shortcutsProperty(), texts, "shortcuts.title");
        this.texts = texts;
        setId("shortcuts");
    }

    @Override
    public Node content() {
        return groups();
    }

    private HBox groups() {
        VBox left = new VBox(gestures());
        VBox right = new VBox();
        for (WindowAction.Menu menu : WindowAction.Menu.values()) {
            GridPane grid = group("menu." + menu.name().toLowerCase(Locale.ROOT));
            for (WindowAction action : WindowAction.values()) {
                if (action.menu() == menu && !action.keys().isEmpty()) {
                    row(grid, action.keys().stream().limit(action.writes() ? 1 : 2).map(KeyCombination::getDisplayText)
                            .collect(Collectors.joining("  ")), texts.of(action.text()));
                }
            }
            boolean more = menu == WindowAction.Menu.VIEW || menu == WindowAction.Menu.EDIT
                    || menu == WindowAction.Menu.LESSONS || menu == WindowAction.Menu.HELP;
            (more ? left : right).getChildren().add(grid);
        }
        HBox groups = new HBox(left, right);
        left.getStyleClass().add("shortcuts-column");
        right.getStyleClass().add("shortcuts-column");
        groups.getStyleClass().add("shortcuts-groups");
        return groups;
    }

    // What mouse and keys do where the focus is: no menu has that.
    private GridPane gestures() {
        GridPane grid = group("gestures.title");
        row(grid,
                beside(ZoneKey.CLOSER, ZoneKey.WIDER) + "   "
                        + texts.of("gesture.zoom.mouse", WindowAction.shortcutName()),
                texts.of("gesture.zoom"));
        row(grid, beside(ZoneKey.PAN_LEFT, ZoneKey.PAN_RIGHT), texts.of("gesture.pan"));
        for (String mouse : List.of("band", "wheel", "click")) {
            row(grid, texts.of("gesture." + mouse + ".mouse"), texts.of("gesture." + mouse));
        }
        row(grid, names(ZoneKey.LANE_ABOVE) + "  " + names(ZoneKey.LANE_BELOW), texts.of("gesture.lane"));
        row(grid, names(ZoneKey.SEGMENT_BEFORE) + "  " + names(ZoneKey.SEGMENT_AFTER), texts.of("gesture.segment"));
        row(grid, names(ZoneKey.SELECT_SEGMENT), texts.of("gesture.select"));
        row(grid, names(ZoneKey.TO_START) + "  " + names(ZoneKey.TO_END), texts.of("gesture.ends"));
        row(grid, names(ZoneKey.NEXT_FIELD), texts.of("gesture.tab"));
        row(grid, WindowAction.QUESTION_MARK, texts.of("gesture.keys"));
        return grid;
    }

    // Those of the same rank side by side, as they stand on the keyboard: A D, then the arrows.
    private static String beside(ZoneKey one, ZoneKey other) {
        return IntStream.range(0, one.keys().size())
                .mapToObj(i -> one.keys().get(i).getDisplayText() + " " + other.keys().get(i).getDisplayText())
                .collect(Collectors.joining("   "));
    }

    private static String names(ZoneKey key) {
        return key.keys().stream().map(KeyCombination::getDisplayText).collect(Collectors.joining("  "));
    }

    private GridPane group(String title) {
        Label name = new Label(texts.of(title).replace("_", ""));
        name.getStyleClass().add("shortcuts-group-title");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcuts-group");
        grid.add(name, 0, 0, 2, 1);
        return grid;
    }

    private static void row(GridPane grid, String keys, String what) {
        Label combination = new Label(keys);
        combination.getStyleClass().add("key");
        combination.setMinWidth(Region.USE_PREF_SIZE);
        Label meaning = new Label(what);
        meaning.setWrapText(true);
        GridPane.setHgrow(meaning, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), combination, meaning);
    }
}
