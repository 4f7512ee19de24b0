package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.RunExplanation;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExplainCommandTest {
    private static final Pattern PART = Pattern.compile("\"cause\"[^}]*\"nanos\" : (\\d+)");

    @TempDir
    Path directory;

    private FinishedRun run = SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2);
    private String file = "";

    @BeforeEach
    void record() throws Exception {
        Path recording = directory.resolve("run.poolscope");
        Recordings.write(recording, run, 1);
        file = recording.toString();
    }

    @Test
    void theLifeOfATaskIsTold() {
        Invocation.Result result = new Invocation().run("explain", file, "task", "55");

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines().getFirst()).isEqualTo("Task 55 of burst (completed)");
        assertThat(result.out()).contains("Submitted at 8.000 s.", "Waited ", "Ran 250 ms and completed at ")
                .doesNotContain("\uE000");
    }

    @Test
    void thePartsOfAWaitAddUpToWhatTheEventsSay() {
        long due = -1;
        long started = -1;
        for (RunEvent event : run.events()) {
            if (event.taskId() == 55) {
                due = event instanceof TaskEvent.Submitted it ? it.dueNanos() : due;
                started = event instanceof TaskEvent.Started it ? it.nanos() : started;
            }
        }

        String json = new Invocation().run("explain", file, "task", "55", "--json").out();

        long sum = PART.matcher(json).results().mapToLong(part -> Long.parseLong(part.group(1))).sum();
        assertThat(sum).isEqualTo(started - due).isPositive();
        assertThat(json).contains("\"nanos\" : " + sum).contains("\"task\" : 55");
    }

    @Test
    void aWorkerAndAMomentAreTold() {
        assertThat(new Invocation().run("explain", file, "worker", "2").out()).startsWith("Worker 2 (Slot 2)")
                .contains("Started at 0.000 s because a submission found more tasks pending than workers free");
        assertThat(new Invocation().run("explain", file, "at", "8.5s").out())
                .startsWith("What was going on at 8.500 s?").contains("Both workers were busy.");
        assertThat(new Invocation().run("explain", file, "at", "8.5s", "--json").out())
                .contains("\"atNanos\" : 8500000000", "\"busy\" : 2", "\"blocked\" : 0");
    }

    @Test
    void whatCannotBeExplainedIsRefusedInOneSentence() throws Exception {
        assertRefused("nothing is known of task 73; 72 tasks were submitted in '" + file + "'", "task", "73");
        assertRefused("'-1s' is no time of a run; allowed is a time from its start, such as 12.3s", "at", "-1s");
        assertRefused("'-3x' is no number of a task; allowed is a whole number from 1", "task", "-3x");
        assertRefused("nothing is known of worker 9; 2 workers were started in", "worker", "9");
        assertRefused("'x' is no number of a task", "task", "x");
        assertRefused("'0' is no number of a worker", "worker", "0");
        assertRefused("so there is nothing to explain at 100.000 s in", "at", "100s");
        assertRefused("the run took 13.1000 s, so there is nothing to explain at 13.1001 s in", "at", "13.1001s");
        assertRefused("nothing is known of worker 9999999999; 2 workers were started in", "worker", "9999999999");
        assertRefused("'12' has no unit", "at", "12");
        assertRefused("'pool' cannot be explained; allowed are 'task 55'", "pool", "1");
        file = Objects.toString(Files.writeString(directory.resolve("plain"), "hello"));
        assertRefused("'" + file + "' is no recording of a run", "task", "1");
        file = directory.toString();
        assertRefused("'" + file + "' is a folder; allowed is a recording (NAME.poolscope)", "task", "1");
        file = "none";
        assertRefused("there is no file 'none'", "task", "1");
    }

    /** The run may have gone on. */
    @Test
    void whatARecordingDoesNotSayAnyMoreIsNotSaidNotToBe() {
        RunExplanation ended = new RunExplanation(new FinishedRun(run.scenario(), run.poolName(), run.maxWorkers(),
                run.length(), true, 0, List.of(), run.recorded(), List.of(), run.simulatedCores(),
                "this recording ended abruptly: what happened after 13.100 s is not known"));

        assertThatThrownBy(() -> ended.task(73))
                .hasMessage("nothing is known of task 73; as far as is recorded, 72 tasks were submitted");
        assertThatThrownBy(() -> ended.worker(9))
                .hasMessage("nothing is known of worker 9; as far as is recorded, 2 workers were started");
        assertThatThrownBy(() -> ended.moment(100_000_000_000L)).hasMessage(
                "what is recorded of the run ends at 13.100 s, so there is nothing to explain at 100.000 s");
    }

    private void assertRefused(String message, String what, String which) {
        Invocation.Result result = new Invocation().run("explain", file, what, which);
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).singleElement().asString().contains(message);
    }
}
