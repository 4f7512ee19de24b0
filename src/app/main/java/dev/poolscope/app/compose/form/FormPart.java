package dev.poolscope.app.compose.form;

/** A part of the form. It shows the draft, and hears of it when it is taken out of the form. */
public interface FormPart {
    /** Shows what the draft says, except where the user is typing something else and the draft's value is the same as before. */
    void show(Draft draft);

    /** It is being taken out: whatever it still holds must reach the document no more. */
    void leave();

    /** It is not seen any more, though it may be again: text that is no value gives way to the draft's value. */
    default void withdraw() {}

    /**
     * Opens what is closed and goes to the control of a place.
     *
     * @return whether it has one
     */
    default boolean reveal(FaultPlace where) {
        return false;
    }
}
