package dev.poolscope.app.command;

import java.util.Locale;
import java.util.stream.Collectors;

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

/** All keys at a glance, over everything else: made of the table that the menus are made of. */
public final class ShortcutOverlay extends CardOverlay {
    private static final int GESTURES = 8;

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
                    || menu == WindowAction.Menu.HELP;
            (more ? left : right).getChildren().add(grid);
        }
        HBox groups = new HBox(left, right);
        left.getStyleClass().add("shortcuts-column");
        right.getStyleClass().add("shortcuts-column");
        groups.getStyleClass().add("shortcuts-groups");
        return groups;
    }

    // Mouse and keys of the picture: they belong to the zone, so that the table has no action for them.
    private GridPane gestures() {
        GridPane grid = group("gestures.title");
        String shortcut = KeyCombination.valueOf("Shortcut+A").getDisplayText().replaceAll("\\+?A$", "");
        for (int i = 1; i <= GESTURES; i++) {
            row(grid, texts.of("gesture." + i + ".keys", shortcut), texts.of("gesture." + i));
        }
        return grid;
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
