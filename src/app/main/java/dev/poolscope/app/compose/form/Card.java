package dev.poolscope.app.compose.form;

import java.util.List;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a list in the form: one line that says what it is, and opens to what can be set about it. What is inside is
 * made when it is opened first, so that a long list costs little.
 */
public abstract class Card extends VBox implements FormPart {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final ToggleButton head = new ToggleButton();
    private final Label title = new Label();
    private final Label summary = new Label();
    private final Region chip = new Region();
    private final MenuButton menu = new MenuButton();

    private int index;
    private @Nullable FormRows body;
    private @Nullable Draft draft;

    public Card(Form form) {
        getStyleClass().add("card");
        title.getStyleClass().add("card-title");
        summary.getStyleClass().add("card-summary");
        summary.setMinWidth(0);
        List.of(title, summary).forEach(Card::tellWhole);
        chip.getStyleClass().add("card-chip");
        Region arrow = new Region();
        arrow.getStyleClass().add("card-arrow");
        VBox words = new VBox(title, summary);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox face = new HBox(arrow, chip, words);
        face.getStyleClass().add("card-face");
        head.setGraphic(face);
        head.getStyleClass().setAll("card-head");
        head.setMaxWidth(Double.MAX_VALUE);
        head.setMinWidth(0);
        face.prefWidthProperty().bind(head.widthProperty());
        HBox.setHgrow(head, Priority.ALWAYS);
        menu.getStyleClass().add("card-menu");
        menu.setText("⋯");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(form.texts().of("compose.more"));
        HBox line = new HBox(head, menu);
        line.getStyleClass().add("card-line");
        getChildren().add(line);
        head.selectedProperty().addListener((_, _, open) -> showBody(open));
    }

    // There may be no room for all of it.
    private static void tellWhole(Label label) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        label.setTooltip(whole);
    }

    /** The lines about the entry. */
    protected abstract FormRows makeBody();

    /** What the closed card says. */
    protected abstract void face(Draft shown);

    /** The part of the scenario that it shows. */
    protected abstract String part();

    public final int index() {
        return index;
    }

    /** Takes another place in the list. */
    public final void move(int to) {
        index = to;
    }

    public final MenuButton menu() {
        return menu;
    }

    /** What opens and closes it. */
    public final Node head() {
        return head;
    }

    public final Region chip() {
        return chip;
    }

    public final void open() {
        head.setSelected(true);
    }

    public final void say(String titleText, String summaryText) {
        title.setText(titleText);
        summary.setText(summaryText);
        summary.setVisible(!summaryText.isEmpty());
        summary.setManaged(!summaryText.isEmpty());
        head.setAccessibleText(titleText + ". " + summaryText);
    }

    private void showBody(boolean open) {
        if (open && body == null) {
            body = makeBody();
            body.getStyleClass().add("card-body");
            if (draft != null) {
                body.show(draft);
            }
            getChildren().add(body);
        }
        if (body != null) {
            body.setVisible(open);
            body.setManaged(open);
        }
    }

    @Override
    public final void show(Draft now) {
        draft = now;
        face(now);
        pseudoClassStateChanged(WRONG, now.hasFaultIn(part()));
        if (body != null) {
            body.show(now);
        }
    }

    @Override
    public final boolean reveal(FaultPlace where) {
        if (!where.part().equals(part()) && !where.part().startsWith(part() + ".")) {
            return false;
        }
        open();
        if (body == null || !body.reveal(where)) {
            head.requestFocus();
        }
        return true;
    }

    @Override
    public final void leave() {
        if (body != null) {
            body.leave();
        }
    }
}
