package dev.poolscope.docs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages show of the library is not prose: it compiles against the library as it is, and runs. */
class JavaExamplesTest {
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Path CLASSES = Path.of("src", "pool", "target", "classes").toAbsolutePath();

    @Test
    void theTenLinesOfTheReadmeCompileAndPrintTheirAnswer(@TempDir Path directory) throws Exception {
        String program = Pages.onlyBlock("README.md", "java");

        assertThat(outputOf(program, directory)).isEqualTo("Hello from DualThreadPool-worker-1: 42\n");
    }

    @Test
    void theTourOfTheLibraryPrintsWhatItsPageSays(@TempDir Path directory) throws Exception {
        String program = Pages.onlyBlock("src/docs/library.md", "java");

        assertThat(outputOf(program, directory)).isEqualTo(Pages.onlyBlock("src/docs/library.md", ""));
    }

    private static String outputOf(String program, Path directory) throws IOException, InterruptedException {
        Matcher name = CLASS.matcher(program);
        assertThat(name.find()).as(program).isTrue();
        Path source = Files.writeString(directory.resolve(name.group(1) + ".java"), program);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages, true);
        int compiled = ToolProvider.findFirst("javac").orElseThrow().run(out, out, "-Xlint:all", "-Werror", "-cp",
                CLASSES.toString(), "-d", directory.toString(), source.toString());
        assertThat(messages.toString()).isEmpty();
        assertThat(compiled).isZero();
        return run(directory, JAVA_HOME.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp",
                CLASSES + System.getProperty("path.separator") + directory, name.group(1))
                .replace(System.lineSeparator(), "\n");
    }

    private static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).directory(directory.toFile()).redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
