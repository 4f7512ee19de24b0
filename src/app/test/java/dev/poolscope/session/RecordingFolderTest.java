package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingFolderTest {
    private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

    @TempDir
    Path folder;

    private List<Path> recorded(RecordingFolder recordings, int runs) throws IOException {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("first-light"), 2);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Path file = recordings.next(START.plusSeconds(i));
            Recordings.write(file, run, 1);
            Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(i)));
            files.add(file);
        }
        return files;
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void theNewestRunsStay() throws IOException {
        List<Path> files = recorded(new RecordingFolder(folder, 3, Long.MAX_VALUE), 5);

        assertThat(contents()).containsExactlyElementsOf(files.subList(2, 5));
    }

    @Test
    void theirSizeTogetherIsBounded() throws IOException {
        RecordingFolder large = new RecordingFolder(folder, 9, Long.MAX_VALUE);
        long size = Files.size(recorded(large, 1).getFirst());
        recorded(large, 4);

        new RecordingFolder(folder, 9, 2 * size).next(START);

        assertThat(contents()).hasSize(2);
    }

    @Test
    void nothingElseIsDeleted() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.poolscope"), "mine");
        Path alike = Files.writeString(folder.resolve("run-20200101-000000-000.poolscope"), "no recording");

        recorded(new RecordingFolder(folder, 1, 1), 2);

        assertThat(contents()).hasSize(3).contains(mine, alike);
    }

    /** Another window may record in the same folder. */
    @Test
    void whatIsBeingWrittenStays() throws IOException {
        Path written = recorded(new RecordingFolder(folder, 9, Long.MAX_VALUE), 1).getFirst();
        Path log = Files.writeString(folder.resolve(written.getFileName() + "-wal"), "committed a moment ago");
        Files.setLastModifiedTime(log, FileTime.from(START));
        RecordingFolder one = new RecordingFolder(folder, 1, 1);

        one.next(START.plusSeconds(5));
        assertThat(contents()).containsExactly(written, log);

        // Its program was killed.
        one.next(START.plusSeconds(60));
        assertThat(contents()).isEmpty();
    }

    @Test
    void aLinkIsNotDeletedNorWhatItLeadsTo(@TempDir Path elsewhere) throws IOException {
        Path kept = elsewhere.resolve("kept.poolscope");
        Recordings.write(kept, SimulatedRun.of(ReadyScenarios.load("first-light"), 2), 1);
        Path link = Files.createSymbolicLink(folder.resolve("run-20200101-000000-000.poolscope"), kept);

        recorded(new RecordingFolder(folder, 1, 1), 2);

        assertThat(contents()).hasSize(2).contains(link);
        assertThat(kept).exists();
    }

    @Test
    void itIsWhereTheSystemKeepsWhatCanBeMadeAgain() {
        Properties properties = new Properties();
        properties.setProperty("user.home", "/home/ada");
        properties.setProperty("os.name", "Linux");
        assertThat(RecordingFolder.place(properties, Map.of())).isEqualTo(Path.of("/home/ada/.cache/poolscope"));
        assertThat(RecordingFolder.place(properties, Map.of("XDG_CACHE_HOME", "/fast")))
                .isEqualTo(Path.of("/fast/poolscope"));
        properties.setProperty("os.name", "Mac OS X");
        assertThat(RecordingFolder.place(properties, Map.of()))
                .isEqualTo(Path.of("/home/ada/Library/Caches/Poolscope"));
        properties.setProperty("os.name", "Windows 11");
        assertThat(RecordingFolder.place(properties, Map.of()))
                .isEqualTo(Path.of("/home/ada/AppData/Local/Poolscope/Recordings"));
    }
}
