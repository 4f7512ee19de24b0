package dev.poolscope.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README shows of the library is not prose: it compiles against the library as it is, and runs. */
class ReadmeExampleTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Path CLASSES = Path.of("src", "pool", "target", "classes").toAbsolutePath();

    @Test
    void theTenLinesOfTheReadmeCompileAndPrintTheirAnswer(@TempDir Path directory) throws Exception {
        var block = JAVA_BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).as("the README has a Java example").isTrue();
        Files.writeString(directory.resolve("Example.java"), block.group(1));

        assertThat(run(directory, JAVA_HOME.resolve("bin/javac").toString(), "-Xlint:all", "-Werror", "-cp",
                CLASSES.toString(), "Example.java")).isEmpty();
        assertThat(run(directory, JAVA_HOME.resolve("bin/java").toString(), "-cp",
                CLASSES + System.getProperty("path.separator") + directory, "Example"))
                .isEqualTo("Hello from DualThreadPool-worker-1: 42" + System.lineSeparator());
    }

    private static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).directory(directory.toFile()).redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
