package dev.poolscope.app.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.poolscope.session.UnwritableFile;
import dev.poolscope.session.WholeFile;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioComments;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;

/** Reads and writes the files of scenarios. It waits for the disk, so not to be called by the thread of the screen. */
public final class ScenarioFiles {
    private static final int LARGEST = 1 << 20;

    private ScenarioFiles() {}

    /**
     * What was read.
     *
     * @param text as it was in the file
     */
    public record Opened(Scenario scenario, String text) {}

    /**
     * Reads a scenario.
     *
     * @throws InvalidScenarioException if it cannot be read or understood; the message has a line for each fault
     */
    public static Opened read(Path file) throws InvalidScenarioException {
        // The text first: if the file changes between the two, saving will ask rather than overwrite what was never read.
        String text = text(file);
        return new Opened(ScenarioReader.read(file), text);
    }

    /** The text of a file as far as it could be that of a scenario; empty if there is none. */
    static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST + 1), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Writes a scenario, over what is there.
     *
     * @param before the text of the file that the scenario came from, whose comments it keeps; empty if there is none
     * @return the text that the file has now
     * @throws IOException if it cannot be written; the message says why, for people
     */
    static String write(Path file, String before, Scenario scenario) throws IOException {
        String text = ScenarioComments.write(before, scenario);
        try {
            WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            throw new IOException("'" + file + "' cannot be saved: " + UnwritableFile.reason(refused, file), refused);
        }
        return text;
    }
}
