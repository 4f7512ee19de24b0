package dev.poolscope.app;

import java.util.Locale;
import java.util.stream.Collectors;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/** All keys at a glance, over everything else: made of the table that the menus are made of. */
final class ShortcutOverlay extends StackPane {
    private static final int GESTURES = 8;

    private final WindowLayout layout;
    private final Texts texts;
    private final Button close = new Button();
    private @Nullable Node before;

    ShortcutOverlay(WindowLayout layout, Texts texts) {
        this.layout = layout;
        this.texts = texts;
        setId("shortcuts");
        getStyleClass().add("shortcuts");
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                layout.shortcutsProperty().set(false);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // The rest of the window is covered: nothing in it is to be reached by keys. Escape is the window's.
            if (event.getCode() == KeyCode.TAB) {
                event.consume();
            }
        });
        managedProperty().bind(visibleProperty());
        layout.shortcutsProperty().subscribe(this::show);
    }

    private void show(boolean open) {
        if (open && getChildren().isEmpty()) {
            getChildren().setAll(card());
        }
        setVisible(open);
        if (getScene() == null) {
            return;
        }
        if (open) {
            before = getScene().getFocusOwner();
            close.requestFocus();
        } else if (before != null) {
            before.requestFocus();
            before = null;
        }
    }

    // Most never ask for it, and nobody when the window opens.
    private VBox card() {
        Label title = new Label(texts.of("shortcuts.title"));
        title.getStyleClass().add("shortcuts-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        close.setText(texts.of("shortcuts.close"));
        close.setId("closeShortcuts");
        close.setOnAction(_ -> layout.shortcutsProperty().set(false));
        HBox head = new HBox(title, gap, close);
        head.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(groups());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("shortcuts-scroll");
        VBox card = new VBox(head, scroll);
        card.getStyleClass().add("shortcuts-card");
        card.setMaxSize(920, Region.USE_PREF_SIZE);
        return card;
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
