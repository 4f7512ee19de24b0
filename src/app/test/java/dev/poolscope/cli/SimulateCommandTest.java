package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SimulateCommandTest {
    @TempDir
    Path directory;

    private String file(String text) throws Exception {
        return Files.writeString(directory.resolve("load.yaml"), "poolscope: 1\nname: load\n" + text).toString();
    }

    @Test
    void anHourTakesNoTimeAndEveryTextSaysThatItIsSimulated() throws Exception {
        String hour = file("""
                           duration: 1h
                           pool: { type: dual }
                           streams:
                             - { name: a, arrivals: { constant: { rate: 2/s } }, task: { cpu: 600ms } }
                           """);
        Path report = directory.resolve("report");

        Invocation.Result result = new Invocation().run("simulate", hour, "--cores", "1", "--out", report.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).anyMatch(line -> line.startsWith("simulated on 1 processor, not run on threads"))
                .anyMatch(line -> line.contains("7,200 submitted"));
        assertThat(report.resolve("summary.json")).content().contains("\"simulated\" : true", "\"cores\" : 1");
        assertThat(report.resolve("report.html")).content().contains("Simulated on 1 processor, not run on threads");
    }

    /** Two of three tasks take 151 ms, which is not the middle of a bucket of a histogram. */
    @Test
    void howExactPercentilesAreIsTold() throws Exception {
        String uneven = file("""
                             duration: 1s
                             pool: { type: triple }
                             streams:
                               - { name: a, arrivals: { batch: { count: 2, at: 0s } }, task: { sleep: 151ms } }
                               - { name: b, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 500ms } }
                             """);
        Path report = directory.resolve("uneven");

        Invocation.Result result = new Invocation().run("simulate", uneven, "--out", report.toString());

        assertThat(result.outLines()).anyMatch(line -> line.startsWith("ran       p50 151 ms"));
        assertThat(result.outLines()).contains("          percentiles, max and mean are exact");
        assertThat(report.resolve("report.html")).content()
                .contains("Percentiles, max and mean are exact.");
    }

    @Test
    void ofNoTimesIsNotToldHowExactTheyAre() throws Exception {
        Invocation.Result result = new Invocation().run("simulate", file("duration: 1s\npool: { type: dual }\n"));

        assertThat(result.outLines()).noneMatch(line -> line.contains("0.4 %"));
    }

    /** The pool is dual: of 20 tasks of 200 ms, two at a time, twelve have started when it is shut down after 1.1 s. */
    @Test
    void tasksThatDidNotStartAreSaidToBeInNoWaitingTime() {
        Invocation.Result dropped = new Invocation().run("simulate", "shutdown-in-a-burst");
        Invocation.Result all = new Invocation().run("simulate", "burst-on-two");

        assertThat(dropped.outLines()).filteredOn(line -> line.startsWith("waited ")).singleElement().asString()
                .endsWith("; 8 tasks did not start");
        assertThat(all.outLines()).filteredOn(line -> line.startsWith("waited ")).singleElement().asString()
                .doesNotContain("did not start");
    }

    @Test
    void theSameFileSeedAndCoresGiveTheSameEvents() throws Exception {
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");

        new Invocation().run("simulate", "first-light", "--cores", "3", "--quiet", "--out", one.toString());
        new Invocation().run("simulate", "first-light", "--cores", "3", "--quiet", "--out", other.toString());

        assertThat(one.resolve("events.csv")).hasSameBinaryContentAs(other.resolve("events.csv"));
    }

    /** A recording has the scenario as it was run: if its values are not those of a scenario, the recording cannot be read. */
    @Test
    void aSpeedIsRefusedAtWhichTheScenarioWouldBeNone() throws Exception {
        String file = file("""
                           duration: 100ms
                           pool: { type: dual, idleTimeout: 24h }
                           streams:
                             - { name: a, arrivals: { constant: { rate: 200/s } }, task: { sleep: 1ms } }
                           """);
        String recording = directory.resolve("run.poolscope").toString();
        for (String command : List.of("simulate", "run")) {
            assertThat(new Invocation().run(command, file, "--speed", "0.5", "--record", recording))
                    .isEqualTo(
                            new Invocation.Result(ExitCode.REFUSED, "", "poolscope: --speed 0.5: idleTimeout: '48h' is"
                                    + " too long; at most 24h is allowed; or write never" + System.lineSeparator()));
            assertThat(new Invocation().run(command, file, "--speed", "1000", "--set", "pool.idleTimeout=1s"))
                    .isEqualTo(
                            new Invocation.Result(ExitCode.REFUSED, "", "poolscope: --speed 1000: rate: '200000/s' is"
                                    + " too high; at most 100000/s is allowed" + System.lineSeparator()));
        }
        assertThat(new Invocation().run("simulate", file, "--speed", "3.7", "--record", recording, "--quiet"))
                .isEqualTo(new Invocation.Result(ExitCode.FINE, "", ""));
        assertThat(new Invocation().run("report", recording, "--quiet"))
                .isEqualTo(new Invocation.Result(ExitCode.FINE, "", ""));
    }

    @Test
    void valuesAreChangedForThisTimeAndWhatWasChangedBesidesIsSaid() throws Exception {
        String file = file("""
                           duration: 10s
                           pool: { type: dual }
                           streams:
                             - { name: a, arrivals: { constant: { rate: 2/s } }, task: { sleep: 100ms } }
                           """);

        Invocation.Result changed = new Invocation().run("simulate", file, "--set", "streams.a.rate=3/s", "--set",
                "pool.maxWorkers=5");

        assertThat(changed.code()).isEqualTo(ExitCode.FINE);
        assertThat(changed.outLines()).anyMatch(line -> line.contains("thread pool 'ThreadPool' of up to 5 workers"))
                .anyMatch(line -> line.contains("30 submitted"));
        assertThat(changed.err()).isEqualTo("poolscope: --set: the pool has type thread now, which takes maxWorkers;"
                + " it had type dual" + System.lineSeparator());
        for (String command : List.of("simulate", "run")) {
            assertThat(new Invocation().run(command, file, "--set", "pool.maxWorkers=0", "--set", "seed"))
                    .isEqualTo(new Invocation.Result(ExitCode.REFUSED, "",
                            "poolscope: --set 'seed' is no change; allowed"
                                    + " is PATH=VALUE, such as pool.idleTimeout=2s or streams.web.rate=40/s"
                                    + System.lineSeparator()));
            assertThat(new Invocation().run(command, file, "--set", "pool.maxWorkers=0").err())
                    .isEqualTo(
                            "poolscope: --set pool.maxWorkers=0: found the number '0'; allowed is a whole number from"
                                    + " 1 to 1000" + System.lineSeparator());
        }
    }

    @Test
    void whatCannotBeSimulatedIsRefusedInOneSentence() throws Exception {
        String endless = file("duration: open\npool: { type: single }\n");
        assertThat(new Invocation().run("simulate", endless)).isEqualTo(new Invocation.Result(ExitCode.REFUSED, "",
                "poolscope: 'load' has no end (duration: open), so it cannot be simulated; give it a duration"
                        + System.lineSeparator()));

        String still = file("""
                            duration: 1s
                            pool: { type: single }
                            streams:
                              - { name: a, arrivals: { closed: { users: 1, think: 0s } }, task: { sleep: 0s } }
                            """);
        assertThat(new Invocation().run("simulate", still).err())
                .startsWith("poolscope: 'load' cannot be simulated: virtual time stands still at 0.000 s");

        assertThat(new Invocation().run("simulate", "first-light", "--cores", "0").err()).startsWith(
                "poolscope: invalid value for option '--cores': '0' is not a whole number from 1 to 1000");
    }
}
