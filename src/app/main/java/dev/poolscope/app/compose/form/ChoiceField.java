package dev.poolscope.app.compose.form;

import java.util.List;
import java.util.function.Function;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** One of several, chosen from a list. What is chosen is in the draft at once. */
public final class ChoiceField<T> extends VBox implements FormPart {
    private final Function<Scenario, List<T>> choices;
    private final Slot<T> slot;
    private final PlaceInForm place;
    private final ComboBox<T> box = new WholeChoice<>();
    private final Label reason = new Label();
    private boolean showing;

    public ChoiceField(Form form, String label, Function<Scenario, List<T>> choices, Function<T, String> words,
            Slot<T> slot, PlaceInForm place) {
        this.choices = choices;
        this.slot = slot;
        this.place = place;
        getStyleClass().add("value-field");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setVisibleRowCount(12);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T choice) {
                return choice == null ? "" : words.apply(choice);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("it is not editable");
            }
        });
        box.valueProperty().addListener((_, _, chosen) -> {
            if (!showing && chosen != null) {
                form.change(label, slot, chosen);
            }
        });
        reason.getStyleClass().add("reason");
        reason.setWrapText(true);
        reason.setMinHeight(USE_PREF_SIZE);
        reason.visibleProperty().bind(reason.textProperty().isNotEmpty());
        reason.managedProperty().bind(reason.visibleProperty());
        getChildren().addAll(box, reason);
    }

    /**
     * Is never narrower than what is chosen: half a choice may look like another one. It prefers to be as wide as its widest choice, and as it
     * is, so that its preference is no measure.
     */
    private static final class WholeChoice<T> extends ComboBox<T> {
        @Override
        protected double computeMinWidth(double height) {
            // Beside the cell that is shown there is a whole list, which is not.
            double parts = getChildrenUnmodifiable().stream()
                    .filter(part -> part instanceof ListCell<?> || part.getStyleClass().contains("arrow-button"))
                    .mapToDouble(part -> part.prefWidth(-1)).sum();
            return snappedLeftInset() + parts + snappedRightInset();
        }
    }

    public ComboBox<T> box() {
        return box;
    }

    @Override
    public void show(Draft draft) {
        showing = true;
        List<T> offered = choices.apply(draft.scenario());
        if (!offered.equals(box.getItems())) {
            box.getItems().setAll(offered);
        }
        box.setValue(slot.get().apply(draft.scenario()));
        showing = false;
        reason.setText(draft.faultAt(place.get()));
    }

    @Override
    public boolean reveal(FaultPlace where) {
        boolean here = place.get().equals(where);
        if (here) {
            box.requestFocus();
        }
        return here;
    }

    @Override
    public void leave() {
        showing = true;
    }
}
