package dev.poolscope.app.compose.form;

import java.util.function.UnaryOperator;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.Scenario;

/**
 * What every part of the form works with.
 *
 * @param document what it edits
 * @param texts its words
 * @param values how values are written
 */
public record Form(ScenarioDocument document, Texts texts, ValueForms values) {
    /** What a control of the form is called, by the last part of its text's key. */
    String label(String key) {
        return texts.of("compose." + key);
    }

    /** What is said about it to those who ask. */
    String help(String key) {
        return texts.of("compose." + key + ".help");
    }

    /** Exchanges one value, as a step that is called after its field. */
    <T> void change(String label, Slot<T> slot, T value) {
        edit(texts.of("compose.did.change", label), scenario -> slot.set().apply(scenario, value));
    }

    public void edit(String what, UnaryOperator<Scenario> change) {
        document.edit(what, change);
    }
}
