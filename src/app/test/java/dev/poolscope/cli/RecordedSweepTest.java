package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code poolscope sweep NAME.poolscope}. */
class RecordedSweepTest {
    @TempDir
    Path directory;
    private String recording = "";

    @BeforeEach
    void record() throws Exception {
        Path scenario = Files.writeString(directory.resolve("load.yaml"),
                """
                poolscope: 1
                name: load
                duration: 400ms
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 100/s } }, until: 300ms, task: { sleep: 25ms } }
                expect: [ wait.max <= 0s ]
                """);
        recording = directory.resolve("night.poolscope").toString();
        assertThat(new Invocation().run("simulate", scenario.toString(), "--cores", "2", "--record", recording).code())
                .isEqualTo(ExitCode.NOT_AS_EXPECTED);
    }

    private Invocation.Result sweep(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "sweep";
        arguments[1] = recording;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new Invocation().run(arguments);
    }

    @Test
    void theSmallestPoolForTheRecordedLoadIsFound() throws Exception {
        Path out = directory.resolve("out");

        Invocation.Result result = sweep("--vary", "pool.maxWorkers=1..4", "--cores", "2", "--out", out.toString());

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).anyMatch(line -> line.startsWith("smallest: 3 workers (max 0 ns); 2 give max "))
                .anyMatch(line -> line.matches("replays the load of 'night\\.poolscope', recorded"
                        + " [-0-9]{10} [0-9:]{8} UTC \\(a simulated run\\), simulated on 2 processors, not run on threads;"
                        + " 4 of 4 runs"))
                .anyMatch(line -> line.startsWith("one run for each value: a recorded load has no seed to vary, so no"
                        + " interval is shown"))
                .contains("the load: nothing was filled in: all arrivals and service times are those of the recording")
                .noneMatch(line -> line.contains("seeds"));
        assertThat(Files.readAllLines(out.resolve("sweep.csv"))).hasSize(5).last().asString()
                .startsWith("4,1,holds,false,");
        assertThat(out.resolve("sweep.json")).content()
                .contains("\"simulated\" : true", "\"recording\" : \"night.poolscope\"", "\"recordedAt\" : \"",
                        "nothing was filled in")
                .doesNotContain("eeds\"");
        assertThat(out.resolve("sweep.html")).content()
                .contains("Replays the load of 'night.poolscope'", "The recorded scenario", "<svg")
                .doesNotContain("seeds", "95 %", "NaN");
    }

    @Test
    void goalsHoldOrDoNotAndThePoolMayBeSet() {
        Invocation.Result result = sweep("--vary", "pool.idleTimeout=1s,never", "--set", "pool.maxWorkers=1", "--goal",
                "starved == true");

        assertThat(result.code()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(result.outLines()).anyMatch(line -> line.startsWith("never reached: starved == true holds nowhere")
                && line.endsWith("(starved == true does not hold)"))
                .anyMatch(line -> line.matches("never +[0-9]+ % .* false +fails, saturated"))
                .noneMatch(line -> line.contains("seeds"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  --vary streams.web.rate=1/s | --vary: 'streams.web.rate' is not of the pool, and the load is that of the recording; allowed are paths of the pool, such as pool.maxWorkers or pool.idleTimeout
                                                                  --vary pool.maxWorkers=1..2 --set seed=2 | --set: 'seed' is not of the pool, and the load is that of the recording; allowed are paths of the pool, such as pool.maxWorkers or pool.idleTimeout
                                                                  --vary pool.maxWorkers=1..2 --set pool.maxWorker=2 | --set pool.maxWorker=2: pool: unknown key 'maxWorker'; did you mean 'maxWorkers'?
                                                                  --vary pool.maxWorkers=0..2 | --vary pool.maxWorkers=0: found the number '0'; allowed is a whole number from 1 to 1000
                                                                  --vary pool.maxWorkers=1..2 --real | --real cannot be used with a recording; its load is replayed in virtual time
                                                                  --vary pool.maxWorkers=1..2 --seeds 3 | --seeds cannot be used with a recording; its load is replayed as it was, so each combination is run once
                                                                  """)
    void badInputIsRefusedInOneSentence(String arguments, String sentence) {
        assertThat(sweep(arguments.split(" "))).isEqualTo(
                new Invocation.Result(ExitCode.REFUSED, "", "poolscope: " + sentence + System.lineSeparator()));
    }

    @Test
    void whatIsNoRecordingIsRefusedInOneSentence() throws Exception {
        Files.writeString(Path.of(recording), "nothing of the kind");

        Invocation.Result result = sweep("--vary", "pool.maxWorkers=1..2");

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).singleElement().asString().startsWith("poolscope: '" + recording + "' ");
    }
}
