package dev.poolscope.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

import dev.poolscope.app.start.QuickStart;
import dev.poolscope.app.start.StartOptions;

/**
 * A program of its own, which the build runs before it starts Poolscope: makes what lets it start quickly, once after each change of the code.
 */
public final class PrepareStart {
    private static final String MODULE_PATH = "--module-path";
    private static final long PATIENCE_SECONDS = 120;

    private PrepareStart() {}

    /**
     * Makes it, and names it in a file of options for {@code java}. Where it cannot be made the program starts all the same.
     *
     * @param arguments where the file of options goes; the module path of the program; and what follows it in the command of the rehearsal
     * @throws IOException if the options cannot be written
     * @throws InterruptedException never: nothing interrupts the main thread
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path options = Path.of(arguments[0]);
        String modulePath = arguments[1];
        try {
            QuickStart.Prepared made = new QuickStart(options.resolveSibling("start"),
                    new QuickStart.RehearsalCommand(MODULE_PATH, modulePath,
                            Arrays.asList(arguments).subList(2, arguments.length), PATIENCE_SECONDS))
                    .prepare(() -> System.err.println("Preparing quick starts, once after each build: some seconds."));
            made.problem().ifPresent(PrepareStart::tell);
            Files.copy(made.options(), options, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException failed) {
            tell(failed.toString());
            new StartOptions(List.of(MODULE_PATH + "=" + modulePath)).writeTo(options);
        }
    }

    private static void tell(String why) {
        System.err.println("Starts are not quick: " + why);
    }
}
