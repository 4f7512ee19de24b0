package dev.poolscope.app.fx;

import java.util.function.Predicate;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Something a person can do now or cannot do now; and if not, why not. */
public final class Command {
    private final Runnable action;
    private Predicate<Runnable> postponement = _ -> false;
    private final ReadOnlyBooleanWrapper disabled = new ReadOnlyBooleanWrapper(this, "disabled", true);
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper(this, "hint", "");

    /** Something that cannot be done as yet. */
    public Command(Runnable action) {
        this.action = action;
    }

    /** Does it, unless it is disabled or {@linkplain #postponeBy postponed}. */
    public void run() {
        if (!disabled.get() && !postponement.test(this::run)) {
            action.run();
        }
    }

    /**
     * Lets something else decide when it is done.
     *
     * @param postponed takes what is to be run later, and says whether it has; if not, it is done now
     */
    public void postponeBy(Predicate<Runnable> postponed) {
        postponement = postponed;
    }

    /** It makes sense now; the hint says what it does. */
    public void enable(String whatItDoes) {
        disabled.set(false);
        hint.set(whatItDoes);
    }

    /** It makes no sense now; the hint says why. */
    public void disable(String why) {
        disabled.set(true);
        hint.set(why);
    }

    public ReadOnlyBooleanProperty disabledProperty() {
        return disabled.getReadOnlyProperty();
    }

    /** What it does, or why it cannot be done. */
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }
}
