package dev.poolscope.violations.stats;

/** Talks to itself. */
public final class Prints {
    void print() {
        System.out.println("mean");
    }
}
