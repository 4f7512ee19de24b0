package dev.poolscope.workload.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.NanoClock;

/**
 * A program for a small machine of its own: reads the files that a list names, and writes for each a line with the
 * milliseconds which that took, how many faults it has, and the first of them.
 */
final class ReadEach {
    private ReadEach() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : Files.readAllLines(Path.of(args[0]))) {
            long before = NanoClock.SYSTEM.nanoTime();
            String outcome;
            try {
                outcome = "0\t" + ScenarioReader.read(Path.of(file)).name();
            } catch (InvalidScenarioException refused) {
                outcome = refused.faults().size() + "\t" + refused.faults().getFirst();
            }
            lines.add((NanoClock.SYSTEM.nanoTime() - before) / 1_000_000 + "\t" + outcome);
        }
        Files.write(Path.of(args[1]), lines);
    }
}
