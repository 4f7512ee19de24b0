package dev.poolscope.workload.format;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what is wrong with the YAML itself, with a hint what it may be. */
final class YamlSyntax {
    private YamlSyntax() {}

    static ScenarioFault explain(MarkedYamlEngineException error, String text) {
        Mark mark = error.getProblemMark().or(error::getContextMark).orElse(null);
        int line = mark == null ? 0 : mark.getLine() + 1;
        int column = mark == null ? 0 : mark.getColumn() + 1;
        String problem = error.getProblem() == null ? "cannot be read" : error.getProblem();
        String hint = hint(problem.toLowerCase(Locale.ROOT), lineOf(text, line));
        String shown = problem.lines().findFirst().orElse("").strip();
        return new ScenarioFault(line, column, "not valid YAML: " + shown + (hint == null ? "" : " (" + hint + ")"));
    }

    private static @Nullable String hint(String problem, String line) {
        if (line.contains("\t")) {
            return "indent with spaces; tabs are not allowed there";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put a text that contains ': ' in quotes, or check the indentation of this line";
        }
        if (problem.contains("could not find expected ':'") || problem.contains("simple key")) {
            return "write a key, a colon and a space, such as 'seed: 42'";
        }
        if (problem.contains("cannot start any token")) {
            return "put a text that begins with such a character in quotes";
        }
        if (problem.contains("expected ',' or")) {
            return "a '{' or '[' is not closed, or a comma is missing";
        }
        if (problem.contains("expected <block end>")) {
            return "check the indentation: keys of one level begin in one column";
        }
        if (problem.contains("quoted scalar")) {
            return "a quote is not closed";
        }
        if (problem.contains("escape")) {
            return "inside double quotes a backslash begins an escape; use single quotes";
        }
        return null;
    }

    private static String lineOf(String text, int line) {
        return line == 0 ? "" : text.lines().skip(line - 1L).findFirst().orElse("");
    }
}
