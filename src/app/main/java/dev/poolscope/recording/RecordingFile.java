package dev.poolscope.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.recorder.RecordedRun;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file of a recording that is being written. Belongs to one thread at a time. */
final class RecordingFile implements AutoCloseable {
    private static final int MOST_TRIES = 100;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final String WRITTEN = "INSERT INTO event_count VALUES (?, ?, ?, ?)";

    private final Path path;
    private final int lanes;
    private final Connection connection;
    private RowStatements statements;
    private @Nullable Overview overview;
    /** When the run has begun, until that is written. */
    private volatile @Nullable Instant begun;

    private RecordingFile(Path path, int lanes, Connection connection, RowStatements statements) {
        this.path = path;
        this.lanes = lanes;
        this.connection = connection;
        this.statements = statements;
    }

    static RecordingFile create(Path path, RunHeader header) throws RecordingException {
        try {
            makeRoom(path);
            try {
                return made(path, header);
            } catch (SQLException failed) {
                // What is there by now is no recording, and would be in the way of the next try.
                delete(path);
                throw failed;
            }
        } catch (SQLException | IOException failed) {
            if (failed instanceof RecordingException told) {
                throw told;
            }
            throw new RecordingException("'" + path + "' cannot be written: " + reason(failed, path), failed);
        }
    }

    private static RecordingFile made(Path path, RunHeader header) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setApplicationId(RecordingFormat.APPLICATION_ID);
        config.setUserVersion(RecordingFormat.VERSION);
        Connection connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath().toUri());
        try {
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (String each : RecordingFormat.statements(RecordingFormat.VERSION)) {
                    statement.execute(each);
                }
                HeaderRows.write(connection, header);
                connection.commit();
                connection.setAutoCommit(true);
                // Only now: a file that is read without what lies beside it has its tables at least.
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = NORMAL");
                connection.setAutoCommit(false);
            }
            return new RecordingFile(path, header.maxWorkers(), connection, new RowStatements(connection));
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    static void checkTarget(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new RecordingException("'" + path + "' cannot be written: it is a folder");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Deleting makes room, and would take a device away from all programs.
            throw new RecordingException("'" + path + "' cannot be written: it is no regular file");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && Files.notExists(folder)) {
            throw new RecordingException("'" + path + "' cannot be written: its folder does not exist");
        }
        if (Files.exists(path) && Files.size(path) > 0 && !RecordingHeader.isRecording(path)) {
            throw new RecordingException(
                    "'" + path + "' is in the way: it is no recording, and only a recording is overwritten");
        }
        if (!Files.isWritable(Files.exists(path) ? path : folder == null ? path : folder)) {
            throw new RecordingException("'" + path + "' cannot be written: permission denied");
        }
    }

    private static void delete(Path path) throws IOException {
        for (String ending : new String[]{"", "-journal", "-wal", "-shm"}) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + ending));
        }
    }

    private static void makeRoom(Path path) throws IOException {
        checkTarget(path);
        delete(path);
    }

    /** From now on the file gets, with each commit and at its end, what this knows of the run. */
    void keep(Overview known) {
        overview = known;
    }

    int lanes() {
        return lanes;
    }

    String title() {
        return "'" + path + "'";
    }

    String incomplete(Throwable failure) {
        return title() + " is not complete: " + reason(failure, path);
    }

    /** Why it could not be written, as a part of a sentence. */
    String reason(Throwable failure) {
        return reason(failure, path);
    }

    private static String reason(Throwable failure, Path path) {
        if (failure instanceof SQLiteException sqlite) {
            return switch (sqlite.getResultCode()) {
                case SQLITE_FULL -> "the disk is full";
                case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_CANTOPEN, SQLITE_PERM ->
                    Files.isWritable(path.toAbsolutePath().resolveSibling("."))
                            ? "it cannot be opened"
                            : "permission denied";
                case SQLITE_CORRUPT -> "the file was damaged meanwhile";
                default -> sqlite.getResultCode().message;
            };
        }
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /** The next commit writes when the run has begun. To be called by any thread. */
    void began(Instant at) {
        begun = at;
    }

    private void writeBeginning(@Nullable Instant at) throws SQLException {
        if (at != null) {
            try (PreparedStatement run = connection.prepareStatement("UPDATE run SET started_at = ?")) {
                run.setString(1, at.toString());
                run.executeUpdate();
            }
        }
    }

    /** Writes and commits; if that fails, nothing of it is in the file, and it can be tried again. */
    void write(UnwrittenRows rows) throws SQLException {
        Instant beginning = begun;
        try {
            writeBeginning(beginning);
            statements.write(rows);
            if (overview != null) {
                overview.write(connection);
            }
            connection.commit();
        } catch (SQLException failed) {
            rollBack(failed);
            statements = statements.afterRollback(connection);
            throw failed;
        }
        if (beginning != null) {
            begun = null;
        }
        statements.committed();
        if (overview != null) {
            overview.committed();
        }
    }

    /** Writes the end, and makes it a file that nothing lies beside. */
    void finish(RunEnd end, UnwrittenRows told) throws SQLException {
        RecordedRun recorded = end.recorded();
        EventCounts happened = new EventCounts();
        recorded.events().forEach(happened::add);
        EventCounts logged = new EventCounts();
        logged.addAll(happened.byType());
        happened.addAll(recorded.missing());
        try {
            try (PreparedStatement counts = connection.prepareStatement(WRITTEN)) {
                Map<EventType, Long> written = new HashMap<>(told.written());
                for (EventType type : EventType.values()) {
                    counts.setInt(1, type.index());
                    counts.setLong(2, happened.of(type));
                    counts.setLong(3, written.getOrDefault(type, 0L));
                    counts.setLong(4, logged.of(type));
                    counts.executeUpdate();
                }
            }
            new EndRows(connection, statements).write(end);
            // On a slow disk the last may be lost; how the run stands in the end is known all the same.
            statements.writeLast(connection, recorded.counted().samples());
            if (overview != null) {
                overview.finish(connection, statements, Math.max(told.untilNanos(), recorded.endNanos()));
            }
            CauseOrder.write(connection, recorded.events());
            if (!logged.byType().equals(told.written())) {
                statements.writeLog(connection, recorded.events());
            }
            connection.commit();
        } catch (SQLException failed) {
            rollBack(failed);
            throw failed;
        }
        connection.setAutoCommit(true);
        becomePlain();
    }

    /** On a full disk the database has rolled back by itself, which the driver does not know: the next transaction is to be begun. */
    private void rollBack(SQLException failed) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException nothing) {
            failed.addSuppressed(nothing);
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN");
            }
        }
    }

    /** A reader of a stretch keeps the file from this for a moment. If one does for long, the file is whole all the same, with its log beside it. */
    private void becomePlain() throws SQLException {
        for (int left = MOST_TRIES;; left--) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = DELETE");
                return;
            } catch (SQLiteException busy) {
                if (busy.getResultCode() != SQLiteErrorCode.SQLITE_BUSY
                        && busy.getResultCode() != SQLiteErrorCode.SQLITE_LOCKED) {
                    throw busy;
                }
                if (left == 0) {
                    return;
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    Connection connection() {
        return connection;
    }

    static void set(PreparedStatement statement, int at, @Nullable Long value) throws SQLException {
        statement.setObject(at, value);
    }

    @Override
    public void close() {
        try {
            statements.close();
            connection.close();
        } catch (SQLException uncloseable) {
            // What was committed is in the file, and nothing more is to come.
            System.getLogger(RecordingFile.class.getName()).log(System.Logger.Level.DEBUG, "not closed", uncloseable);
        }
    }
}
