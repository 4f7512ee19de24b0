package dev.poolscope.workload.format;

/**
 * One thing that is wrong with a scenario file.
 *
 * @param path the value that is at fault, such as {@code streams[2].task.sleep}; empty if it concerns the scenario as a whole,
 *            or the file, which is no scenario then
 * @param line where, from 1; 0 if it concerns the file as a whole, or if there is no file
 * @param column where, from 1, counted in characters; 0 if there is no line
 * @param message what was found, and what is allowed; one line
 */
public record ScenarioFault(String path, int line, int column, String message) {

    /** A fault of a file that is no scenario. */
    ScenarioFault(int line, int column, String message) {
        this("", line, column, message);
    }

    /** {@return a fault that concerns the file as a whole} */
    public static ScenarioFault ofFile(String message) {
        return new ScenarioFault(0, 0, message);
    }

    /**
     * Returns what is wrong for a place that names the value itself.
     *
     * @param key the key of the value
     * @return the message without the key at its head, if it has it there
     */
    public String messageWithout(String key) {
        String head = key + ":";
        return message.startsWith(head) ? message.substring(head.length()).strip() : message;
    }

    /**
     * Returns the fault in the form of compilers.
     *
     * @param source the name of the file
     * @return {@code source:line:column: message}, or {@code source: message} if it concerns the file as a whole
     */
    public String at(String source) {
        return line == 0 ? source + ": " + message : source + ":" + line + ":" + column + ": " + message;
    }
}
