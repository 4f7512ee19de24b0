package dev.poolscope.violations.app;

/** Not the main class. */
public final class Mains {
    void print(RuntimeException failure) {
        failure.printStackTrace();
    }
}
