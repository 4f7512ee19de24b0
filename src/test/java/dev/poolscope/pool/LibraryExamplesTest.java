package dev.poolscope.pool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example in the documentation of each public type of the library compiles without a warning, and runs. */
class LibraryExamplesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "poolscope", "pool");
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);
    private static final String SNIPPET = "{@snippet :";
    private static final String FRAME = """
                                        import dev.poolscope.pool.*;
                                        import java.time.*;
                                        import java.util.*;
                                        import java.util.concurrent.*;
                                        import java.util.concurrent.atomic.*;

                                        class NAMEExample {
                                            static void run() throws Exception {
                                        BODY
                                            }
                                        }
                                        """;

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(file -> !file.endsWith("package-info.java")).toList()) {
                String source = Files.readString(file);
                Matcher type = PUBLIC_TYPE.matcher(source);
                if (type.find()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    String documentation = source.substring(0, type.start());
                    assertThat(documentation).as("%s has an example", name).contains(SNIPPET);
                    examples.put(name, snippet(documentation).replaceAll("(?m)^ \\* ?", ""));
                }
            }
        }
        return examples;
    }

    /** What stands between the beginning of the first snippet and the brace that balances its first. */
    private static String snippet(String documentation) {
        int begin = documentation.indexOf(SNIPPET) + SNIPPET.length();
        int end = begin;
        for (int depth = 1; depth > 0; end++) {
            char c = documentation.charAt(end);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return documentation.substring(begin, end - 1).stripTrailing().replaceAll("\\R \\*$", "");
    }

    @Test
    void everyPublicTypeHasAnExampleThatCompilesAndRuns(@TempDir Path directory) throws Exception {
        Map<String, String> examples = examples();
        assertThat(examples).containsKeys("ThreadPool", "Futures", "MapOptions");
        List<String> sources = new ArrayList<>();
        var all = new StringBuilder("class All { public static void main(String[] args) throws Exception {\n");
        for (Map.Entry<String, String> example : examples.entrySet()) {
            String name = example.getKey() + "Example.java";
            Files.writeString(directory.resolve(name),
                    FRAME.replace("NAME", example.getKey()).replace("BODY", example.getValue()));
            sources.add(name);
            all.append("System.out.println(\"== ").append(example.getKey()).append("\");\n");
            all.append(example.getKey()).append("Example.run();\n");
        }
        Files.writeString(directory.resolve("All.java"), all.append("}}\n"));
        sources.add("All.java");

        List<String> compile = new ArrayList<>(List.of("javac", "-Xlint:all", "-Werror", "-cp", CLASSES.toString()));
        compile.addAll(sources);
        assertThat(run(directory, compile)).isEmpty();
        String output = run(directory,
                List.of("java", "-cp", CLASSES + File.pathSeparator + directory, "All"));
        assertThat(output.lines().filter(line -> line.startsWith("== "))).hasSize(examples.size());
        assertThat(output).as("each says something").doesNotContainPattern("== \\w+\\R== ").contains("Hello, world");
    }

    private static String run(Path directory, List<String> call) throws Exception {
        List<String> command = new ArrayList<>(call);
        command.set(0, JAVA_HOME.resolve("bin").resolve(call.getFirst()).toString());
        Path output = directory.resolve(call.getFirst() + ".txt");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
