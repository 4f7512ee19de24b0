package dev.poolscope.app.environment;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/** What the window has to say: the newest notice only, until it is closed, fades, or another one comes. */
public final class Notices {
    private final ReadOnlyObjectWrapper<@Nullable Notice> shown = new ReadOnlyObjectWrapper<>(this, "shown");

    /**
     * A notice.
     *
     * @param text one line or more
     * @param problem whether something went wrong: then it does not fade
     * @param lasting whether it stays until it is answered
     * @param offer what can be done about it; null if nothing
     */
    public record Notice(String text, boolean problem, boolean lasting, @Nullable Offer offer) {}

    /**
     * What a notice offers to do.
     *
     * @param name on its button
     * @param action does it
     */
    public record Offer(String name, Runnable action) {}

    public ReadOnlyObjectProperty<@Nullable Notice> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public void tell(String text) {
        shown.set(new Notice(text, false, false, null));
    }

    public void tell(String text, Offer offer) {
        shown.set(new Notice(text, false, false, offer));
    }

    /** Offers something, and stays until it is taken or closed. Does not take the place of a problem. */
    public void offer(String text, Offer offer) {
        Notice before = shown.get();
        if (before != null && before.problem()) {
            return;
        }
        shown.set(new Notice(text, false, true, offer));
    }

    public void problem(String text) {
        shown.set(text.isEmpty() ? null : new Notice(text, true, true, null));
    }

    public void clear() {
        shown.set(null);
    }
}
