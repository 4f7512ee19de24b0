package dev.poolscope.comparison;

/**
 * Something that is not the same in two runs.
 *
 * @param what what it is
 * @param before what it is in the first
 * @param after what it is in the second
 */
public record Change(String what, String before, String after) {
    /** Stands for what one of them has not. */
    static final String NONE = "none";
}
