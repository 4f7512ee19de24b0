package dev.poolscope.session.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.OutputDirectory;
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

    private final OutputDirectory directory;

    private ReportDirectory(OutputDirectory directory) {
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
        return new ReportDirectory(OutputDirectory.at(directory, "report", List.of(SUMMARY, EVENTS, PICTURE, PAGE)));
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
            files.add(path().resolve(SUMMARY), out -> SummaryJson.write(run, out));
            files.add(path().resolve(EVENTS), out -> {
                Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
                EventsCsv.write(run.events(), text);
                text.flush();
            });
            ReportPage page = new ReportPage(run);
            Painting painting = Painting.await(begun);
            if (painting.png != null) {
                files.add(path().resolve(PICTURE), out -> out.write(painting.png));
            }
            files.add(path().resolve(PAGE),
                    out -> out.write(page.with(painting).getBytes(StandardCharsets.UTF_8)));
            files.replace();
            if (painting.png == null) {
                // The picture of an earlier run beside the numbers of this one would be a lie.
                Files.deleteIfExists(path().resolve(PICTURE));
            }
            return Optional.ofNullable(painting.missing);
        } catch (IOException failed) {
            throw directory.unwritten(failed);
        } catch (JacksonException failed) {
            String message = failed.getCause() instanceof IOException cause ? cause.getMessage() : failed.getMessage();
            throw directory.unwritten(String.valueOf(message), failed);
        } finally {
            begun.cancel(true);
        }
    }

    /** {@return the directory} */
    public Path path() {
        return directory.path();
    }
}
