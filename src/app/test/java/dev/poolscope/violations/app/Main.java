package dev.poolscope.violations.app;

/** The main class: it may print. */
public final class Main {
    void print() {
        System.out.println("fine");
    }
}
