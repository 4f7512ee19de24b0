package dev.poolscope.recording;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A database that may have no more pages fails as on a full disk. */
final class FullDiskTest {
    private final FinishedRun run = SimulatedRun.of(ReadyScenarios.load("overload"), 2);

    @TempDir
    private Path folder;

    private RecordingFile file(Path path) throws RecordingException {
        return RecordingFile.create(path, new RunHeader("test", Instant.EPOCH, run.scenario(), 1, 2,
                RunHeader.Machine.here(), run.poolName(), run.maxWorkers(), 0));
    }

    private static void pages(RecordingFile file, int most) throws SQLException {
        try (Statement statement = file.connection().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + most);
        }
    }

    private RunEnd end() {
        return new RunEnd(run.length(), run.stopped(), run.cutDraws(), run.leftovers(), run.recorded());
    }

    private EventBatch all() {
        return new EventBatch(run.events(), run.wholeLength().toNanos(), false, 0);
    }

    @Test
    void whatHasNoRoomIsCountedAndWhatWasWrittenOpens() throws Exception {
        Path path = folder.resolve("run.poolscope");
        RecordingFile file = file(path);
        pages(file, 1);
        RecordingWriter writer = RecordingWriter.begin(file, NanoClock.SYSTEM, 1_000_000);

        writer.take(all());
        Optional<String> problem = writer.finish(end()).get(60, TimeUnit.SECONDS);

        assertThat(problem).contains("'" + path + "' is not complete: the disk is full; " + run.events().size()
                + " events are missing");
        assertThat(Recordings.open(path).remark()).contains("ended abruptly");
    }

    @Test
    void whatIsWrongIsToldWhileTheRunGoesOnAndUntilThereIsRoomAgain() throws Exception {
        Path path = folder.resolve("run.poolscope");
        RecordingFile file = file(path);
        pages(file, 1);
        RecordingWriter writer = RecordingWriter.begin(file, NanoClock.SYSTEM, run.events().size() + 100);
        assertThat(writer.trouble()).isEmpty();

        writer.take(all());
        await().atMost(60, TimeUnit.SECONDS).until(() -> writer.trouble().isPresent());
        RecordingWriter.Trouble trouble = writer.trouble().orElseThrow();

        assertThat(trouble.missing()).isZero();
        assertThat(trouble.sentence()).isEqualTo("'" + path
                + "' cannot be written at present, and will lack events if that lasts: the disk is full");
        writer.abandon();
    }

    @Test
    void whatIsMissingIsCountedWhileTheRunGoesOn() throws Exception {
        Path path = folder.resolve("run.poolscope");
        RecordingFile file = file(path);
        // As on a disk that is slow: there is less room than comes at a time.
        RecordingWriter writer = RecordingWriter.begin(file, NanoClock.SYSTEM, 10);

        writer.take(all());

        RecordingWriter.Trouble trouble = writer.trouble().orElseThrow();
        assertThat(trouble.missing()).isEqualTo(run.events().size());
        assertThat(trouble.sentence())
                .isEqualTo("'" + path + "' lacks events of this run: the disk was too slow");
        assertThat(writer.finish(end()).get(60, TimeUnit.SECONDS)).contains(
                "'" + path + "' lacks " + run.events().size() + " events, for which the disk was too slow");
        assertThat(Recordings.open(path).remark()).contains("events are missing");
    }

    @Test
    void whatHadNoRoomIsWrittenWholeWhenThereIsRoomAgain() throws Exception {
        Path path = folder.resolve("run.poolscope");
        RecordingFile file = file(path);
        UnwrittenRows rows = new UnwrittenRows();
        rows.take(all());
        pages(file, 1);

        assertThatThrownBy(() -> file.write(rows)).isInstanceOf(SQLException.class).message().contains("FULL");
        pages(file, Integer.MAX_VALUE);
        file.write(rows);
        rows.clear();
        file.finish(end(), rows);
        file.close();

        List<RunEvent> read = Recordings.open(path).events();
        assertThat(read).isEqualTo(run.events());
    }
}
