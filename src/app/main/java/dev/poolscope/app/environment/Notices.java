package dev.poolscope.app.environment;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/** What the window has to say: the newest notice only, until it is closed, fades, or another one comes; and an offer beside it. */
public final class Notices {
    private final ReadOnlyObjectWrapper<@Nullable Notice> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable Notice> offered = new ReadOnlyObjectWrapper<>(this, "offered");

    /**
     * A notice.
     *
     * @param text one line or more
     * @param problem whether something went wrong: then it does not fade
     * @param offer what can be done about it; null if nothing
     */
    public record Notice(String text, boolean problem, @Nullable Offer offer) {}

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
        shown.set(new Notice(text, false, null));
    }

    public void tell(String text, Offer offer) {
        shown.set(new Notice(text, false, offer));
    }

    /** What is offered, whatever else there is to say; null if nothing is. */
    public ReadOnlyObjectProperty<@Nullable Notice> offeredProperty() {
        return offered.getReadOnlyProperty();
    }

    /** Offers something, until it is taken or {@linkplain #withdraw() withdrawn}. */
    public void offer(String text, Offer offer) {
        offered.set(new Notice(text, false, offer));
    }

    /** Offers nothing any more. */
    public void withdraw() {
        offered.set(null);
    }

    public void problem(String text) {
        shown.set(text.isEmpty() ? null : new Notice(text, true, null));
    }

    public void clear() {
        shown.set(null);
    }
}
