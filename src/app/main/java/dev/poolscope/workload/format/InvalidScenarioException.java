package dev.poolscope.workload.format;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A scenario file cannot be understood, or cannot be read at all. The message has one line for each fault. */
public final class InvalidScenarioException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String source;
    private final transient List<ScenarioFault> faults;

    /** Says what is wrong with a file. */
    public InvalidScenarioException(String source, List<ScenarioFault> faults) {
        super(faults.stream().map(fault -> fault.at(source)).collect(Collectors.joining("\n")));
        this.source = source;
        this.faults = List.copyOf(faults);
    }

    /** {@return the name of the file, as the messages name it} */
    public String source() {
        return source;
    }

    /** {@return everything that is wrong with the file: at least one fault, in the order of the file} */
    public List<ScenarioFault> faults() {
        return faults;
    }
}
