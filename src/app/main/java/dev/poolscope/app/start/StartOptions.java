package dev.poolscope.app.start;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options for {@code java}, as a file that it reads.
 *
 * @param options as they are, one each
 */
public record StartOptions(List<String> options) {
    /**
     * How Java compiles and collects. A window runs most of its code some ten thousand times in its first minute: by default all of that is compiled a
     * second time, better and at great length, which takes more processor time than it saves, just while a pool is watched. What is run much
     * more often than that, as the way of a task through a busy pool or a simulation, is compiled so all the same, a little later.
     *
     * <p>No frame is drawn while garbage is collected. By default Java aims at 200 ms for a collection, and collections of a busy window take 10 to 37 ms. With
     * 12 ms as the aim they take 6 to 15 ms, and are more frequent. A heap that begins with 256 MB grows in fewer steps. The aim is no limit.
     */
    public static final List<String> RUNNING = List.of("-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000", "-XX:MaxGCPauseMillis=12", "-Xms256m");

    /** Keeps the options as they are now. */
    public StartOptions {
        options = List.copyOf(options);
    }

    /**
     * Writes them and how Java {@linkplain #RUNNING runs}, whole or not at all.
     *
     * @param file replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        // Java reads this file in the encoding of the system.
        Files.write(unfinished, Stream.concat(RUNNING.stream(), options.stream()).map(StartOptions::quoted).toList(),
                Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name())));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
