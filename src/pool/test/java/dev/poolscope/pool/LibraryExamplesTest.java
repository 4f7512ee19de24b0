package dev.poolscope.pool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example in the documentation of each public type of the library compiles without a warning, and runs; those of members
 * compile.
 */
class LibraryExamplesTest {
    private static final Path SOURCES = Path.of("src", "pool", "main", "java", "dev", "poolscope", "pool");
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);
    private static final String SNIPPET = "{@snippet :";
    private static final String IMPORTS = """
                                          import dev.poolscope.pool.*;
                                          import java.nio.charset.*;
                                          import java.nio.file.*;
                                          import java.time.*;
                                          import java.util.*;
                                          import java.util.concurrent.*;
                                          import java.util.concurrent.atomic.*;
                                          import java.util.stream.*;

                                          """;
    private static final String FRAME = IMPORTS + """
                                                  class NAMEExample {
                                                      static void run() throws Exception {
                                                  BODY
                                                      }
                                                  }
                                                  """;
    /** What the examples of members take for granted. */
    private static final String MEMBERS = IMPORTS + """
                                                    class Members {
                                                        static ThreadPool pool;
                                                        static PoolOptions options;
                                                        static PoolFuture<String> future;
                                                        static List<Path> paths;
                                                    METHODS
                                                    }
                                                    """;

    private record Example(String type, String body) {}

    private static String source(Path file) throws IOException {
        return Files.readString(file);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.endsWith("package-info.java")).sorted().toList();
        }
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        for (Path file : files()) {
            String source = source(file);
            Matcher type = PUBLIC_TYPE.matcher(source);
            if (type.find()) {
                String name = file.getFileName().toString().replace(".java", "");
                String documentation = source.substring(0, type.start());
                assertThat(documentation).as("%s has an example", name).contains(SNIPPET);
                examples.put(name, snippet(documentation, documentation.indexOf(SNIPPET)));
            }
        }
        return examples;
    }

    private static List<Example> memberExamples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path file : files()) {
            String source = source(file);
            Matcher type = PUBLIC_TYPE.matcher(source);
            if (type.find()) {
                for (int at = source.indexOf(SNIPPET, type.start()); at >= 0; at = source.indexOf(SNIPPET, at + 1)) {
                    examples.add(new Example(file.getFileName().toString(), snippet(source, at)));
                }
            }
        }
        return examples;
    }

    /** What stands between the beginning of a snippet and the brace that balances its first. */
    private static String snippet(String documentation, int at) {
        int begin = at + SNIPPET.length();
        int end = begin;
        for (int depth = 1; depth > 0; end++) {
            char c = documentation.charAt(end);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return documentation.substring(begin, end - 1).stripTrailing().replaceAll("\\R *\\*$", "")
                .replaceAll("(?m)^ *\\* ?", "");
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

        assertThat(compile(directory, sources)).isEmpty();
        String output = new Javac(directory).run(
                List.of("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                        Javac.library() + File.pathSeparator + directory, "All"))
                .successfully();
        assertThat(output.lines().filter(line -> line.startsWith("== "))).hasSize(examples.size());
        assertThat(output).as("each says something").doesNotContainPattern("== \\w+\\R== ").contains("Hello, world");
    }

    @Test
    void theExamplesOfMembersCompile(@TempDir Path directory) throws Exception {
        List<Example> examples = memberExamples();
        assertThat(examples).extracting(Example::type).contains("SubmitOperations.java", "PoolFuture.java");
        var methods = new StringBuilder();
        for (int i = 0; i < examples.size(); i++) {
            methods.append("    // ").append(examples.get(i).type()).append("\n    static void example").append(i)
                    .append("() throws Exception {").append(examples.get(i).body()).append("\n    }\n");
        }
        Files.writeString(directory.resolve("Members.java"), MEMBERS.replace("METHODS", methods));
        assertThat(compile(directory, List.of("Members.java"))).isEmpty();
    }

    private static String compile(Path directory, List<String> sources) throws Exception {
        return new Javac(directory)
                .compile(List.of("-Xlint:all", "-Werror", "-cp", Javac.library().toString()), sources).successfully();
    }
}
