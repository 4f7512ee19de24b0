package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A change of one value of a scenario, by its path: {@code pool.idleTimeout=2s}, {@code streams.web.rate=40/s}.
 *
 * <p>A path names the keys of the file from the outermost to the innermost, {@code streams.web.arrivals.poisson.rate}: a stream
 * by its name, or as {@code streams[0]}; an item of another list by its number from 0, {@code actions[1].at}. Keys in between may be
 * left out where only one value can be meant: {@code streams.web.rate}. A value is what the file would have there, and is read by
 * the reader of files, with the same messages.
 *
 * <p>Of keys that exclude each other the new one takes the place of the other: {@code streams.web.task.cpu=5ms} makes of a task
 * that sleeps one that computes. A pool of another type than {@code thread} becomes one of type {@code thread} when
 * {@code pool.maxWorkers} is changed; and {@code maxWorkers} is dropped when {@code pool.type} alone is changed to a type that has
 * its own.
 *
 * @param path as above
 * @param text the value as it was written, for messages
 * @param value the value
 */
public record ScenarioEdit(String path, String text, YamlNode value) {

    /**
     * A scenario with changed values.
     *
     * @param scenario the scenario
     * @param notes what was changed besides, a sentence each; mostly none
     */
    public record Edited(Scenario scenario, List<String> notes) {
        /** Copies the list. */
        public Edited {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads a change.
     *
     * @param text {@code PATH=VALUE}
     * @return the change; whether the scenario has such a value is found out when it is applied
     * @throws InvalidEditException if the text is none
     */
    public static ScenarioEdit parse(String text) throws InvalidEditException {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new InvalidEditException(null, Quoted.of(text)
                    + " is no change; allowed is PATH=VALUE, such as pool.idleTimeout=2s or streams.web.rate=40/s");
        }
        return of(text.substring(0, sign).strip(), text.substring(sign + 1).strip());
    }

    /**
     * Makes a change.
     *
     * @param path the path of the value
     * @param text the value, as a file would have it
     * @return the change
     * @throws InvalidEditException if the text is no YAML
     */
    public static ScenarioEdit of(String path, String text) throws InvalidEditException {
        Diagnostics diagnostics = new Diagnostics();
        YamlNode nothing = YamlNode.Scalar.plain(0, 0, "");
        try {
            YamlNode value = YamlTree.read(text, diagnostics);
            ScenarioEdit edit = new ScenarioEdit(path, text, value == null ? nothing : value);
            if (!diagnostics.none()) {
                throw new InvalidEditException(edit, diagnostics.inOrder(edit.value()).getFirst().message());
            }
            return edit;
        } catch (YamlTree.Unreadable unreadable) {
            throw new InvalidEditException(new ScenarioEdit(path, text, nothing), unreadable.fault().message());
        }
    }

    /**
     * Makes a change to a value that was read from a file.
     *
     * @param path the path of the value
     * @param value the value
     * @return the change
     */
    public static ScenarioEdit of(String path, YamlNode value) {
        return new ScenarioEdit(path, value instanceof YamlNode.Scalar scalar ? scalar.text() : value.describe(),
                value);
    }

    /**
     * Changes one value.
     *
     * @param scenario the scenario, which stays as it is
     * @return the changed scenario
     * @throws InvalidEditException if there is no such value, or it may not be so
     */
    public Edited applyTo(Scenario scenario) throws InvalidEditException {
        return apply(scenario, List.of(this));
    }

    /**
     * Changes several values at once: what they are together is what must be valid.
     *
     * @param scenario the scenario, which stays as it is
     * @param edits the changes; of two of the same value the last counts
     * @return the changed scenario
     * @throws InvalidEditException if there is no such value, or they may not be so; with all faults
     */
    public static Edited apply(Scenario scenario, List<ScenarioEdit> edits) throws InvalidEditException {
        if (edits.isEmpty()) {
            return new Edited(scenario, List.of());
        }
        YamlNode.Mapping root = ScenarioTree.of(scenario);
        TreeEditor editor = new TreeEditor(root);
        List<InvalidEditException.Fault> faults = new ArrayList<>();
        for (ScenarioEdit edit : edits) {
            String fault = editor.set(edit);
            if (fault != null) {
                faults.add(new InvalidEditException.Fault(edit, fault));
            }
        }
        if (faults.isEmpty()) {
            editor.settleSizeOfPool();
            Diagnostics diagnostics = new Diagnostics();
            Scenario changed = new ScenarioBinder(diagnostics).bind(root);
            if (changed != null) {
                return new Edited(changed, editor.notes());
            }
            diagnostics.inOrder(root).forEach(fault -> faults.add(editor.faultOf(fault)));
        }
        throw new InvalidEditException(faults);
    }

    /** {@return the value that a path leads to, as a file has it; null if the scenario says nothing there, or it is no single value}
     *
     * @param scenario the scenario
     * @param path the path, as above
     */
    public static @Nullable String valueAt(Scenario scenario, String path) {
        return new TreeEditor(ScenarioTree.of(scenario)).get(path);
    }

    /** {@return {@code path=value}} */
    @Override
    public String toString() {
        return path + "=" + text;
    }
}
