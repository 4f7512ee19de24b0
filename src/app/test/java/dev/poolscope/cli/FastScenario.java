package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenarios that are over in a fraction of a second. */
enum FastScenario {
    /** Both workers of a pool get work, and everything that is expected holds, also where the first task starts half a second late. */
    TWO_WORKERS("""
                poolscope: 1
                name: Two workers
                seed: 7
                duration: 600ms
                pool: { type: dual, name: demo }
                streams:
                  - name: burst
                    arrivals: { batch: { count: 12, at: 0s } }
                    task: { sleep: 5ms }
                expect:
                  - submitted == 12
                  - completed == 12
                  - terminated == true
                """),
    /** Its only expectation does not hold. */
    UNEXPECTED("""
               poolscope: 1
               name: Unexpected
               duration: 50ms
               pool: { type: single }
               expect:
                 - submitted >= 1
               """),
    /** The first worker's initializer fails. */
    BREAKING("""
             poolscope: 1
             name: Breaking
             duration: 100ms
             pool: { type: dual, initializer: { takes: 1ms, failsOnWorker: 1 } }
             streams:
               - name: victims
                 arrivals: { batch: { count: 3, at: 0s } }
                 task: { sleep: 5ms }
             """),
    /** Draws times that are all above an hour. */
    BOUNDLESS("""
              poolscope: 1
              name: Boundless
              duration: 50ms
              pool: { type: single }
              streams:
                - name: tail
                  arrivals: { batch: { count: 4, at: 0s } }
                  task: { sleep: { pareto: { scale: 2h, shape: 1 } }, cancelAfter: 1ms }
              """),
    /** Would go on for an hour, with a task in hand that would too. */
    LONG("""
         poolscope: 1
         name: Long
         duration: 1h
         pool: { type: single }
         streams:
           - name: endless
             arrivals: { batch: { count: 3, at: 0s } }
             task: { sleep: 1h }
         """);

    private final String text;

    FastScenario(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    Path in(Path directory) throws IOException {
        return Files.writeString(directory.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".yaml"), text);
    }
}
