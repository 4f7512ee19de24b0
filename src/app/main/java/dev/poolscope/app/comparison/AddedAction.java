package dev.poolscope.app.comparison;

import java.util.Locale;

import javafx.util.StringConverter;

import dev.poolscope.app.fx.IdleTimeout;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.PoolSpec;
import org.jspecify.annotations.Nullable;

/** What can be done to the pool of a replayed run at one moment. The load is the recorded one: nothing here adds to it. */
enum AddedAction {
    SET_IDLE_TIMEOUT("1s"), SPAWN_WORKERS("1"), SPAWN_MAX_WORKERS(""), JOIN(""), SHUTDOWN(""),
    BREAK_NEXT_INITIALIZER("");

    private final String suggested;

    AddedAction(String suggested) {
        this.suggested = suggested;
    }

    /** {@return the value that stands in the field at first} */
    String suggested() {
        return suggested;
    }

    boolean takesValue() {
        return !suggested.isEmpty();
    }

    /**
     * Makes the action.
     *
     * @throws IllegalArgumentException if the value is none for it; the message says what is allowed
     */
    Action action(String value) {
        return switch (this) {
            case SET_IDLE_TIMEOUT -> new Action.SetIdleTimeout(IdleTimeout.parse(value).duration());
            case SPAWN_WORKERS -> new Action.SpawnWorkers(count(value));
            case SPAWN_MAX_WORKERS -> new Action.SpawnMaxWorkers();
            case JOIN -> new Action.Join(null);
            case SHUTDOWN -> new Action.Shutdown();
            case BREAK_NEXT_INITIALIZER -> new Action.BreakNextInitializer();
        };
    }

    private static int count(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= PoolSpec.MOST_WORKERS) {
                return count;
            }
        }
        throw new IllegalArgumentException(
                "found '" + text + "'; allowed is a whole number from 1 to " + PoolSpec.MOST_WORKERS);
    }

    /** Their names for people. */
    static final class Names extends StringConverter<AddedAction> {
        private final Texts texts;

        Names(Texts texts) {
            this.texts = texts;
        }

        @Override
        public String toString(@Nullable AddedAction kind) {
            return kind == null ? "" : texts.of("whatIf." + kind.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public @Nullable AddedAction fromString(String never) {
            return null;
        }
    }
}
