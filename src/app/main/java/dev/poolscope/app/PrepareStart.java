package dev.poolscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

import dev.poolscope.app.start.QuickStart;

/**
 * A program of its own, which the build runs before it starts Poolscope: makes what lets it start quickly, once after each change of the code.
 */
public final class PrepareStart {
    private static final long PATIENCE_SECONDS = 60;

    private PrepareStart() {}

    /**
     * Makes it, and names it in a file of options for {@code java}.
     *
     * @param arguments where the file of options goes; the module path of the program; and what follows it in the command of the rehearsal
     * @throws IOException if the code cannot be read, or the options cannot be written
     * @throws InterruptedException never: nothing interrupts the main thread
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path options = Path.of(arguments[0]);
        Path home = options.resolveSibling("start");
        List<String> rehearsal = Arrays.asList(arguments).subList(2, arguments.length);
        QuickStart.Prepared made = new QuickStart(home,
                new QuickStart.RehearsalCommand("--module-path", arguments[1], rehearsal, PATIENCE_SECONDS))
                .prepare(() -> System.err.println("Preparing quick starts, once after each build: some seconds."));
        made.problem().ifPresent(why -> System.err.println("Starts are not quick: " + why));
        Files.copy(made.options(), options, StandardCopyOption.REPLACE_EXISTING);
    }
}
