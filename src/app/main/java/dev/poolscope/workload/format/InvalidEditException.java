package dev.poolscope.workload.format;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A value of a scenario cannot be changed so. The message has one line for each fault. */
public final class InvalidEditException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param edit the change that is at fault; null if several together are
     * @param message what was found, and what is allowed; one line
     */
    public record Fault(@Nullable ScenarioEdit edit, String message) {

        /** {@return the change, if it is known, and what is wrong with it} */
        @Override
        public String toString() {
            return edit == null ? message : edit + ": " + message;
        }
    }

    InvalidEditException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    InvalidEditException(@Nullable ScenarioEdit edit, String message) {
        this(List.of(new Fault(edit, message)));
    }

    /** {@return everything that is wrong: at least one fault} */
    public List<Fault> faults() {
        return faults;
    }
}
