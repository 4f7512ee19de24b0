package dev.poolscope.session.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.session.WholeFiles;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportDirectoryTest {
    private static final PicturePainter PAINTER = run -> new byte[]{1};

    @TempDir
    Path directory;

    @Test
    void theSummaryHasAllKeysOfTheFormatInItsOrder() throws Exception {
        ReportDirectory.at(directory)
                .write(run("""
                           duration: 50ms
                           pool: { type: single }
                           streams:
                             - { name: web, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 1ms } }
                           expect: [ completed == 3 ]
                           """), PAINTER);

        List<String> times = List.of("p50", "p90", "p95", "p99", "max", "mean");
        List<String> expected = new ArrayList<>(
                List.of("scenario", "seed", "durationMillis", "simulated", "pool", "pool.type",
                        "pool.name", "pool.maxWorkers", "submitted", "completed", "failed", "cancelled", "rejected",
                        "peakWorkers", "peakPending", "spawned", "retired", "retired.IDLE_TIMEOUT", "retired.MAX_TASKS",
                        "retired.JOIN", "retired.SHUTDOWN", "retired.BROKEN"));
        for (String span : List.of("wait", "run", "total")) {
            expected.add(span);
            times.forEach(statistic -> expected.add(span + "." + statistic));
        }
        List<String> rates = List.of("throughput", "arrivalLateness", "arrivalLateness.p99", "arrivalLateness.max");
        expected.addAll(rates);
        expected.addAll(List.of("actionLateness", "actionLateness.max", "utilisation"));
        List.of("", ".name", ".submitted", ".started", ".completed", ".failed", ".cancelled", ".rejected")
                .forEach(key -> expected.add("streams" + key));
        for (String span : List.of("wait", "run", "total")) {
            expected.add("streams." + span);
            times.forEach(statistic -> expected.add("streams." + span + "." + statistic));
        }
        rates.forEach(key -> expected.add("streams." + key));
        expected.addAll(List.of("droppedEvents", "remark", "terminated", "broken", "starved", "expectations",
                "expectations.text",
                "expectations.actual", "expectations.held"));
        assertThat(keys(directory.resolve("summary.json"))).containsExactlyElementsOf(expected);
    }

    /** Lets so many bytes through, and then nothing more. */
    private static UnaryOperator<OutputStream> diskOf(int bytes) {
        var left = new AtomicInteger(bytes);
        return file -> new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[]{(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                int fits = Math.min(length, left.getAndAdd(-length));
                if (fits > 0) {
                    file.write(from, offset, fits);
                }
                if (fits < length) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }

    @Test
    void whereverTheDiskIsFullTheReportIsWholeOrTheOldOneIsStillThere() throws Exception {
        FinishedRun run = run("duration: 20ms\npool: { type: single }\n");
        ReportDirectory reports = ReportDirectory.at(directory);
        PicturePainter painter = _ -> new byte[5_000];
        reports.write(run, painter, new WholeFiles());
        Map<Path, byte[]> fresh = content();
        int size = fresh.values().stream().mapToInt(bytes -> bytes.length).sum();
        for (Path file : fresh.keySet()) {
            Files.writeString(file, "old");
        }
        Map<Path, byte[]> old = content();

        for (int room = 0; room < size; room += size / 50) {
            WholeFiles files = new WholeFiles(diskOf(room));
            assertThatThrownBy(() -> reports.write(run, painter, files)).isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be written: No space left on device");
            assertThat(content()).as("with room for " + room).containsExactlyEntriesOf(old);
        }
        reports.write(run, painter, new WholeFiles(diskOf(size)));
        assertThat(content()).containsExactlyEntriesOf(fresh);
    }

    private Map<Path, byte[]> content() throws IOException {
        Map<Path, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                content.put(file, Files.readAllBytes(file));
            }
        }
        return content;
    }

    @Test
    void withoutSamplesTimesAreNullAndCountsAreZero() throws Exception {
        ReportDirectory.at(directory).write(run("duration: 1ms\npool: { type: dual, name: idle }\n"), PAINTER);

        assertThat(directory.resolve("summary.json")).content().contains("\"submitted\" : 0", "\"p50\" : null",
                "\"mean\" : null", "\"name\" : \"idle\"", "\"maxWorkers\" : 2", "\"durationMillis\" : 1",
                "\"throughput\" : 0", "\"seed\" : 1");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void numbersAreForMachinesWhateverTheLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("ar", "EG"));
        try {
            ReportDirectory.at(directory)
                    .write(run("""
                               duration: 50ms
                               pool: { type: single }
                               streams:
                                 - { name: web, arrivals: { batch: { count: 3, at: 0s } }, task: { sleep: 1ms } }
                               """), PAINTER);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(directory.resolve("summary.json")).content()
                .matches("(?s)\\p{ASCII}*\"max\" : \\d+\\.\\d+\\p{ASCII}*");
        assertThat(directory.resolve("events.csv")).content().matches("(?s)\\p{ASCII}*");
    }

    @Test
    void aPathThatCannotBeADirectoryIsRefusedInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> ReportDirectory.at(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("'" + file + "' is not a directory").hasMessageNotContaining("\n");
        assertThatThrownBy(() -> ReportDirectory.at(file.resolve("below"))).isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString()).hasMessageNotContaining("\n");
    }

    private static FinishedRun run(String body) throws Exception {
        var session = new Session(ScenarioReader.parse("test", "poolscope: 1\nname: Test\n" + body));
        session.start();
        return session.finished().get(30, TimeUnit.SECONDS);
    }

    /** The keys of a JSON text in their order, with those of the objects they are in; array elements count as what they are in. */
    private static List<String> keys(Path file) throws IOException {
        List<String> keys = new ArrayList<>();
        Deque<String> outer = new ArrayDeque<>();
        String last = "";
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    last = (outer.peek() + "." + json.currentName()).replaceFirst("^\\.+", "");
                    keys.add(last);
                } else if (token.isStructStart()) {
                    outer.push(last);
                } else if (token.isStructEnd()) {
                    last = outer.pop();
                }
            }
        }
        return keys;
    }
}
