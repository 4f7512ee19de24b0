package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.poolscope.recording.RecordingReader;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which runs are recorded by themselves, where each system keeps what can be made again. The newest runs stay, as many
 * as there is room for; older ones are deleted when another one begins. Nothing else in the folder is ever deleted.
 */
public final class RecordingFolder {
    /** The JVM's property that names another folder. */
    public static final String PROPERTY = "poolscope.recordings";
    /**
     * How much is kept.
     *
     * @param runs how many runs; from 1 to {@value #MOST_RUNS}
     * @param megabytes how large they may be together, in MB of 1,048,576 bytes; from {@value #LEAST_MEGABYTES} to
     *            {@value #MOST_MEGABYTES}
     */
    public record Bounds(int runs, int megabytes) {
        public static final int MOST_RUNS = 1_000;
        public static final int LEAST_MEGABYTES = 10;
        public static final int MOST_MEGABYTES = 1_000_000;
        /** What applies unless the user sets other bounds. */
        public static final Bounds DEFAULT = new Bounds(20, 2048);

        /** Refuses others. */
        public Bounds {
            if (runs < 1 || runs > MOST_RUNS || megabytes < LEAST_MEGABYTES || megabytes > MOST_MEGABYTES) {
                throw new IllegalArgumentException("no bounds of a folder: " + runs + " runs, " + megabytes + " MB");
            }
        }
    }

    /** A recording is committed to twice a second. */
    private static final Duration AT_REST = Duration.ofSeconds(30);
    private static final Pattern OWN = Pattern.compile("run-\\d{8}-\\d{6}-\\d{3}\\" + Recordings.ENDING);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'run-'yyyyMMdd-HHmmss-SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final IntSupplier mostRuns;
    private final LongSupplier mostBytes;

    private record Recorded(Path file, FileTime changed, long bytes) {}

    RecordingFolder(Path folder, int mostRuns, long mostBytes) {
        this(folder, () -> mostRuns, () -> mostBytes);
    }

    private RecordingFolder(Path folder, IntSupplier mostRuns, LongSupplier mostBytes) {
        this.folder = folder;
        this.mostRuns = mostRuns;
        this.mostBytes = mostBytes;
    }

    /**
     * Finds the folder of this system, which need not be there.
     *
     * @param properties those of the JVM
     * @param environment that of the process
     * @param bounds asked in any thread whenever a run begins
     * @return the folder
     */
    public static RecordingFolder of(Properties properties, Map<String, String> environment, Supplier<Bounds> bounds) {
        return new RecordingFolder(place(properties, environment), () -> bounds.get().runs(),
                () -> (long) bounds.get().megabytes() << 20);
    }

    static Path place(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(properties.getProperty("user.home", ""));
        if (system.startsWith("mac") || system.contains("os x")) {
            return home.resolve("Library", "Caches", "Poolscope");
        }
        if (system.startsWith("windows")) {
            return absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData", "Local")).resolve("Poolscope",
                    "Recordings");
        }
        return absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve("poolscope");
    }

    /**
     * Names the folder that a variable of the system names. Their rules say that a relative path in them is to be passed over.
     *
     * @param named the variable; null if there is none
     * @param otherwise the folder where it names none
     * @return one of the two
     */
    public static Path absolute(@Nullable String named, Path otherwise) {
        Path path = named == null || named.isBlank() ? otherwise : Path.of(named);
        return path.isAbsolute() ? path : otherwise;
    }

    /**
     * Makes room for a run, and names its file.
     *
     * @param startedAt when it begins
     * @return a file that is not there yet, in a folder that is
     * @throws IOException if there is no such folder and none can be made, or old runs cannot be deleted
     */
    public Path next(Instant startedAt) throws IOException {
        Files.createDirectories(folder);
        makeRoom(startedAt);
        Instant at = startedAt;
        Path file = folder.resolve(NAME.format(at) + Recordings.ENDING);
        while (Files.exists(file)) {
            at = at.plusMillis(1);
            file = folder.resolve(NAME.format(at) + Recordings.ENDING);
        }
        return file;
    }

    private void makeRoom(Instant now) throws IOException {
        List<Recorded> own = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(RecordingFolder::isOwn).toList()) {
                try {
                    own.add(new Recorded(file, Files.getLastModifiedTime(file), Files.size(file)));
                } catch (NoSuchFileException gone) {
                    // Another window has made room too.
                }
            }
        }
        own.sort(Comparator.comparing(Recorded::changed).reversed());
        long bytes = 0;
        int most = mostRuns.getAsInt();
        long mostOfAll = mostBytes.getAsLong();
        for (int i = 0; i < own.size(); i++) {
            bytes += own.get(i).bytes;
            if ((i >= most - 1 || bytes > mostOfAll) && !isBeingWritten(own.get(i).file, now)) {
                for (String ending : List.of("", "-wal", "-shm", "-journal")) {
                    Files.deleteIfExists(folder.resolve(own.get(i).file.getFileName() + ending));
                }
            }
        }
    }

    /** Whether a program, this one or another, records into it: then a commit of the last seconds stands in the file beside it. */
    private static boolean isBeingWritten(Path file, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(file.resolveSibling(file.getFileName() + "-wal")).toInstant()
                    .isAfter(now.minus(AT_REST));
        } catch (NoSuchFileException whole) {
            return false;
        }
    }

    private static boolean isOwn(Path file) {
        // A link was made by a user, whatever it leads to.
        return OWN.matcher(String.valueOf(file.getFileName())).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && RecordingReader.isMarked(file);
    }
}
