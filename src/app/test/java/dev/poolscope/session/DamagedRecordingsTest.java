package dev.poolscope.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.poolscope.Seeds;
import dev.poolscope.recording.RecordedDetail;
import dev.poolscope.recording.RecordingException;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Recordings that were cut off at any place, or whose bytes were changed at random: they open, or are refused with one sentence. */
class DamagedRecordingsTest {
    private static final long ROUNDS = Long.getLong("poolscope.damages", 60);

    @TempDir
    private Path folder;

    private static byte[] damaged(byte[] sound, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(sound, random.nextInt(sound.length));
        }
        byte[] changed = sound.clone();
        // In one page, or anywhere.
        int page = random.nextInt(sound.length / 4096) * 4096;
        boolean anywhere = random.nextBoolean();
        for (int i = 1 << random.nextInt(9); i > 0; i--) {
            changed[anywhere ? random.nextInt(changed.length) : page + random.nextInt(4096)] = (byte) random.nextInt();
        }
        return changed;
    }

    /** All that the window reads of a large recording later on. */
    private static void readDetail(Path file, FinishedRun run, Random random) throws RecordingException {
        var detail = new RecordedDetail(file, () -> false);
        long end = run.wholeLength().toNanos();
        long from = (long) (end * random.nextDouble());
        long to = from + (long) ((end - from) * random.nextDouble()) + 1;
        detail.read(from, to, run.maxWorkers(), end, null, 20);
        detail.read(from, to, run.maxWorkers(), end, null, 10_000);
        detail.readBuckets(from, to, RecordedDetail.levelOf(to - from), run.maxWorkers(), end, null);
        detail.readWorker(1 + random.nextInt(run.maxWorkers()), run.maxWorkers(), end, 10_000);
    }

    @Test
    void whateverIsDamagedIsRefusedWithOneSentenceOrOpens() throws Exception {
        Path file = folder.resolve("run.poolscope");
        List<byte[]> sound = new ArrayList<>();
        for (String scenario : List.of("shutdown-in-a-burst", "one-lock", "overload", "broken-initializer")) {
            Recordings.write(file, SimulatedRun.of(ReadyScenarios.load(scenario), 2), 1);
            sound.add(Files.readAllBytes(file));
        }
        Set<String> sentences = new HashSet<>();
        int opened = 0;
        for (long seed = Seeds.first(); seed < Seeds.first() + ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] damaged = damaged(sound.get(random.nextInt(sound.size())), random);
            Files.write(file, damaged);

            try {
                FinishedRun run = Recordings.open(file);
                new RunExplanation(run).moment(run.wholeLength().toNanos() / 2);
                readDetail(file, run, random);
                opened++;
            } catch (RecordingException refused) {
                String sentence = String.valueOf(refused.getMessage());
                assertThat(sentence).as("seed %d", seed).doesNotContain("\n").doesNotContain("Exception")
                        .contains(file.toString()).hasSizeLessThan(400);
                sentences.add(sentence.replace(file.toString(), "F"));
            } catch (IllegalArgumentException unknown) {
                assertThat(unknown.getMessage()).as("seed %d", seed).startsWith("nothing is known of that time");
            } catch (RuntimeException | Error thrown) {
                throw new AssertionError("seed " + seed, thrown);
            }

            assertThat(file).as("seed %d", seed).hasBinaryContent(damaged);
            try (Stream<Path> all = Files.list(folder)) {
                assertThat(all.toList()).as("seed %d", seed).containsExactly(file);
            }
        }
        assertThat(sentences).as("%d opened", opened).hasSizeGreaterThan(1);
    }
}
