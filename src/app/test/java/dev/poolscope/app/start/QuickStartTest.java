package dev.poolscope.app.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With a program of some lines, which is compiled for it. */
class QuickStartTest {
    private static final String SOURCE = """
                                         package small;

                                         import java.nio.file.Files;
                                         import java.nio.file.Path;
                                         import java.util.List;

                                         public final class Small {
                                             public static void main(String[] arguments) throws Exception {
                                                 try (var text = Small.class.getResourceAsStream("text.txt")) {
                                                     System.out.println(new String(text.readAllBytes()) + " " + arguments[0] + " from "
                                                             + Small.class.getProtectionDomain().getCodeSource().getLocation().getPath());
                                                 }
                                                 if (arguments[0].equals("spoil")) {
                                                     String option = "-XX:AOTCacheOutput=";
                                                     String[] all = ProcessHandle.current().info().arguments().orElseThrow();
                                                     String cache = List.of(all).stream().filter(it -> it.startsWith(option)).findFirst().orElseThrow();
                                                     Files.writeString(Path.of(cache.substring(option.length())), "half of it");
                                                 }
                                                 if (arguments[0].equals("hang")) {
                                                     Thread.currentThread().join();
                                                 }
                                             }
                                         }
                                         """;

    /** For programs that are gone before it pays to compile anything well. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    /** Fails before anything of the program runs, and so in no time. */
    private static final String REFUSED = "-XX:+NoSuchOption";

    @TempDir
    Path directory;
    private Path classes = Path.of("");
    private Path home = Path.of("");
    private int announced;

    @BeforeEach
    void compile() throws IOException {
        // Named so that a file of options has to quote it.
        Path place = Files.createDirectory(directory.resolve("with space#and 'quote"));
        classes = place.resolve("classes");
        home = place.resolve("home");
        Path source = Files.writeString(place.resolve("Small.java"), SOURCE);
        Path module = Files.writeString(place.resolve("module-info.java"), "module small {}\n");
        int compiled = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, "-d",
                classes.toString(), source.toString(), module.toString());
        assertThat(compiled).isZero();
        Files.writeString(classes.resolve("small/text.txt"), "hello");
    }

    @Test
    void whatWasPreparedStartsTheProgramFromJarsAndTheCache() throws Exception {
        QuickStart.Prepared made = prepare("--module", "small/small.Small", "rehearsal");

        assertThat(made.problem()).isEmpty();
        assertThat(announced).isEqualTo(1);
        // Java ends where it cannot use the cache, instead of doing without.
        assertThat(start(made, "-XX:AOTMode=on", "--module", "small/small.Small", "now")).startsWith("hello now from ")
                .contains(".jar");
    }

    @Test
    void itIsMadeOnceForEachBuild() throws Exception {
        QuickStart.Prepared first = prepare(REFUSED);
        assertThat(first.problem().orElseThrow()).contains("exit code 1").contains("rehearsal.log");
        assertThat(Files.readString(log(first))).contains("NoSuchOption");

        QuickStart.Prepared again = prepare(REFUSED);
        assertThat(again).isEqualTo(new QuickStart.Prepared(first.options(), Optional.empty()));
        assertThat(announced).isEqualTo(1);

        Files.writeString(classes.resolve("small/text.txt"), "other");
        QuickStart.Prepared changed = prepare(REFUSED);
        assertThat(changed.options()).isNotEqualTo(first.options());
        assertThat(announced).isEqualTo(2);
        assertThat(start(changed, "--module", "small/small.Small", "now")).startsWith("other now");
        // One that was started before goes on with what it has.
        assertThat(start(first, "--module", "small/small.Small", "now")).startsWith("hello now");
    }

    @Test
    void aCacheThatIsNotWholeIsNotUsed() throws Exception {
        String elsewhere = "-XX:AOTCacheOutput=" + directory.resolve("elsewhere.aot");

        QuickStart.Prepared none = prepare(elsewhere, "--module", "small/small.Small", "now");
        assertThat(none.problem().orElseThrow()).contains("wrote no cache");
        QuickStart.Prepared half = prepare(elsewhere, "--module", "small/small.Small", "spoil");
        assertThat(half.problem().orElseThrow()).contains("a start with the cache ended with exit code 1");

        assertThat(Files.readString(half.options())).doesNotContain("AOTCache");
        assertThat(start(half, "--module", "small/small.Small", "now")).startsWith("hello now");
    }

    @Test
    void aRehearsalThatDoesNotEndIsGivenUp() throws Exception {
        QuickStart.Prepared made = new QuickStart(home, rehearsal(1, "--module", "small/small.Small", "hang"))
                .prepare(() -> announced++);

        assertThat(made.problem().orElseThrow()).contains("did not end within 1 s");
        assertThat(Files.readString(made.options())).doesNotContain("AOTCache");
        assertThat(start(made, "--module", "small/small.Small", "now")).startsWith("hello now");
    }

    @Test
    void whatWasInterruptedHalfWayIsMadeOnceMore() throws Exception {
        QuickStart.Prepared made = prepare(REFUSED);
        Files.delete(made.options());

        assertThat(prepare(REFUSED).options()).isEqualTo(made.options()).exists();
        assertThat(announced).isEqualTo(2);
    }

    @Test
    void onlyTheLastFewBuildsStay() throws Exception {
        List<Path> options = new ArrayList<>();
        for (int i = 0; i <= QuickStart.KEPT; i++) {
            Files.writeString(classes.resolve("small/text.txt"), "hello" + "!".repeat(i));
            options.add(prepare(REFUSED).options());
            Files.setLastModifiedTime(options.getLast(), FileTime.from(Instant.EPOCH.plusSeconds(1 + i)));
        }

        assertThat(options.getFirst()).doesNotExist();
        assertThat(options.subList(1, options.size())).allMatch(Files::exists);
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left.filter(Files::isDirectory)).hasSize(QuickStart.KEPT);
        }
    }

    private QuickStart.Prepared prepare(String... arguments) throws IOException, InterruptedException {
        return new QuickStart(home, rehearsal(60, arguments)).prepare(() -> announced++);
    }

    private QuickStart.RehearsalCommand rehearsal(int patience, String... commandLine) {
        List<String> command = new ArrayList<>(List.of(QUICK));
        command.addAll(List.of(commandLine));
        return new QuickStart.RehearsalCommand("--module-path", classes.toString(), command, patience);
    }

    private static Path log(QuickStart.Prepared prepared) {
        return prepared.options().resolveSibling("rehearsal.log");
    }

    private static String start(QuickStart.Prepared prepared, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), QUICK, "@" + prepared.options()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = process.inputReader().readAllAsString();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
