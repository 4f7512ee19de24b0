package dev.poolscope.workload.format;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Files that were not written by mistake, and others that were meant for another program. Each ends soon, in clear words. */
class HostileFilesTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private static List<ScenarioFault> refused(Path file) {
        InvalidScenarioException e = Assertions.assertTimeoutPreemptively(SOON,
                () -> catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader.read(file)));
        assertThat(e).isNotNull();
        return e.faults();
    }

    private List<ScenarioFault> refused(byte[] content) throws IOException {
        return refused(Files.write(folder.resolve("x.yaml"), content));
    }

    static Stream<Arguments> contents() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1).append(", *a")
                    .append(i - 1).append("]\n");
        }
        return Stream.of(Arguments.of("nested lists", "[".repeat(9_000), "nested more than 20 levels deep"),
                Arguments.of("nested mappings", "{a: ".repeat(2_000), "nested more than 20 levels deep"),
                Arguments.of("nested lists in blocks", "- ".repeat(4_000), "nested more than 20 levels deep"),
                Arguments.of("a million values", "[" + "1,\n ".repeat(250_000) + "]", "more than 100000 values"),
                Arguments.of("a long word", "a".repeat(1_000_000), "longer than 10000 characters"),
                Arguments.of("a long key", "? " + "k".repeat(9_000) + "\n: 1\n", "unknown key"),
                Arguments.of("an alias bomb", bomb.toString(), "and 10 before it are not allowed"),
                Arguments.of("an endless quote", "name: \"" + "xxx\n ".repeat(200_000), "not valid YAML"),
                Arguments.of("many line breaks", "\n".repeat(1_000_000), "is empty"),
                Arguments.of("nothing but comments", "# xxx\n".repeat(140_000), "is empty"),
                Arguments.of("a number without end", "poolscope: " + "1".repeat(9_000),
                        "the version of the format"),
                Arguments.of("a control sequence", "name: \u001B[2J\n", "the character U+001B is not allowed"),
                Arguments.of("a zero byte", "name: \u0000\n", "the character U+0000 is not allowed"),
                Arguments.of("a second mark", "\uFEFF\uFEFFname: x\n", "the character U+FEFF is not allowed"),
                Arguments.of("nothing", "", "is empty"),
                Arguments.of("an unknown directive", "%FOO bar\n---\nname: x\n", "is missing"),
                Arguments.of("an old version of YAML", "%YAML 3.0\n---\nname: x\n", "not valid YAML"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void aHostileTextEndsSoonInClearWords(String what, String content, String message) throws IOException {
        List<ScenarioFault> faults = refused(content.getBytes(StandardCharsets.UTF_8));

        assertThat(faults).hasSizeLessThanOrEqualTo(101).extracting(ScenarioFault::message)
                .allSatisfy(line -> assertThat(line).doesNotContain("\n").hasSizeLessThan(400))
                .anySatisfy(line -> assertThat(line).contains(message));
    }

    @Test
    void oneHundredMegabytesAreRefusedAndNotRead() throws IOException {
        Path file = folder.resolve("huge.yaml");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(100_000_000);
        }

        assertThat(refused(file))
                .containsExactly(ScenarioFault.ofFile("is larger than 1 MiB, the most that a scenario file may have"));
    }

    @Test
    void aFileOfExactlyTheLargestSizeIsRead() throws IOException {
        String valid = "poolscope: 1\nname: x\nduration: 1s\npool: { type: single }\n";

        assertThat(catchThrowableOfType(InvalidScenarioException.class, () -> ScenarioReader
                .read(Files.writeString(folder.resolve("x.yaml"),
                        valid + "\n".repeat(SourceText.LARGEST - valid.length())))))
                .isNull();
    }

    @Test
    void otherEncodingsAreNamedOrTheirFirstWrongByteIs() throws IOException {
        assertThat(refused("name: x".getBytes(StandardCharsets.UTF_16))).singleElement().asString().contains("UTF-16");
        assertThat(refused("poolscope: 1\nname: Zürich\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly(new ScenarioFault(2, 8, "the byte 0xFC is not UTF-8; save the file as UTF-8"));
        assertThat(refused(new byte[]{(byte) 0xC3})).singleElement().asString().contains("0xC3");
        assertThat(refused(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10})).singleElement().asString().contains("0x89");
    }

    @Test
    void aDirectoryAndAMissingFileAreNamedAsSuch() {
        assertThat(refused(folder)).containsExactly(ScenarioFault.ofFile("is a directory; a scenario is a file"));
        assertThat(refused(folder.resolve("none.yaml"))).containsExactly(ScenarioFault.ofFile("does not exist"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLoopOfLinksAndAPipeAreNotFollowed() throws Exception {
        Path one = folder.resolve("one.yaml");
        Path two = folder.resolve("two.yaml");
        Files.createSymbolicLink(one, two);
        Files.createSymbolicLink(two, one);
        assertThat(refused(one)).singleElement().asString().contains("cannot be read");

        Path pipe = folder.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThat(refused(pipe)).containsExactly(ScenarioFault.ofFile("is not a regular file"));
    }

    /** On paper a second; so much more may a machine take that has other things to do. */
    private static final long PATIENCE_MILLIS = 10_000;
    /** Odd, but harmless: all that is wrong with them is said. */
    private static final Set<String> MISTAKEN = Set.of("a long key", "a number without end", "an unknown directive");

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void allOfThemTogetherAreReadInSixtyFourMegabytes(TestReporter reporter) throws Exception {
        List<String> names = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Arguments content : contents().toList()) {
            names.add(String.valueOf(content.get()[0]));
            files.add(Files.writeString(folder.resolve("text" + names.size() + ".yaml"), (String) content.get()[1]));
        }
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        Path loop = Files.createSymbolicLink(folder.resolve("loop.yaml"), folder.resolve("loop.yaml"));
        Path pipe = folder.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        for (Path other : List.of(huge, loop, pipe, folder, folder.resolve("none.yaml"), Path.of("/dev/zero"))) {
            names.add(other.getFileName().toString());
            files.add(other);
        }

        List<String> outcomes = readInASmallMachine(files);

        assertThat(outcomes).hasSameSizeAs(files);
        for (int i = 0; i < outcomes.size(); i++) {
            String[] outcome = outcomes.get(i).split("\t", -1);
            reporter.publishEntry(names.get(i), outcome[0] + " ms, " + outcome[1] + " faults, first: " + outcome[2]);
            assertThat(Long.parseLong(outcome[0])).as("milliseconds for " + names.get(i)).isLessThan(PATIENCE_MILLIS);
            if (MISTAKEN.contains(names.get(i))) {
                assertThat(Integer.parseInt(outcome[1])).as("faults of " + names.get(i)).isBetween(1, 10);
            } else {
                assertThat(outcome[1]).as("faults of " + names.get(i)).isEqualTo("1");
            }
        }
    }

    private List<String> readInASmallMachine(List<Path> files) throws Exception {
        Path list = Files.write(folder.resolve("list.txt"), files.stream().map(Path::toString).toList());
        Path outcomes = folder.resolve("outcomes.txt");
        Path said = folder.resolve("said.txt");
        String classPath = Stream
                .of(ScenarioReader.class, dev.poolscope.pool.ThreadPool.class,
                        org.snakeyaml.engine.v2.api.LoadSettings.class, ReadEach.class)
                .map(HostileFilesTest::root).distinct().collect(Collectors.joining(File.pathSeparator));
        Process machine = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, ReadEach.class.getName(),
                list.toString(), outcomes.toString())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(machine.waitFor(100, TimeUnit.SECONDS)).as("the end of the program").isTrue();
        } finally {
            machine.destroyForcibly();
        }
        assertThat(machine.exitValue()).as(Files.readString(said)).isZero();
        return Files.readAllLines(outcomes);
    }

    /** The directory or the archive that a class comes from; that of a test is not what its module says. */
    private static String root(Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        String address = String.valueOf(type.getResource(file));
        String root = address.substring(0, address.length() - file.length());
        return Path.of(URI.create(root.replaceFirst("^jar:", "").replaceFirst("!$", ""))).toString();
    }
}
