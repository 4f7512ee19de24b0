package dev.poolscope.app.fx;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/**
 * What is selected in the window: one thing at a time, and the same in every view. Each view of tasks or workers listens
 * here, and tells here what is clicked. Belongs to the thread of the screen.
 */
public final class Selection {
    private final ReadOnlyObjectWrapper<@Nullable Selected> selected = new ReadOnlyObjectWrapper<>(this, "selected");

    public ReadOnlyObjectProperty<@Nullable Selected> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /**
     * Selects something.
     *
     * @param what null for nothing
     */
    public void select(@Nullable Selected what) {
        if (!Objects.equals(selected.get(), what)) {
            selected.set(what);
        }
    }

    /** The selected task, be it by a line of the log. */
    public OptionalLong task() {
        return switch (selected.get()) {
            case Selected.Task(long id) -> OptionalLong.of(id);
            case Selected.Event(var event) when event.taskId() != 0 -> OptionalLong.of(event.taskId());
            case null, default -> OptionalLong.empty();
        };
    }

    /** The selected worker, be it by a line of the log that is about no task. */
    public OptionalInt worker() {
        return switch (selected.get()) {
            case Selected.Worker(int id) -> OptionalInt.of(id);
            case Selected.Event(var event) when event.taskId() == 0 && event.workerId() != 0 ->
                OptionalInt.of(event.workerId());
            case null, default -> OptionalInt.empty();
        };
    }
}
