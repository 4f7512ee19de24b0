package dev.poolscope.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.poolscope.Seeds;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Whatever a file holds, it is opened as it was, or refused with one sentence that names it; nothing is written. */
class HostileRecordingsTest {
    private static final int USER_VERSION = 60;
    private static final int APPLICATION_ID = 68;
    private static final int DAMAGES = 150;

    @TempDir
    static Path common;
    @TempDir
    Path folder;
    private static byte[] sound = {};

    @BeforeAll
    static void write() throws IOException {
        Path file = common.resolve("sound.poolscope");
        Recordings.write(file, SimulatedRun.of(ReadyScenarios.load("shutdown-in-a-burst"), 2), 1);
        sound = Files.readAllBytes(file);
    }

    private static byte[] with(int offset, int number) {
        byte[] changed = sound.clone();
        ByteBuffer.wrap(changed).putInt(offset, number);
        return changed;
    }

    static Stream<Arguments> files() {
        return Stream.of(Arguments.of(new byte[0], "is empty, and not a recording"),
                Arguments.of("name: x".getBytes(StandardCharsets.UTF_8),
                        "is not a recording: it is no SQLite database"),
                Arguments.of(Arrays.copyOf(sound, 50), "is not a recording: it is no SQLite database"),
                Arguments.of(with(APPLICATION_ID, 1),
                        "is not a recording: it is an SQLite database of another application"),
                Arguments.of(with(USER_VERSION, 5),
                        "is a recording in format 5; this version of poolscope reads formats 1 to 4"),
                Arguments.of(Arrays.copyOf(sound, 8192), "is damaged: "));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatIsNoneIsRefused(byte[] bytes, String sentence) throws IOException {
        Path file = Files.write(folder.resolve("hostile.poolscope"), bytes);

        assertThatThrownBy(() -> Recordings.open(file)).isInstanceOf(RecordingException.class)
                .message().startsWith("'" + file + "' " + sentence).doesNotContain("\n");
        assertOnly(file);
    }

    static List<String> changes() {
        return List.of("UPDATE task SET worker = -1", "UPDATE task SET started_ns = 9223372036854775807",
                "UPDATE task SET outcome = 99", "UPDATE task SET stream = 77777", "DELETE FROM task WHERE id = 5",
                "UPDATE run SET max_workers = 2000000000", "UPDATE run SET scenario = 'nonsense: ['",
                "UPDATE run SET scenario = replace(scenario, 'pool:', 'pole:')", "DELETE FROM run",
                "DELETE FROM summary", "UPDATE summary SET throughput = 9e999", "UPDATE times SET mean_ns = -9e999",
                "UPDATE run SET speed = 0", "UPDATE run SET speed = -1", "UPDATE run SET speed = 9e999",
                "UPDATE run SET scenario = hex(zeroblob(9000000))",
                "UPDATE run SET scenario = 'name: ' || hex(zeroblob(90000))",
                "UPDATE stream SET name = hex(zeroblob(9000000))",
                "UPDATE run SET started_at = 'yesterday'", "DELETE FROM times", "UPDATE summary SET submitted = -5",
                "CREATE TABLE more (a)", "DROP VIEW tasks",
                "CREATE TRIGGER t AFTER INSERT ON task BEGIN DELETE FROM task; END");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatNoRunCouldBeIsRefused(String sql) throws Exception {
        Path file = Files.write(folder.resolve("hostile.poolscope"), sound);
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }

        assertThatThrownBy(() -> Recordings.open(file)).isInstanceOf(RecordingException.class)
                .message().startsWith("'" + file + "' ").doesNotContain("\n");
        assertOnly(file);
    }

    /** SQLite would delete it. */
    @Test
    void aLogThatTellsNothingStaysBesideItsRecording() throws IOException {
        Path file = Files.write(folder.resolve("run.poolscope"), sound);
        byte[] junk = new byte[50_000];
        new Random(Seeds.first()).nextBytes(junk);
        byte[] begun = new byte[32];
        ByteBuffer.wrap(begun).putInt(0x377f0682).putInt(3_007_000).putInt(4096);
        for (byte[] each : List.of(junk, begun)) {
            Path log = Files.write(folder.resolve("run.poolscope-wal"), each);

            assertThat(Recordings.open(file).events()).isNotEmpty();

            assertThat(log).hasBinaryContent(each);
        }
    }

    @Test
    void aFolderAndNothingAreRefused() {
        assertThatThrownBy(() -> Recordings.open(folder))
                .hasMessage("'" + folder + "' is a folder, and not a recording");
        Path nothing = folder.resolve("nothing.poolscope");
        assertThatThrownBy(() -> Recordings.open(nothing)).hasMessage("there is no file '" + nothing + "'");
    }

    @Test
    void anotherFileIsNotOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.poolscope"), "mine");

        assertThatThrownBy(() -> Recordings.write(file, SimulatedRun.of(ReadyScenarios.load("first-light"), 2), 1))
                .hasMessage("'" + file + "' is in the way: it is no recording, and only a recording is overwritten");
        assertThat(file).hasContent("mine");
    }

    @Test
    void randomDamageIsNeverMoreThanASentence() throws IOException {
        long seed = Seeds.first();
        Random random = new Random(seed);
        Path file = folder.resolve("damaged.poolscope");
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int n = bytes.length == 0 ? 0 : 1 + random.nextInt(40); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            try {
                assertThat(Recordings.open(file).events()).isNotEmpty();
            } catch (RecordingException refused) {
                assertThat(refused.getMessage()).as("seed " + seed).startsWith("'" + file + "' ").doesNotContain("\n");
            } catch (RuntimeException unexpected) {
                fail("seed " + seed, unexpected);
            }
            assertThat(Files.readAllBytes(file)).as("seed " + seed).isEqualTo(bytes);
        }
        assertOnly(file);
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }
}
