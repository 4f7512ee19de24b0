package dev.poolscope.app;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/** What the window has to say in its bar of notices: the newest thing only, until somebody closes it or does something else. */
final class Notices {
    private final ReadOnlyObjectWrapper<@Nullable Notice> shown = new ReadOnlyObjectWrapper<>(this, "shown");

    /**
     * A notice.
     *
     * @param text one line or more
     * @param problem whether something went wrong
     */
    record Notice(String text, boolean problem) {}

    ReadOnlyObjectProperty<@Nullable Notice> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void tell(String text) {
        shown.set(new Notice(text, false));
    }

    void problem(String text) {
        shown.set(text.isEmpty() ? null : new Notice(text, true));
    }

    void clear() {
        shown.set(null);
    }
}
