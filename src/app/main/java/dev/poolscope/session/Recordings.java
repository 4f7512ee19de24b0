package dev.poolscope.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.recording.RecordingReader;
import dev.poolscope.recording.RecordingWriter;
import dev.poolscope.recording.RunEnd;
import dev.poolscope.recording.RunHeader;
import dev.poolscope.recording.StoredRun;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs as files. */
public final class Recordings {
    /** How a recording's name ends. */
    public static final String ENDING = ".poolscope";

    /**
     * A run with the time of its recording.
     *
     * @param run the run
     * @param startedAt the wall clock when it began; of a simulated one when it was written
     */
    public record Dated(FinishedRun run, Instant startedAt) {}

    /**
     * A run that is to be shown.
     *
     * @param run the run, as far as it was read
     * @param past what it did in buckets of time, if not all of its tasks were read and the recording has that; null otherwise
     */
    public record Opened(FinishedRun run, @Nullable Past past) {}

    private Recordings() {}

    /**
     * Opens what can be shown of a large recording at once: numbers, counters and lanes in buckets of time, but no task. Not to be called in
     * the thread of a screen.
     *
     * @param file where it lies
     * @return the run without its tasks; empty of a recording that is to be opened whole
     * @throws RecordingException if it cannot be opened; the message is one sentence
     */
    public static Optional<Opened> openOverview(Path file) throws RecordingException {
        return RecordingReader.readOverview(file).map(it -> new Opened(run(it), it.past()));
    }

    /**
     * Opens the same of a recording of which only a part would be read otherwise.
     *
     * @param file where it lies
     * @param mostEvents about how many events would be read
     * @return the run in buckets of time; empty of one that is read whole
     * @throws RecordingException if it cannot be opened; the message is one sentence
     */
    static Optional<Opened> openOverviewOfCut(Path file, long mostEvents) throws RecordingException {
        return RecordingReader.readOverviewOfCut(file, mostEvents).map(it -> new Opened(run(it), it.past()));
    }

    /**
     * Opens a recording to be shown, as {@link #open(Path)} does.
     *
     * @param file where it lies
     * @return the run
     * @throws RecordingException if it cannot be opened; the message is one sentence
     */
    public static Opened openToShow(Path file) throws RecordingException {
        StoredRun stored = RecordingReader.read(file);
        return new Opened(run(stored), stored.past());
    }

    /**
     * Opens a recording. It takes a second or two for each million events, so not to be called in the thread of a screen.
     *
     * @param file where it lies
     * @return the run, as it was when it was over; what the recording lacks is in its {@link FinishedRun#remark()}
     * @throws RecordingException if it cannot be opened; the message is one sentence, for people, and names the file
     */
    public static FinishedRun open(Path file) throws RecordingException {
        return openDated(file).run();
    }

    /**
     * Opens a recording, as {@link #open(Path)} does.
     *
     * @param file where it lies
     * @return the run, and when it was recorded
     * @throws RecordingException if it cannot be opened; the message is one sentence, for people, and names the file
     */
    public static Dated openDated(Path file) throws RecordingException {
        StoredRun stored = RecordingReader.read(file);
        return new Dated(run(stored), stored.header().startedAt());
    }

    /**
     * Opens a recording of which only the latest part is wanted in detail.
     *
     * @param file where it lies
     * @param mostEvents about how many events are read; what was before is counted
     * @return the run
     * @throws RecordingException if it cannot be opened; the message is one sentence
     */
    public static FinishedRun open(Path file, long mostEvents) throws RecordingException {
        return run(RecordingReader.read(file, mostEvents));
    }

    /**
     * Looks whether a file is a recording that can be opened, without reading its events.
     *
     * @param file where it lies
     * @throws RecordingException if it is none; the message is one sentence
     */
    public static void check(Path file) throws RecordingException {
        RecordingReader.check(file);
    }

    /**
     * Tells whether a file is to be opened as a recording and not as a scenario.
     *
     * @param file any file
     * @return whether it is one by its first bytes, or at least by its name
     */
    public static boolean isRecording(Path file) {
        return RecordingReader.isRecording(file);
    }

    /**
     * Writes a run that is over.
     *
     * @param file where; a recording that is there is overwritten
     * @param run what
     * @param speed by how much it was made faster than its scenario's file has it
     * @throws IOException if it could not be written; the message is one sentence
     */
    public static void write(Path file, FinishedRun run, double speed) throws IOException {
        RecordedRun recorded = run.recorded();
        RecordingWriter writer = RecordingWriter.begin(file, header(run.scenario(), speed, run.simulatedCores(),
                run.poolName(), run.maxWorkers(), 0), Integer.MAX_VALUE);
        writer.take(new EventBatch(recorded.events(), recorded.endNanos(), false, recorded.summary().droppedEvents(),
                java.util.Map.of(), new Counted(recorded.counted().samples(), Long.MAX_VALUE, Long.MIN_VALUE)));
        Optional<String> problem = writer.finish(end(run)).join();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    /**
     * Looks whether a recording could be written, before there is one.
     *
     * @param file where
     * @throws RecordingException if not, with a sentence that says why
     */
    public static void checkTarget(Path file) throws RecordingException {
        RecordingWriter.checkTarget(file);
    }

    /**
     * Copies a recording, all of it. The copy takes its place only when it is whole.
     *
     * @param from the recording
     * @param to where; a recording that is there is overwritten
     * @throws IOException if it could not be copied; the message is one sentence
     */
    public static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.isSameFile(from, to)) {
            return;
        }
        checkTarget(to);
        if (!RecordingReader.hasLog(from)) {
            try (WholeFiles one = new WholeFiles()) {
                one.add(to, out -> Files.copy(from, out));
                one.replace();
            }
            return;
        }
        Path beside = Files.createTempFile(to.toAbsolutePath().getParent(), "saving", ENDING);
        try {
            RecordingReader.copy(from, beside);
            Files.move(beside, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    static RunHeader header(Scenario scenario, double speed, int simulatedCores, String poolName, int maxWorkers,
            int logLimit) {
        return new RunHeader("poolscope " + version(), Instant.now(), scenario, speed, simulatedCores,
                RunHeader.Machine.here(), poolName, maxWorkers, logLimit);
    }

    static RunEnd end(FinishedRun run) {
        return new RunEnd(run.length(), run.stopped(), run.cutDraws(), run.leftovers(), run.recorded());
    }

    private static FinishedRun run(StoredRun stored) {
        RunHeader header = stored.header();
        RunEnd end = stored.end();
        Duration length = end.length();
        return new FinishedRun(header.scenario(), header.poolName(), header.maxWorkers(), length, end.stopped(),
                end.cutDraws(), end.leftovers(), end.recorded(),
                SummaryMeasurements.check(header.scenario(),
                        SummaryMeasurements.of(end.recorded(), header.maxWorkers(), length)),
                header.simulatedCores(),
                stored.remark());
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = Objects
                .requireNonNull(Recordings.class.getResourceAsStream("recordings.properties"))) {
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
