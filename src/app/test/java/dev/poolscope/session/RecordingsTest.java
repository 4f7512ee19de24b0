package dev.poolscope.session;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordingsTest {
    @TempDir
    Path folder;
    private Instant fileMade = Instant.EPOCH;

    static List<String> ready() {
        return ReadyScenarios.names().stream().filter(name -> ReadyScenarios.load(name).duration() != null).toList();
    }

    @ParameterizedTest
    @MethodSource("ready")
    void aSimulatedRunOpensAsItWas(String name) throws IOException {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load(name), 2);
        Path file = folder.resolve("run.poolscope");

        Recordings.write(file, run, 1);

        assertThatIsTheSame(Recordings.open(file), run);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aRunOnThreadsOpensAsItWas() throws Exception {
        FinishedRun run = recorded(ReadyScenarios.load("burst-on-two").atSpeed(20), RecorderLimits.DEFAULT);

        Recordings.Dated opened = Recordings.openDated(folder.resolve("live.poolscope"));
        assertThatIsTheSame(opened.run(), run);
        assertThat(opened.startedAt()).as("the run begins after its file was made").isAfterOrEqualTo(fileMade);
    }

    @Test
    void aRunWithLossesOpensAsItWas() throws Exception {
        FinishedRun run = recorded(ReadyScenarios.load("overload").atSpeed(20), new RecorderLimits(16, 400, 400));

        assertThat(run.summary().droppedEvents()).isPositive();
        assertThatIsTheSame(Recordings.open(folder.resolve("live.poolscope")), run);
    }

    @Test
    void ofMoreEventsThanAreWantedTheLatestTasksAreRead() throws IOException {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, run, 1);

        FinishedRun latest = Recordings.open(file, run.events().size() / 2);

        assertThat(latest.events()).hasSizeBetween(run.events().size() / 4, run.events().size() * 3 / 4);
        assertThat(latest.events().getLast()).isEqualTo(run.events().getLast());
        long missing = latest.recorded().missing().values().stream().mapToLong(Long::longValue).sum();
        assertThat(latest.summary().droppedEvents()).isEqualTo(missing).isPositive();
        assertThat(latest.summary().waitTimes()).isEqualTo(run.summary().waitTimes());
        assertThat(latest.recorded().completeAfterNanos()).isPositive();
    }

    @Test
    void aTaskTakesNoMoreThan120Bytes() throws Exception {
        Scenario scenario = ScenarioReader.parse("busy", """
                                                         poolscope: 1
                                                         name: busy
                                                         duration: 4s
                                                         pool: { type: thread, maxWorkers: 16 }
                                                         streams:
                                                           - name: web
                                                             arrivals: { poisson: { rate: 5000/s } }
                                                             task: { sleep: { uniform: { min: 1ms, max: 5ms } } }
                                                         """);
        FinishedRun run = SimulatedRun.of(scenario, 2);
        Path file = folder.resolve("run.poolscope");

        Recordings.write(file, run, 1);

        assertThat(Files.size(file)).isLessThanOrEqualTo(120 * run.summary().submitted());
    }

    @Test
    void aCopyIsTheRecordingAndTheOldFileStaysUntilItIsWhole() throws IOException {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2);
        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, run, 1);
        Path copy = folder.resolve("copy.poolscope");
        Recordings.write(copy, SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2), 1);

        Recordings.copy(file, copy);
        Recordings.copy(file, file);

        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(Recordings.open(copy)).isEqualTo(run);
        Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> Recordings.copy(file, other)).message().contains("in the way");
        assertThatThrownBy(() -> Recordings.copy(file, folder)).message().contains("it is a folder");
        assertThat(other).hasContent("mine");
    }

    private FinishedRun recorded(Scenario scenario, RecorderLimits limits) throws Exception {
        Session session = new Session(scenario, NanoClock.SYSTEM, limits);
        session.recordTo(folder.resolve("live.poolscope"), 20);
        fileMade = nextInstant();
        session.start();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        assertThat(session.recordingClosed().get(60, TimeUnit.SECONDS)).isEmpty();
        return run;
    }

    /** One that is later than all that were read before. */
    private static Instant nextInstant() {
        Instant now = Instant.now();
        while (!Instant.now().isAfter(now)) {
            Thread.onSpinWait();
        }
        return Instant.now();
    }

    static void assertThatIsTheSame(FinishedRun opened, FinishedRun run) {
        assertThat(csv(opened)).isEqualTo(csv(run));
        assertThat(opened.events()).isEqualTo(run.events());
        assertThat(opened.summary()).isEqualTo(run.summary());
        assertThat(opened.recorded().missing()).isEqualTo(run.recorded().missing());
        assertThat(opened.recorded().counted()).isEqualTo(run.recorded().counted());
        assertThat(opened).isEqualTo(run);
    }

    private static String csv(FinishedRun run) {
        StringWriter text = new StringWriter();
        try {
            EventsCsv.write(run.events(), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
