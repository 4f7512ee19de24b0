package dev.poolscope.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the standard error stream goes to a terminal, which Java does not tell. */
final class StandardError {
    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

    private StandardError() {}

    static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(DESCRIPTOR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notOnThisSystem) {
            // The next best: whether the other two streams are a terminal.
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }
}
