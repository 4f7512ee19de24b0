package dev.poolscope.pool;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** The tools of the JDK that runs the tests, on the library as it was compiled: the compiler in this process, a program in one of its own. */
record Javac(Path directory) {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    /** What a tool said and how it ended. */
    record Outcome(String output, int exitValue) {
        String successfully() {
            assertThat(exitValue).as(output).isZero();
            return output;
        }
    }

    /** Where the classes of the library are. */
    static Path library() throws Exception {
        return Path.of(ThreadPool.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /**
     * Compiles.
     *
     * @param options what the compiler is told besides
     * @param sources in the directory, where the classes go too
     */
    Outcome compile(List<String> options, List<String> sources) {
        List<String> call = new ArrayList<>(options);
        call.addAll(List.of("-d", directory.toString()));
        sources.forEach(source -> call.add(directory.resolve(source).toString()));
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output, true);
        int exitValue = ToolProvider.findFirst("javac").orElseThrow().run(out, out, call.toArray(String[]::new));
        return new Outcome(output.toString(), exitValue);
    }

    Outcome run(List<String> call) throws Exception {
        List<String> command = new ArrayList<>(call);
        command.set(0, JAVA_HOME.resolve("bin").resolve(call.getFirst()).toString());
        Path output = directory.resolve(call.getFirst() + ".txt");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Outcome(Files.readString(output, StandardCharsets.UTF_8), process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }
}
