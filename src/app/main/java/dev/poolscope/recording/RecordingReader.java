package dev.poolscope.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * Reads recordings. The file is only read: nothing is written into it or beside it, no other database is attached, no code of it
 * is run. Whatever is wrong with it is said in one sentence.
 */
public final class RecordingReader {
    /** Of more events than that, the latest tasks are read. */
    public static final long MOST_EVENTS = 1_250_000;
    /** Up to this size a file is looked through for damage before it is believed; a larger one while it is read. */
    private static final long LOOKED_THROUGH = 64L << 20;
    /** No row that is written is nearly as long, in bytes: a longer text is not even taken into memory. */
    private static final int LONGEST_ROW = 4 << 20;

    private RecordingReader() {}

    /**
     * Reads a recording. That takes a second or two for each million events.
     *
     * @param path where it lies
     * @return the run; of one with very many events those of the latest tasks, with the others counted
     * @throws RecordingException if it is no recording, or one that cannot be read; the message is one sentence
     */
    public static StoredRun read(Path path) throws RecordingException {
        return read(path, MOST_EVENTS);
    }

    /**
     * Reads a recording.
     *
     * @param path where it lies
     * @param mostEvents about how many events to read in detail
     * @return the run
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static StoredRun read(Path path, long mostEvents) throws RecordingException {
        return reading(path, connection -> new RunTables(connection, path, mostEvents).read());
    }

    /**
     * Reads what can be shown of a large recording at once: its numbers, its counters over time, and what lanes did in buckets of time,
     * but no task and no worker.
     *
     * @param path where it lies
     * @return the run, with blank lanes if it has no such buckets; empty of a recording that is not large
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static Optional<StoredRun> readOverview(Path path) throws RecordingException {
        RecordingHeader.check(path);
        try {
            if (Files.size(path) < LOOKED_THROUGH) {
                return Optional.empty();
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return overview(path);
    }

    /**
     * Reads the same of a recording of which {@link #read(Path, long)} would leave out events that it has.
     *
     * @param path where it lies
     * @param mostEvents about how many events would be read
     * @return the run, with blank lanes if it has no buckets; empty of a recording that is read whole
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public static Optional<StoredRun> readOverviewOfCut(Path path, long mostEvents) throws RecordingException {
        return reading(path, connection -> {
            RunTables tables = new RunTables(connection, path, mostEvents);
            return tables.isCut() ? Optional.ofNullable(tables.readOverview()) : Optional.<StoredRun>empty();
        });
    }

    /** As above, of any size. */
    static Optional<StoredRun> overview(Path path) throws RecordingException {
        return reading(path,
                connection -> Optional.ofNullable(new RunTables(connection, path, 0).readOverview()));
    }

    /**
     * Tells whether a file bears the marks of a recording, damaged or not.
     *
     * @param path any file
     * @return whether its first bytes say so
     */
    public static boolean isMarked(Path path) {
        try {
            return Files.isRegularFile(path) && RecordingHeader.isRecording(path);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Tells whether a file is to be opened as a recording: by its first bytes, or else by its name.
     *
     * @param path any file
     * @return whether {@link #read} is the one to say what is wrong with it
     */
    public static boolean isRecording(Path path) {
        return path.toString().endsWith(".poolscope") || isMarked(path);
    }

    /**
     * Looks at the marks of a file and at its tables.
     *
     * @param path where it lies
     * @throws RecordingException if it is no recording; the message is one sentence
     */
    public static void check(Path path) throws RecordingException {
        reading(path, _ -> path);
    }

    /**
     * Tells whether a part of a recording lies beside it, because the program that wrote it ended abruptly.
     *
     * @param path the recording
     * @return whether the file alone is not all of it
     */
    public static boolean hasLog(Path path) {
        return path.resolveSibling(path.getFileName() + "-wal").toFile().length() > 0;
    }

    /**
     * Copies a recording, with what lies beside it, into one new file.
     *
     * @param from the recording
     * @param to an empty or missing file
     * @throws RecordingException if that fails; the message is one sentence
     */
    public static void copy(Path from, Path to) throws RecordingException {
        reading(from, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("backup to '" + to.toString().replace("'", "''") + "'");
            }
        });
    }

    /** What is read through a connection. */
    @FunctionalInterface
    interface Reading<T> {
        T from(Connection connection) throws SQLException, RecordingException;
    }

    static <T> T reading(Path path, Reading<T> what) throws RecordingException {
        return reading(path, false, connection -> {
            checkTables(connection, path);
            return what.from(connection);
        });
    }

    /** Reads of a file whose tables have been looked at, or which this program writes. */
    static <T> T reading(Path path, boolean live, Reading<T> what) throws RecordingException {
        RecordingHeader.check(path);
        String title = "'" + path + "'";
        try (Connection connection = open(path, live)) {
            return what.from(connection);
        } catch (SQLException refused) {
            throw new RecordingException(title + " is damaged: " + reason(refused), refused);
        } catch (DamagedException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException
                | NullPointerException absurd) {
            throw new RecordingException(title + " is damaged: " + firstLine(absurd), absurd);
        } catch (IOException failed) {
            if (failed instanceof RecordingException told) {
                throw told;
            }
            throw new RecordingException(title + " cannot be read: " + failed.getMessage(), failed);
        } catch (OutOfMemoryError large) {
            throw new RecordingException(title + " is too large for the memory of this program", large);
        }
    }

    private static String firstLine(RuntimeException absurd) {
        return String.valueOf(absurd.getMessage()).lines().findFirst().orElse("it contradicts itself");
    }

    private static String reason(SQLException refused) {
        return refused instanceof SQLiteException sqlite
                ? sqlite.getResultCode().message.toLowerCase(java.util.Locale.ROOT)
                : firstLine(new IllegalStateException(refused.getMessage()));
    }

    /**
     * A run that ended abruptly has left a log of its last seconds beside the file. It is read with it: in a mode that keeps in memory
     * what SQLite otherwise writes into a third file.
     */
    private static Connection open(Path path, boolean live) throws SQLException, IOException {
        Path log = path.resolveSibling(path.getFileName() + "-wal");
        boolean abrupt = !live && WriteAheadLog.tells(log);
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        // What is still written is read as any other program would: with the index of its log in memory that is shared.
        String mode = live
                ? "?mode=ro"
                : abrupt
                        ? "?mode=ro&vfs=" + (windows ? "win32-none" : "unix-none")
                        : "?mode=ro&immutable=1";
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(LONGEST_ROW));
        config.enableLoadExtension(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath().toUri() + mode);
        try (Statement statement = connection.createStatement()) {
            if (abrupt) {
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            }
            statement.execute("PRAGMA query_only = ON");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA mmap_size = 0");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    static int version(Connection connection) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, "PRAGMA user_version")) {
            return rows.next() ? rows.small(1) : 0;
        }
    }

    /** What has other tables than this program makes is not asked anything: views and triggers of a stranger are code. */
    private static void checkTables(Connection connection, Path path) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection,
                "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")) {
            while (rows.next()) {
                found.add(rows.text(1));
            }
        }
        if (!found.equals(RecordingFormat.statements(version(connection)))) {
            throw new DamagedException("its tables are not those of a recording");
        }
        if (path.toFile().length() <= LOOKED_THROUGH) {
            try (ReadRows rows = new ReadRows(connection, "PRAGMA quick_check(1)")) {
                if (!rows.next() || !rows.text(1).equals("ok")) {
                    throw new DamagedException("some of its pages do not fit together");
                }
            }
        }
    }
}
