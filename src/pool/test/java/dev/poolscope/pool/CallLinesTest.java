package dev.poolscope.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What people write compiles: hundreds of calls, each in a method of its own. */
class CallLinesTest {

    private static String resource(String name) throws IOException {
        try (var in = CallLinesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> calls(String mark) throws IOException {
        return resource("calls.txt").lines().filter(line -> line.startsWith(mark + " ")).map(line -> line.substring(2))
                .toList();
    }

    /** Compiles all of them at once; gives those with an error. */
    private static Set<String> wrong(Path directory, String name, List<String> calls) throws Exception {
        var methods = new StringBuilder();
        for (int i = 0; i < calls.size(); i++) {
            methods.append("    <X, Y> void call").append(i)
                    .append("(X x, List<X> xs, Function<X, Y> xy, ThreadLocal<X> tl) throws Exception { ")
                    .append(calls.get(i).replaceAll(" // .*", "")).append(" }\n");
        }
        String source = resource("calls-context.txt").replace("NAME", name).replace("METHODS", methods);
        Files.writeString(directory.resolve(name + ".java"), source);
        String output = new Javac(directory).compile(List.of("-proc:none", "-Xmaxerrs", "1000", "-cp",
                Javac.library().toString()), List.of(name + ".java")).output();
        List<String> lines = source.lines().toList();
        Set<String> wrong = new TreeSet<>();
        Pattern.compile("^.*\\b" + name + "\\.java:(\\d+): error", Pattern.MULTILINE).matcher(output).results()
                .forEach(found -> wrong.add(lines.get(Integer.parseInt(found.group(1)) - 1).strip()));
        assertThat(wrong.isEmpty()).as(output).isEqualTo(!output.contains("error"));
        return wrong;
    }

    @Test
    void everyCallThatIsSaidToCompileDoes(@TempDir Path directory) throws Exception {
        List<String> calls = calls("+");
        assertThat(calls).hasSizeGreaterThan(300);
        assertThat(wrong(directory, "Good", calls)).isEmpty();
    }

    @Test
    void everyCallThatIsSaidNotToCompileDoesNot(@TempDir Path directory) throws Exception {
        List<String> calls = calls("-");
        assertThat(wrong(directory, "Bad", calls)).hasSameSizeAs(new ArrayList<>(calls));
    }
}
