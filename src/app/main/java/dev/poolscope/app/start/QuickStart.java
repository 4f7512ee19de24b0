package dev.poolscope.app.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes what lets a program start in about half of the time: its classes in jars, and an AOT cache of what its start loads. Java fills
 * the cache in a rehearsal: a start of the program, unseen, that ends by itself.
 *
 * <p>What is made stands in a folder that is named for all it depends on: the code, the options, and the Java that runs it. So it is made
 * once for each build and is never out of date. The folders of the builds before are kept for a while, for the programs that still run from them.
 */
public final class QuickStart {
    /** How many folders stay: a program that still runs from the oldest of them opens its jars when it needs them. */
    static final int KEPT = 3;

    private static final String OPTIONS = "options";
    private static final String CACHE = "start.aot";
    private static final String LOG = "rehearsal.log";
    private static final int NAME_BYTES = 8;

    private final Path home;
    private final RehearsalCommand rehearsal;

    /**
     * How the program is rehearsed.
     *
     * @param pathOption the option in front of the path of its code: {@code --module-path} or {@code --class-path}
     * @param path where its code is, in the form of that option
     * @param arguments what follows the path, the main class included; options about modules are those of the program itself, since the cache is
     *        good for no others
     * @param patience how long it may take until it is given up, in seconds
     */
    public record RehearsalCommand(String pathOption, String path, List<String> arguments, long patience) {
        /** Keeps the arguments as they are now. */
        public RehearsalCommand {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * What was made.
     *
     * @param options a file of options for {@code java}: where the code is, and the cache
     * @param problem why the program starts no more quickly with them; told when they are made, not when they are found
     */
    public record Prepared(Path options, Optional<String> problem) {}

    /**
     * Makes nothing yet.
     *
     * @param home the folder of all that is made, which is created when it is missing and belongs to this class
     * @param rehearsal how the program is rehearsed
     */
    public QuickStart(Path home, RehearsalCommand rehearsal) {
        this.home = home;
        this.rehearsal = rehearsal;
    }

    /**
     * Makes what is not there yet. Two processes that prepare the same do so one after the other.
     *
     * @param beforeMaking runs first when it is to be made, which takes some seconds
     * @return what was made or found
     * @throws IOException if the code cannot be read, or the folder cannot be written
     * @throws InterruptedException if this thread is interrupted during the rehearsal
     */
    public Prepared prepare(Runnable beforeMaking) throws IOException, InterruptedException {
        CodePath code = CodePath.of(rehearsal.path);
        Path folder = home.resolve(name(code));
        Path options = folder.resolve(OPTIONS);
        Files.createDirectories(home);
        try (FileChannel turns = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
                FileLock _ = turns.lock()) {
            if (Files.exists(options)) {
                Files.setLastModifiedTime(options, FileTime.from(Instant.now()));
                return new Prepared(options, Optional.empty());
            }
            beforeMaking.run();
            return make(code, folder, options);
        }
    }

    // The options are the last that is written: a folder without them was interrupted half way, and is made once more.
    private Prepared make(CodePath code, Path folder, Path options) throws IOException, InterruptedException {
        delete(folder);
        Files.createDirectory(folder);
        CodePath packed = code.packed(folder);
        List<String> path = List.of(rehearsal.pathOption + "=" + packed);
        List<String> cached = List.of(path.getFirst(), "-XX:AOTCache=" + folder.resolve(CACHE),
                // A cache that does not fit how Java is started, with a very large heap for instance, is no reason to say something.
                "-Xlog:aot*=off,cds*=off");
        Optional<String> problem = rehearse(path, folder).or(() -> Files.exists(folder.resolve(CACHE))
                ? Optional.empty()
                : Optional.of("Java wrote no cache; see " + folder.resolve(LOG)));
        if (problem.isEmpty()) {
            problem = tryOut(cached, folder);
        }
        new StartOptions(problem.isEmpty() ? cached : path).writeTo(options);
        deleteOldest();
        return new Prepared(options, problem);
    }

    private Optional<String> rehearse(List<String> path, Path folder) throws IOException, InterruptedException {
        return java(folder.resolve(LOG), "the rehearsal", List.of("-XX:AOTCacheOutput=" + folder.resolve(CACHE)), path);
    }

    // A disk that is full may leave a part of the cache. Here Java ends where it cannot use it, instead of doing without.
    private Optional<String> tryOut(List<String> cached, Path folder) throws IOException, InterruptedException {
        return java(folder.resolve("trial.log"), "a start with the cache", List.of("-XX:AOTMode=on", "--dry-run"),
                cached);
    }

    private Optional<String> java(Path log, String what, List<String> first, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(first);
        command.addAll(options);
        command.addAll(rehearsal.arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(rehearsal.patience, TimeUnit.SECONDS)) {
                return Optional.of(what + " did not end within " + rehearsal.patience + " s; see " + log);
            }
        } finally {
            // Java writes the cache in a process of its own.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of(what + " ended with exit code " + process.exitValue() + "; see " + log);
    }

    private String name(CodePath code) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(System.getProperty("java.home"), System.getProperty("java.vm.version"),
                    rehearsal.pathOption, rehearsal.path, String.join("\n", rehearsal.arguments))) {
                digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
            }
            code.addTo(digest);
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    private void deleteOldest() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Files.list(home)) {
            all.filter(Files::isDirectory).forEach(folders::add);
        }
        Map<Path, Instant> used = new HashMap<>();
        for (Path folder : folders) {
            Path options = folder.resolve(OPTIONS);
            used.put(folder, Files.exists(options) ? Files.getLastModifiedTime(options).toInstant() : Instant.EPOCH);
        }
        folders.sort(Comparator.comparing((Path folder) -> used.getOrDefault(folder, Instant.EPOCH)).reversed());
        for (Path old : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
            try {
                delete(old);
            } catch (IOException inUse) {
                // Some systems do not delete a file that a program has open. It is tried again after the next build.
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
