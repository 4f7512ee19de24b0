package dev.poolscope.session;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.poolscope.telemetry.EventsCsv;
import tools.jackson.core.JacksonException;

/**
 * A directory for the report of a run. Made and tried before the run, so that nobody waits for a run whose report cannot be
 * written. Only the report's own files are overwritten.
 */
public final class ReportDirectory {
    private static final String SUMMARY = "summary.json";
    private static final String EVENTS = "events.csv";
    private static final String PICTURE = "picture.png";
    private static final String PAGE = "report.html";

    private final Path directory;

    private ReportDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory, if it is not there, and makes sure that it can be written to.
     *
     * @param directory where
     * @return the directory
     * @throws IOException if it is none, or cannot be made or written to; the message says so in one line
     */
    public static ReportDirectory at(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
            for (String own : List.of(SUMMARY, EVENTS, PICTURE, PAGE)) {
                Path file = directory.resolve(own);
                if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
                    throw new IOException("'" + file + "' is in the way: it is not a file that can be overwritten");
                }
            }
            // Permissions do not tell everything: a read-only file system shows only when it is written to.
            Files.delete(Files.createTempFile(directory, ".poolscope", null));
            return new ReportDirectory(directory);
        } catch (FileSystemException refused) {
            throw new IOException("no report can be written to '" + directory + "': " + reason(refused), refused);
        }
    }

    /**
     * Writes the report.
     *
     * @param run of what
     * @param painter paints its picture
     * @return empty if all of it was written; otherwise why it is without a picture
     * @throws IOException if it could not be written; the message says so in one line
     */
    public Optional<String> write(FinishedRun run, PicturePainter painter) throws IOException {
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(SUMMARY)))) {
                SummaryJson.write(run, out);
            }
            try (Writer out = Files.newBufferedWriter(directory.resolve(EVENTS), StandardCharsets.UTF_8)) {
                EventsCsv.write(run.events(), out);
            }
            Painting painting = Painting.of(run, painter);
            write(painting);
            Files.writeString(directory.resolve(PAGE), ReportPage.of(run, painting));
            return Optional.ofNullable(painting.missing);
        } catch (FileSystemException failed) {
            throw new IOException("the report in '" + directory + "' is not complete: " + reason(failed), failed);
        } catch (IOException | JacksonException failed) {
            throw new IOException("the report in '" + directory + "' is not complete: " + failed.getMessage(), failed);
        }
    }

    private void write(Painting painting) throws IOException {
        Path file = directory.resolve(PICTURE);
        if (painting.png != null) {
            Files.write(file, painting.png);
        } else {
            // The picture of an earlier run beside the numbers of this one would be a lie.
            Files.deleteIfExists(file);
        }
    }

    /**
     * Tells where.
     *
     * @return the directory
     */
    public Path path() {
        return directory;
    }

    private static String reason(FileSystemException failure) {
        String file = "'" + failure.getFile() + "'";
        if (failure instanceof AccessDeniedException) {
            return "permission denied for " + file;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " is not a directory";
        }
        String reason = failure.getReason();
        return reason == null ? file + " cannot be written" : file + ": " + reason;
    }
}
