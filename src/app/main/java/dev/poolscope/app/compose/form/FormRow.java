package dev.poolscope.app.compose.form;

import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

import dev.poolscope.app.key.ZoneKey;
import org.controlsfx.control.PopOver;

/**
 * One line of the form: what the control is called, the control, and a way to ask about it (also Shift+F1). A control that needs more room than
 * there is beside its name stands below it.
 */
final class FormRow extends Pane {
    private static final double HELP_WIDTH = 280;
    private static final double GAP = 6;
    private static final double NEVER = -1;

    private final Label label;
    private final Node field;
    private final Button ask = new Button("?");
    /** The width for which the height was asked last, and how high it is then; the toolkit's own request for a layout makes both invalid. */
    private double askedWidth = NEVER;
    private double heightThere;

    /**
     * A line of the form.
     *
     * @param text what the control is called
     * @param help what is said about it
     * @param field what stands in the line
     * @param control the control the name is for: the field, or the one within it
     */
    FormRow(Form form, String text, String help, Node field, Node control) {
        getStyleClass().add("form-row");
        this.field = field;
        label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("field-name");
        label.setLabelFor(control);
        control.setAccessibleText(text);
        ask.getStyleClass().add("ask");
        ask.setAccessibleText(form.texts().of("compose.ask", text));
        // By keyboard it is asked from within the control: a second stop for each field would double every way.
        ask.setFocusTraversable(false);
        ask.setOnAction(_ -> tell(text, help, control));
        ask.opacityProperty().bind(
                Bindings.when(hoverProperty().or(control.focusedProperty())).then(1.0).otherwise(0.0));
        getChildren().addAll(label, field, ask);
        control.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.ABOUT_FIELD.matches(event)) {
                tell(text, help, control);
                event.consume();
            }
        });
    }

    /** How high it is depends on how wide it is. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double besideName(double width) {
        return width - label.prefWidth(-1) - ask.prefWidth(-1) - 2 * GAP;
    }

    private double belowName(double width) {
        return width - label.snappedLeftInset() - ask.prefWidth(-1) - GAP;
    }

    private boolean isBelowName(double width) {
        return width >= 0 && field.minWidth(-1) > besideName(width);
    }

    /** Beside a control the name is at least as high as one line of it. */
    private double nameHeight(boolean below) {
        double text = label.prefHeight(label.prefWidth(-1));
        return below ? text : Math.max(label.minHeight(-1), text);
    }

    @Override
    public void requestLayout() {
        askedWidth = NEVER;
        super.requestLayout();
    }

    // The boxes around ask for it again and again, each several times. The toolkit remembers only what does not depend on a width.
    @Override
    protected double computePrefHeight(double width) {
        if (width < 0) {
            return height(width);
        }
        if (width != askedWidth) {
            heightThere = height(width);
            askedWidth = width;
        }
        return heightThere;
    }

    private double height(double width) {
        boolean below = isBelowName(width);
        double name = nameHeight(below);
        return snapSizeY(below
                ? name + field.prefHeight(belowName(width))
                : Math.max(name, field.prefHeight(width < 0 ? -1 : besideName(width))));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(label.prefWidth(-1) + GAP + field.prefWidth(-1) + GAP + ask.prefWidth(-1));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double name = label.prefWidth(-1);
        boolean below = isBelowName(getWidth());
        double top = nameHeight(below);
        double left = below ? label.snappedLeftInset() : name + GAP;
        double room = below ? belowName(getWidth()) : besideName(getWidth());
        label.resizeRelocate(0, 0, name, top);
        layoutInArea(field, left, below ? top : 0, Math.max(0, room), field.prefHeight(room), 0, HPos.LEFT, VPos.TOP);
        ask.autosize();
        ask.relocate(getWidth() - ask.getWidth(), below ? top : 0);
        // What changes while this is laid out, as text does that finds less room, asks no longer for another layout of this.
        askedWidth = NEVER;
    }

    private static void tell(String title, String help, Node control) {
        Label words = new Label(help);
        words.getStyleClass().add("help");
        words.setWrapText(true);
        words.setMaxWidth(HELP_WIDTH);
        PopOver popOver = new PopOver(words);
        popOver.setTitle(title);
        popOver.setDetachable(false);
        popOver.setAnimated(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
        popOver.show(control);
    }
}
