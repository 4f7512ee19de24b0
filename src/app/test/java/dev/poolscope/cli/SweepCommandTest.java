package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SweepCommandTest {
    @TempDir
    Path directory;
    private String file = "";

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(directory.resolve("load.yaml"),
                """
                poolscope: 1
                name: load
                duration: 400ms
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 100/s } }, task: { sleep: 25ms } }
                """).toString();
    }

    private Invocation.Result sweep(String... more) {
        return sweep(new Invocation(), more);
    }

    private Invocation.Result sweep(Invocation invocation, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "sweep";
        arguments[1] = file;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return invocation.run(arguments);
    }

    @Test
    void theSmallestNumberOfWorkersIsFound() throws Exception {
        Path out = directory.resolve("out");

        Invocation.Result result = sweep("--vary", "pool.maxWorkers=1..5", "--goal", "wait.max <= 0s", "--seeds", "2",
                "--cores", "2", "--out", out.toString());

        assertThat(result.err()).isEqualTo("poolscope: --vary: the pool has type thread now, which takes maxWorkers; it"
                + " had type dual" + System.lineSeparator());
        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).anyMatch(line -> line.startsWith("smallest: 3 workers (max 0 ns); 2 give max "))
                .contains("equal: 4 and 5 workers give the same as 3 workers")
                .anyMatch(line -> line.startsWith("simulated on 2 processors, not run on threads; 10 of 10 runs"));
        assertThat(Files.readAllLines(out.resolve("sweep.csv"))).hasSize(6).first().asString()
                .startsWith(
                        "pool.maxWorkers,runs,verdict,saturated,starved,utilisation,offeredLoad,wait.mean,wait.mean.low");
        assertThat(out.resolve("sweep.json")).content().contains("\"simulated\" : true", "\"smallest: 3 workers");
        assertThat(out.resolve("sweep.html")).content().contains("Smallest: 3 workers", "<svg")
                .doesNotContain("<script");
    }

    @Test
    void aGoalThatNoneReachesIsExitCodeOneAndWithoutAGoalTheExpectationsCount() throws Exception {
        Invocation.Result never = sweep("--vary", "pool.maxWorkers=1,2", "--goal", "wait.max <= 0s", "--seeds", "1");
        assertThat(never.code()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(never.outLines()).anyMatch(
                line -> line.startsWith("never reached: wait.max <= 0s holds nowhere from 1 to 2 workers; nearest: 2"));

        assertThat(sweep("--vary", "pool.maxWorkers=1..3", "--seeds", "1").outLines())
                .anyMatch(line -> line.startsWith("no goal was given"));
        assertThat(sweep("--vary", "pool.maxWorkers=1..3", "--seeds", "1", "--quiet", "--set",
                "expect=[completed > 1000]")).isEqualTo(
                        new Invocation.Result(ExitCode.NOT_AS_EXPECTED, "",
                                "poolscope: --vary: the pool has type thread"
                                        + " now, which takes maxWorkers; it had type dual" + System.lineSeparator()));
    }

    @Test
    void realRunsSayBeforehandHowLongTheyTake() {
        Invocation.Result result = sweep("--vary", "pool.type=dual,quad", "--real", "--goal", "broken == false");

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).first().isEqualTo("about 0.8 s on real threads: 2 runs, one after the other");
        assertThat(result.outLines())
                .anyMatch(line -> line.startsWith("run on real threads, one run after the other;"));
    }

    @Test
    void ctrlCKeepsWhatIsDone() {
        Invocation interrupted = new Invocation().interruptedBy(reaction -> {
            reaction.run();
            return () -> {};
        });

        Invocation.Result result = sweep(interrupted, "--vary", "pool.type=dual,quad", "--seeds", "10000", "--goal",
                "broken == false");

        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.outLines()).anyMatch(line -> line.contains(" of 20,000 runs, seeds 1 to 10000"));
    }

    @Test
    void onATerminalALineTellsHowLongTheRestTakes() {
        Invocation.Result result = sweep(new Invocation().onATerminal(), "--vary", "pool.type=dual,quad", "--real",
                "--seeds", "1");

        assertThat(result.err()).contains("of 2 runs, ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  --vary pool.maxWorkers=4..1   | poolscope: invalid value for option '--vary' (PATH=VALUES): the range '4..1' goes down; it goes up, by a step above 0 (see 'poolscope sweep --help')
                                                                  --vary pool.maxWorker=1..2    | poolscope: --vary pool.maxWorker=1: pool: unknown key 'maxWorker'; did you mean 'maxWorkers'?
                                                                  --vary pool.maxWorkers=0..2   | poolscope: --vary pool.maxWorkers=0: found the number '0'; allowed is a whole number from 1 to 1000
                                                                  --vary pool.type=dual --set x=1 | poolscope: --set x=1: a scenario has no 'x'; a path begins with one of poolscope, name, description, seed, duration, pool, overheads, streams, actions, expect
                                                                  --vary duration=1s,open       | poolscope: --vary: a run without an end (duration: open) cannot be swept; vary its duration over durations only
                                                                  --vary pool.type=dual --set duration=open | poolscope: 'load' has no end (duration: open), so it cannot be swept; give it one with --set duration=20s
                                                                  --vary pool.type=dual --goal wait | poolscope: invalid value for option '--goal' (EXPECTATION): 'wait' is not an expectation; allowed is a quantity, one of == != < <= > >=, and a value, such as 'completed >= 250' or 'wait.p95 of web < 2s' (see 'poolscope sweep --help')
                                                                  --vary pool.type=dual --seeds 0 | poolscope: invalid value for option '--seeds': '0' is not a whole number from 1 to 10000 (see 'poolscope sweep --help')
                                                                  --vary pool.type=dual --cores 0 | poolscope: invalid value for option '--cores': '0' is not a whole number from 1 to 1000 (see 'poolscope sweep --help')
                                                                  --vary pool.maxWorkers=1..1000 --vary seed=1..1000 | poolscope: --vary: the variations have more than 10000 combinations together; vary less, or with larger steps
                                                                  """)
    void badInputIsRefusedInOneSentence(String arguments, String sentence) {
        assertThat(sweep(arguments.split(" ")))
                .isEqualTo(new Invocation.Result(ExitCode.REFUSED, "", sentence + System.lineSeparator()));
    }

    @Test
    void aGoalMayBeOfOneStreamWhichThereIs() {
        assertThat(sweep("--vary", "pool.maxWorkers=1..5", "--seeds", "2", "--goal", "wait.max of web <= 0s",
                "--goal", "utilisation < 99%").code()).isEqualTo(ExitCode.FINE);
        assertThat(sweep("--vary", "pool.type=dual", "--goal", "wait.max of wbe <= 0s"))
                .isEqualTo(new Invocation.Result(ExitCode.REFUSED, "", "poolscope: --goal 'wait.max of wbe <= 0s': "
                        + "there is no stream 'wbe'; did you mean 'web'?" + System.lineSeparator()));
    }

    @Test
    void whatIsInTheWayOfAFileIsToldBeforeAnyRun() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        Path taken = Files.createDirectory(out.resolve("sweep.json"));

        // On threads each of these runs would take an hour.
        assertThat(sweep("--vary", "pool.type=dual", "--real", "--set", "duration=1h", "--out", out.toString()))
                .isEqualTo(new Invocation.Result(ExitCode.REFUSED, "", "poolscope: '" + taken
                        + "' is in the way: it is not a file that can be overwritten" + System.lineSeparator()));
        assertThat(out).isDirectoryContaining(taken::equals).isDirectoryNotContaining(file -> !file.equals(taken));
    }

    @Test
    void aDirectoryThatIsNoneIsRefusedBeforehand() {
        assertThat(sweep("--vary", "pool.type=dual", "--out", file).err())
                .startsWith("poolscope: no files can be written to '"
                        + file + "': ");
        assertThat(sweep().err()).isEqualTo(
                "poolscope: missing required option: '--vary=PATH=VALUES' (see 'poolscope sweep --help')"
                        + System.lineSeparator());
    }
}
