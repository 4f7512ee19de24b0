package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** All tasks of a simulated run may end when the first is due: then there is no time to divide their number by. */
class NoRateTest {
    @TempDir
    Path directory;

    private String simulated(String name, String sleep) throws Exception {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), """
                                                                         poolscope: 1
                                                                         name: %s
                                                                         duration: 1s
                                                                         pool: { type: single }
                                                                         streams:
                                                                           - name: few
                                                                             arrivals: { batch: { count: 3, at: 0s } }
                                                                             task: { sleep: %s }
                                                                         expect: [ throughput < 1/s ]
                                                                         """.formatted(name, sleep));
        Invocation.Result run = new Invocation().run("simulate", file.toString(), "--cores", "2", "--out",
                directory.resolve(name).toString());
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private String report(String name, String file) throws Exception {
        return Files.readString(directory.resolve(name).resolve(file));
    }

    @Test
    void itIsNotNoughtInTheReport() throws Exception {
        assertThat(simulated("none", "0ms")).contains("rate      none: all ended when the first was due;",
                "FAILED throughput < 1/s (measured: no sample)");
        assertThat(report("none", "summary.json")).contains("\"throughput\" : null")
                .doesNotContain("\"throughput\" : 0");
        assertThat(report("none", "report.html")).contains("All ended when the first was due: that is no rate.")
                .doesNotContain("completed per second");
    }

    @Test
    void itIsNotNoughtInAComparison() throws Exception {
        simulated("none", "0ms");
        simulated("some", "100ms");

        Invocation.Result compared = new Invocation().run("compare",
                directory.resolve("none").resolve("summary.json").toString(),
                directory.resolve("some").resolve("summary.json").toString());

        assertThat(compared.err()).isEmpty();
        assertThat(compared.out().lines().filter(line -> line.strip().startsWith("throughput"))).isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("no sample", "10.00/s"));
    }
}
