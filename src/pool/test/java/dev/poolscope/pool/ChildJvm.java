package dev.poolscope.pool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a program of the tests in a JVM of its own, with as little memory or stack as a test wants. */
final class ChildJvm {
    /** How a program ended. */
    record End(int code, Duration time, List<String> lines) {}

    private ChildJvm() {}

    /** Where the class files of a type's program are. */
    static String place(Class<?> type) throws Exception {
        Path file = Path.of(Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class")).toURI());
        for (int up = type.getName().split("\\.").length; up > 0; up--) {
            file = Objects.requireNonNull(file.getParent());
        }
        return file.toString();
    }

    /** Runs a program to its end, which must come in time, and gives what it has printed. */
    static End run(Class<?> program, List<String> options, String... arguments) throws Exception {
        Path output = Files.createTempFile("child", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-cp",
                place(ThreadPool.class) + File.pathSeparator + place(program), program.getName()));
        command.addAll(List.of(arguments));
        long start = NanoClock.SYSTEM.nanoTime();
        Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            boolean ended = child.waitFor(2 * Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            List<String> lines = Files.readAllLines(output);
            assertThat(ended).as("it ends; it has printed %s", lines).isTrue();
            return new End(child.exitValue(), Duration.ofNanos(NanoClock.SYSTEM.nanoTime() - start), lines);
        } finally {
            child.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }
}
