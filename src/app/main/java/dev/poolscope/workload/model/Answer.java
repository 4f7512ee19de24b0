package dev.poolscope.workload.model;

/** What became of an action that a run was asked to perform. */
public sealed interface Answer {
    /** The one answer of all actions that were performed. */
    Answer PERFORMED = new Performed();

    /** The run performed it. */
    record Performed() implements Answer {}

    /**
     * Nothing was done.
     *
     * @param reason why not, in one sentence
     */
    record Refused(String reason) implements Answer {}
}
