package dev.poolscope.app.compose.form;

import java.util.function.Supplier;

/**
 * The place of a control, asked for anew each time: an entry of a list moves when those before it come and go.
 *
 * @param part the part it is in
 * @param key its key within
 */
public record PlaceInForm(Supplier<String> part, String key) {
    FaultPlace get() {
        return new FaultPlace(part.get(), key);
    }

    /** Another key of the same part. */
    PlaceInForm key(String other) {
        return new PlaceInForm(part, other);
    }

    /** A key in a part of this part. */
    public PlaceInForm within(String inner) {
        return new PlaceInForm(() -> part.get() + "." + inner, "");
    }
}
