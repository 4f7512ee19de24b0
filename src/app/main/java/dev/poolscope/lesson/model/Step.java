package dev.poolscope.lesson.model;

import java.util.List;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Template;
import org.jspecify.annotations.Nullable;

/** A step of a lesson. It stands at a line and a column of the file, counted from 1. */
public sealed interface Step {
    /** {@return where it stands in the file} */
    int line();

    /** {@return where it stands in its line} */
    int column();

    /** {@return what it says or asks} */
    Template text();

    /** {@return the name of the run that it is about} */
    String on();

    /**
     * Tells something.
     *
     * @param text in Markdown of paragraphs, emphasis, code and lists
     */
    record Text(int line, int column, Template text, String on) implements Step {}

    /**
     * Shows a run before anything is asked of it.
     *
     * @param text what it says of it; may be empty
     * @param simulated whether it must be a simulation
     */
    record Show(int line, int column, Template text, String on, boolean simulated) implements Step {}

    /**
     * Asks for a prediction.
     *
     * @param asked what is asked
     * @param trust how far the answer may be trusted
     * @param sure whether it asks how sure the student is
     * @param hint what helps; null for nothing
     * @param reveal what is shown when the prediction is locked
     * @param notes for the teacher; empty for none
     */
    record Question(int line, int column, Template text, String on, Asked asked, Trust trust, boolean sure,
            @Nullable Template hint, Reveal reveal, String notes) implements Step {}

    /**
     * Asks for a change of the scenario.
     *
     * @param allow the beginnings of the paths that may be changed; empty for all
     * @param most how many values may be changed
     * @param expect what must hold in the changed run: expressions that are true or false
     */
    record Change(int line, int column, Template text, String on, List<String> allow, int most,
            List<Expression> expect, @Nullable Template hint, Reveal reveal, String notes) implements Step {
        /** Copies the lists. */
        public Change {
            allow = List.copyOf(allow);
            expect = List.copyOf(expect);
        }

        /**
         * Tells whether a value may be changed.
         *
         * @param path its path
         * @return whether one of the allowed paths is it, or leads to it
         */
        public boolean allows(String path) {
            return allow.isEmpty() || allow.stream().anyMatch(
                    each -> path.equals(each) || path.startsWith(each + ".") || path.startsWith(each + "["));
        }
    }
}
