package dev.poolscope.app.compose.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

import dev.poolscope.workload.model.Scenario;

/** Lines of the form, one below the other; shows the draft in all of them. */
public final class FormRows extends VBox implements FormPart {
    private final Form form;
    private final PlaceInForm place;
    private final List<FormPart> parts = new ArrayList<>();

    /**
     * No lines yet.
     *
     * @param place the part of the scenario that the lines are about
     */
    public FormRows(Form form, PlaceInForm place) {
        this.form = form;
        this.place = place;
        getStyleClass().add("form-rows");
    }

    /**
     * Adds a field for a text.
     *
     * @param name how texts call it, such as {@code pool.name}; its last part is the key in the file
     */
    public <T> ValueField<T> field(String name, ValueForm<T> values, Slot<T> slot) {
        ValueField<T> field = new ValueField<>(form, form.label(name), values, slot, place.key(keyOf(name)));
        return line(name, field, field.input());
    }

    /** Adds a field that is there only while it has a meaning. */
    public <T> ValueField<T> field(String name, ValueForm<T> values, Slot<T> slot, Predicate<Scenario> meaningful) {
        ValueField<T> field = field(name, values, slot);
        showWhile(getChildren().getLast(), field, meaningful);
        return field;
    }

    /** Adds something over the whole width that is there only while it has a meaning. */
    public <N extends Node & FormPart> N add(N part, Predicate<Scenario> meaningful) {
        add(part);
        showWhile(part, part, meaningful);
        return part;
    }

    // What is wrong in a line that is not there could not be mended.
    private void showWhile(Node line, FormPart part, Predicate<Scenario> meaningful) {
        parts.add(new FormPart() {
            @Override
            public void show(Draft draft) {
                boolean there = meaningful.test(draft.scenario());
                if (!there) {
                    part.withdraw();
                }
                line.setVisible(there);
                line.setManaged(there);
            }

            @Override
            public void leave() {
                // What is in the line is a part too, and leaves as such.
            }
        });
    }

    /** Adds a place for what is wrong with several lines together. */
    public void fault(String key) {
        add(new FaultLine(place.key(key)));
    }

    /** Adds a field for a text of several lines. */
    public ValueField<String> area(String name, ValueForm<String> values, Slot<String> slot) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(3);
        ValueField<String> field = new ValueField<>(form, form.label(name), values, slot, place.key(keyOf(name)), area);
        return line(name, field, area);
    }

    /** Adds a choice. */
    public <T> ChoiceField<T> choice(String name, List<T> choices, Function<T, String> words, Slot<T> slot) {
        return choice(name, _ -> choices, words, slot);
    }

    /** Adds a choice among words that depend on the scenario. */
    public ChoiceField<String> choice(String name, Function<Scenario, List<String>> choices, Slot<String> slot) {
        return choice(name, choices, Function.identity(), slot);
    }

    /** Adds a choice that depends on the scenario. */
    public <T> ChoiceField<T> choice(String name, Function<Scenario, List<T>> choices, Function<T, String> words,
            Slot<T> slot) {
        ChoiceField<T> field = new ChoiceField<>(form, form.label(name), choices, words, slot,
                place.key(keyOf(name)));
        return line(name, field, field.box());
    }

    /** Adds a switch. */
    public SwitchField toggle(String name, Slot<Boolean> slot) {
        SwitchField field = new SwitchField(form, form.label(name), slot);
        return line(name, field, field.control());
    }

    private <N extends Node & FormPart> N line(String name, N field, Node control) {
        control.setId("compose-" + name.replace('.', '-').toLowerCase(Locale.ROOT));
        getChildren().add(new FormRow(form, form.label(name), form.help(name), field, control));
        parts.add(field);
        return field;
    }

    /** Adds something over the whole width. */
    public <N extends Node & FormPart> N add(N part) {
        getChildren().add(part);
        parts.add(part);
        return part;
    }

    private static String keyOf(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void show(Draft draft) {
        parts.forEach(part -> part.show(draft));
    }

    @Override
    public void withdraw() {
        parts.forEach(FormPart::withdraw);
    }

    @Override
    public boolean reveal(FaultPlace where) {
        return parts.stream().anyMatch(part -> part.reveal(where));
    }

    @Override
    public void leave() {
        parts.forEach(FormPart::leave);
    }
}
