package dev.poolscope.workload.format;

/**
 * One thing that is wrong with a scenario file.
 *
 * @param line where, from 1; 0 if it concerns the file as a whole
 * @param column where, from 1, counted in characters; 0 if it concerns the file as a whole
 * @param message what was found, and what is allowed; one line
 */
public record ScenarioFault(int line, int column, String message) {

    static ScenarioFault ofFile(String message) {
        return new ScenarioFault(0, 0, message);
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
