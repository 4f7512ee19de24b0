package dev.poolscope.app.lesson;

import java.util.List;

/**
 * One step of a lesson as it is shown.
 *
 * @param kind what is asked, if anything
 * @param text what is said or asked
 * @param options what one may choose among; empty unless {@link Kind#PICK} or {@link Kind#MARK}
 * @param unit the unit of a number; empty if it has none
 * @param hint said on request; empty if there is none
 * @param values of a change: the values that may be changed, as they stand, each as {@code path=value}
 * @param sure whether it asks how sure one is
 */
public record StepView(Kind kind, String text, List<String> options, String unit, String hint, List<String> values,
        boolean sure) {

    /** What a step asks for. */
    public enum Kind {
        /** Nothing. */
        TEXT,
        /** One of several options. */
        PICK,
        /** Any of several options. */
        MARK,
        /** A number. */
        NUMBER,
        /** A length of time, or a moment. */
        TIME,
        /** Tasks or workers in an order. */
        ORDER,
        /** A lane, a moment, or both. */
        POINT,
        /** Another scenario, of which something is expected. */
        CHANGE,
        /** Some sentences. */
        WHY
    }

    /** Copies the lists. */
    public StepView {
        options = List.copyOf(options);
        values = List.copyOf(values);
    }

    /** A step that only says something. */
    static StepView said(String text) {
        return new StepView(Kind.TEXT, text, List.of(), "", "", List.of(), false);
    }

    /** {@return whether there is something to answer} */
    public boolean asks() {
        return kind != Kind.TEXT;
    }
}
