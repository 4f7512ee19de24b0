package dev.poolscope.app.shell;

import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/**
 * The name of the scenario above what is said of it. A name without enough room for one line has up to three smaller ones, and takes the place of the
 * sentence below it: a part of a name may be another name, and a sentence can be read where it is composed.
 */
final class ScenarioTitle {
    private static final PseudoClass LONG = PseudoClass.getPseudoClass("long");

    /** The height of three lines, which are close to each other, in sizes of the font. */
    private static final double THREE_LINES = 3.25;

    private final VBox box;
    private final Label name;
    private final Label description;

    private ScenarioTitle(VBox box, Label name, Label description) {
        this.box = box;
        this.name = name;
        this.description = description;
    }

    static void bind(VBox box, Label name, Label description) {
        ScenarioTitle title = new ScenarioTitle(box, name, description);
        InvalidationListener fit = _ -> title.fit();
        box.widthProperty().addListener(fit);
        name.textProperty().addListener(fit);
        description.textProperty().addListener(fit);
        name.skinProperty().addListener(fit);
        for (Label label : new Label[]{name, description}) {
            Tooltip whole = WideTip.empty();
            whole.textProperty().bind(label.textProperty());
            label.setTooltip(whole);
        }
    }

    private void fit() {
        set(false);
        set(name.prefWidth(-1) > box.getWidth() - box.snappedLeftInset() - box.snappedRightInset());
    }

    private void set(boolean isLong) {
        name.pseudoClassStateChanged(LONG, isLong);
        name.setWrapText(isLong);
        name.applyCss();
        // However long it is, what stands below does not move: the rest of it is in the tooltip.
        name.setMaxHeight(isLong ? THREE_LINES * name.getFont().getSize() : Label.USE_COMPUTED_SIZE);
        // Alone, the name stands in the middle.
        boolean described = !isLong && !description.getText().isEmpty();
        description.setVisible(described);
        description.setManaged(described);
    }
}
