package dev.poolscope.app.shell;

import java.util.List;

import javafx.beans.InvalidationListener;
import javafx.scene.control.Labeled;

/**
 * What stands on a control that may have little room: the longest of several wordings that can be read whole. The control asks for the room of
 * the longest, and never has less than the shortest needs.
 */
final class ShortenedCaption {
    private final Labeled control;
    private List<String> wordings = List.of("");
    private double[] needed = {0};

    /** One for a control, of which the width and the text are set from now on. */
    ShortenedCaption(Labeled control) {
        this.control = control;
        InvalidationListener measured = _ -> measure();
        control.fontProperty().addListener(measured);
        control.sceneProperty().addListener(measured);
        control.skinProperty().addListener(measured);
        control.widthProperty().addListener(_ -> choose());
    }

    /** Sets what may stand there, the longest first. */
    void set(List<String> longestFirst) {
        if (!longestFirst.equals(wordings)) {
            wordings = List.copyOf(longestFirst);
            measure();
        }
    }

    private void measure() {
        control.applyCss();
        needed = wordings.stream().mapToDouble(this::widthOf).toArray();
        control.setPrefWidth(needed[0]);
        control.setMinWidth(needed[needed.length - 1]);
        choose();
    }

    private double widthOf(String wording) {
        control.setPrefWidth(Labeled.USE_COMPUTED_SIZE);
        control.setText(wording);
        return Math.ceil(control.prefWidth(-1));
    }

    private void choose() {
        int fits = 0;
        while (fits < needed.length - 1 && needed[fits] > control.getWidth()) {
            fits++;
        }
        control.setText(wordings.get(fits));
    }
}
