package dev.poolscope.session;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is copied as Java must compile without a warning, and do what the scenario does. */
class JavaSourceTest {
    private static final String EVERYTHING = """
                                             poolscope: 1
                                             name: 7 "odd" things, and main \\u000a
                                             description: "*/ } \\\\u002a/ \\n all of it"
                                             seed: -9223372036854775808
                                             duration: 2s
                                             pool:
                                               type: thread
                                               maxWorkers: 8
                                               name: "yes: \\"no\\""
                                               idleTimeout: never
                                               maxTasksPerWorker: 7
                                               workerType: virtual
                                               initializer: { takes: 1ms, failsOnWorker: 300 }
                                               finalizer: { failsOnWorker: 200 }
                                             streams:
                                               - { name: PoolLoad at load, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                               - { name: lock, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                               - { name: submit, arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }
                                               - { name: class, arrivals: { constant: { rate: 1500/min } }, from: 1s, until: 2s, task: { sleep: 1ms, fails: 2.5%, cancelAfter: 0s } }
                                               - { name: submit class, arrivals: { poisson: { rate: 0.5/s } }, task: { cpu: { uniform: { min: 0s, max: 0.001us } } } }
                                               - { name: "1 2 3", arrivals: { bursts: { count: 3, every: 1.5s } }, task: { lock: { exponential: { mean: 1ms } } } }
                                               - { name: "é", arrivals: { ramp: { fromRate: 0/s, toRate: 3/s } }, task: { sleep: { lognormal: { median: 1ms, sigma: 0.8 } } } }
                                               - { name: pool, arrivals: { closed: { users: 3, think: { pareto: { scale: 1ms, shape: 1.5 } } } }, task: { sleep: { pareto: { scale: 1ms, shape: 1.5 } } } }
                                               - { name: f, arrivals: { batch: { count: 3, at: 1s } }, task: { fanOut: { children: 2, child: 1ms, wait: false } } }
                                               - { name: g, arrivals: { map: { items: 3, at: 0s, bufferSize: 2, ordered: false, timeout: 3s } }, task: { sleep: { uniform: { min: 1ms, max: 1ms } } } }
                                               - { name: "f", arrivals: { starmapAll: { items: 3, at: 0s, chunkSize: 2 } }, task: { lock: 1ms } }
                                               - { name: q, arrivals: { poisson: { rate: 10/s } }, task: { fanOut: { children: 2, child: { exponential: { mean: 1ms } } } } }
                                             actions:
                                               - { at: 0s, setIdleTimeout: never }
                                               - { at: 0s, setIdleTimeout: 1s }
                                               - { at: 0s, spawnWorkers: 2 }
                                               - { at: 0s, spawnMaxWorkers: true }
                                               - { at: 1s, join: true }
                                               - { at: 0s, join: 3s }
                                               - { at: 0s, cancelPending: "1 2 3" }
                                               - { at: 0s, submit: { stream: class, count: 3 } }
                                               - { at: 0s, submit: { stream: f, count: 1 } }
                                               - { at: 1s, setRate: { stream: class, rate: 90/min } }
                                               - { at: 1s, setRate: { stream: q, rate: 90/s } }
                                               - { at: 1s, setRate: { stream: "é", rate: 90/s } }
                                               - { at: 0s, note: "tr\\\\ue \\"" }
                                               - { at: 1900ms, breakNextInitializer: true }
                                               - { at: 2s, shutdown: true }
                                             """;

    @TempDir
    Path directory;

    private static Path library() throws URISyntaxException {
        return Path.of(ThreadPool.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** What the compiler says of all of them together. */
    private String compile(Scenario... scenarios) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all", "-Werror", "-proc:none", "-encoding", "UTF-8", "-d",
                        directory.toString(), "-cp", library().toString()));
        for (Scenario scenario : scenarios) {
            Path file = directory.resolve(JavaSource.className(scenario) + ".java");
            Files.writeString(file, JavaSource.of(scenario), StandardCharsets.UTF_8);
            arguments.add(file.toString());
        }
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages, true);
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        return compiler.run(out, out, arguments.toArray(String[]::new)) == 0 ? "" : messages.toString();
    }

    private String run(Scenario scenario) throws Exception {
        assertThat(compile(scenario)).isEmpty();
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                library() + File.pathSeparator + directory, JavaSource.className(scenario)).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void everyReadyScenarioCompilesWithoutAWarning() throws Exception {
        List<Scenario> all = new ArrayList<>();
        for (String name : ReadyScenarios.names()) {
            all.add(ReadyScenarios.load(name));
        }

        assertThat(all).extracting(JavaSource::className).doesNotHaveDuplicates();
        assertThat(compile(all.toArray(Scenario[]::new))).isEmpty();
        assertThat(all).flatExtracting(it -> JavaSource.of(it).lines().toList()).as("lines that can be read")
                .allMatch(line -> line.length() <= 160);
    }

    @Test
    void everyKeyOfTheFormatCompilesWithoutAWarningAndRuns() throws Exception {
        Scenario scenario = ScenarioReader.parse("everything.yaml", EVERYTHING.replace("name: \"f\"", "name: f2")
                .replace("name: 7 \"odd\" things, and main \\u000a", "name: '7 \"odd\" things, and main \\u000a'"));

        assertThat(JavaSource.className(scenario)).isEqualTo("OddThingsAndMainU000a");
        assertThat(run(scenario)).contains("tr\\ue \"", " submitted: ");
    }

    @Test
    void firstLightDoesInJavaWhatItDoesHere() throws Exception {
        assertThat(run(ReadyScenarios.load("first-light").atSpeed(10)).lines().toList()).startsWith(
                "One worker is enough").last().asString()
                .matches("1\\d\\d submitted: \\d{2,3} completed, \\d+ failed, \\d+ cancelled; \\d+ refused");
    }

    @Test
    void aBatchOfTasksIsSubmittedToThePoolOfTheScenario() throws Exception {
        String source = JavaSource.of(ReadyScenarios.load("burst-on-two"));

        assertThat(source).contains("super(new DualThreadPool(").contains("times(")
                .doesNotContain("dev.poolscope.workload", "dev.poolscope.session");
    }

    @Test
    void anEmptyScenarioIsAClassToo() throws Exception {
        Scenario scenario = ScenarioReader.parse("x.yaml",
                "poolscope: 1\nname: '!'\nduration: 100ms\npool: { type: single }\n");

        assertThat(JavaSource.className(scenario)).isEqualTo("Workload");
        assertThat(run(scenario)).isEqualTo("0 submitted: 0 completed, 0 failed, 0 cancelled; 0 refused"
                + System.lineSeparator());
        assertThat(compile(scenario.withDuration(null))).isEmpty();
    }
}
