package dev.poolscope.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.poolscope.cli.Display;
import dev.poolscope.cli.Interruptions;
import dev.poolscope.cli.NoDisplayException;
import dev.poolscope.cli.WindowOpener;
import dev.poolscope.session.ScenarioSource;

/**
 * Opens the window; and where that fails, though there seemed to be a screen, starts the program once more as one that knows
 * that there is none. In the same JVM that is not possible: a toolkit that could not be started stays dead for ever, and the
 * picture of the report needs it.
 *
 * @param window opens the window
 * @param interruptions the second program hears Ctrl-C as well, and this one waits for it to end
 */
record Relaunch(WindowOpener window, Interruptions interruptions) implements WindowOpener {

    @Override
    public int open(Optional<ScenarioSource> source) throws NoDisplayException {
        try {
            return window.open(source);
        } catch (NoDisplayException none) {
            if (source.isPresent()) {
                throw none;
            }
            try (Interruptions.Listening _ = interruptions.listen(() -> {})) {
                return new ProcessBuilder(command(String.valueOf(none.getMessage()))).inheritIO().start().waitFor();
            } catch (IOException noProcess) {
                throw none;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw none;
            }
        }
    }

    private static List<String> command(String reason) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + Display.MISSING + "=" + reason, "-Dglass.platform=Headless", "-Dprism.order=sw",
                        "--enable-native-access=javafx.graphics,org.xerial.sqlitejdbc"));
        // An image that was linked together has its modules inside.
        Optional.ofNullable(System.getProperty("jdk.module.path"))
                .ifPresent(path -> command.addAll(List.of("--module-path", path)));
        command.addAll(List.of("--module", "dev.poolscope/" + Main.class.getName()));
        return command;
    }
}
