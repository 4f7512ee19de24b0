package dev.poolscope.session.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.UnwritableFile;
import dev.poolscope.session.WholeFiles;
import dev.poolscope.telemetry.event.EventsCsv;
import tools.jackson.core.JacksonException;

/**
 * A directory for the report of a run. Made and tried before the run, so that no run is waited for whose report cannot be
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
            // Permissions do not say everything: a read-only file system shows only when it is written to.
            Files.delete(Files.createTempFile(directory, ".poolscope", null));
            return new ReportDirectory(directory);
        } catch (FileSystemException refused) {
            throw new IOException("no report can be written to '" + directory + "': " + reason(refused, directory),
                    refused);
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
        return write(run, painter, new WholeFiles());
    }

    /** Writes the report through the given files: all of it, or nothing if any of it cannot be written. */
    Optional<String> write(FinishedRun run, PicturePainter painter, WholeFiles whole) throws IOException {
        FutureTask<Painting> begun = Painting.begun(run, painter);
        try (WholeFiles files = whole) {
            files.add(directory.resolve(SUMMARY), out -> SummaryJson.write(run, out));
            files.add(directory.resolve(EVENTS), out -> {
                Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
                EventsCsv.write(run.events(), text);
                text.flush();
            });
            ReportPage page = new ReportPage(run);
            Painting painting = Painting.await(begun);
            if (painting.png != null) {
                files.add(directory.resolve(PICTURE), out -> out.write(painting.png));
            }
            files.add(directory.resolve(PAGE),
                    out -> out.write(page.with(painting).getBytes(StandardCharsets.UTF_8)));
            files.replace();
            if (painting.png == null) {
                // The picture of an earlier run beside the numbers of this one would be a lie.
                Files.deleteIfExists(directory.resolve(PICTURE));
            }
            return Optional.ofNullable(painting.missing);
        } catch (IOException failed) {
            throw unwritten(UnwritableFile.reason(failed, directory.resolve(SUMMARY)), failed);
        } catch (JacksonException failed) {
            String message = failed.getCause() instanceof IOException cause ? cause.getMessage() : failed.getMessage();
            throw unwritten(String.valueOf(message), failed);
        } finally {
            begun.cancel(true);
        }
    }

    private IOException unwritten(String reason, Exception failure) {
        return new IOException("the report in '" + directory + "' cannot be written: " + reason, failure);
    }

    /** {@return the directory} */
    public Path path() {
        return directory;
    }

    private static String reason(FileSystemException refused, Path directory) {
        if (refused instanceof FileAlreadyExistsException) {
            return "'" + refused.getFile() + "' is not a directory";
        }
        if (!Files.isDirectory(directory)) {
            return refused instanceof AccessDeniedException
                    ? "permission denied for '" + refused.getFile() + "'"
                    : "it cannot be made";
        }
        return UnwritableFile.reason(refused, directory.resolve(SUMMARY));
    }
}
