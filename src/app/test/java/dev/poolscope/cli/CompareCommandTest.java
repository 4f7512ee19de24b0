package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CompareCommandTest {
    @TempDir
    Path directory;

    private String one = "";
    private String two = "";

    @BeforeEach
    void run() {
        one = summary("burst-on-one");
        two = summary("burst-on-two");
    }

    private String summary(String scenario) {
        Path report = directory.resolve(scenario);
        new Invocation().run("simulate", scenario, "--cores", "2", "--quiet", "--out", report.toString());
        return report.resolve("summary.json").toString();
    }

    @Test
    void twoRunsAreComparedAndWithoutBoundsAllIsFine() {
        Invocation.Result result = new Invocation().run("compare", one, two);

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.err()).isEmpty();
        assertThat(result.outLines())
                .anyMatch(line -> line.matches("\\s+completed\\s+53\\s+72\\s+\\+19\\s+\\+35\\.8 %"))
                .anyMatch(line -> line.matches("\\s+most workers\\s+1\\s+→ 2"))
                .anyMatch(line -> line.startsWith("Percentiles are within 0.4 % in each run")
                        && line.contains("Whether a difference is more than chance cannot be told: "));
    }

    @Test
    void aBoundThatIsPassedEndsWithOne() {
        Invocation.Result result = new Invocation().run("compare", one, two, "--fail-if", "wait.p99 > +10%",
                "--fail-if", "burst: completed > +10%");

        assertThat(result.code()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(result.outLines()).contains(
                "FAILED  burst: completed > +10%: 53, then 72 (+19, +35.8 %)")
                .anyMatch(line -> line.startsWith("ok      wait.p99"));
    }

    @Test
    void pageAndJsonAreWrittenAndNothingElse() throws Exception {
        Path out = directory.resolve("out");

        Invocation.Result result = new Invocation().run("compare", one, two, "--json", "--out", out.toString());

        assertThat(out.resolve("comparison.json")).hasContent(result.out().strip());
        assertThat(out.resolve("comparison.html")).content()
                .contains("A burst on two workers", "<td class=\"number\">72</td>")
                .doesNotContain("<script", "http");
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatCannotBeComparedIsRefusedInOneSentence() throws Exception {
        String events = directory.resolve("burst-on-one").resolve("events.csv").toString();
        assertRefused("there is no file 'none'", "compare", one, "none");
        assertRefused("'" + events + "' is neither a recording nor a summary.json: its line 1 is no JSON", "compare",
                events, two);
        assertRefused("--fail-if: 'wait' is not measured", "compare", one, two, "--fail-if", "wait > +10%");
        assertRefused("--fail-if: there is no stream 'web'", "compare", one, two, "--fail-if", "web: failed > 1");
        assertRefused("which two runs?", "compare", one);
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused("no comparison can be written to '" + file + "': '" + file + "' is not a directory", "compare",
                one,
                two, "--out", file.toString());
    }

    @Test
    void bothFilesAreWrittenOrNone() throws Exception {
        Path out = Files.createDirectory(directory.resolve("out"));
        Path taken = Files.createDirectory(out.resolve("comparison.html"));

        assertRefused("'" + taken + "' is in the way: it is not a file that can be overwritten", "compare", one, two,
                "--out",
                out.toString());
        assertThat(out).isDirectoryContaining(taken::equals).isDirectoryNotContaining(file -> !file.equals(taken));
    }

    private static void assertRefused(String message, String... arguments) {
        Invocation.Result result = new Invocation().run(arguments);
        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).singleElement().asString().contains(message);
    }
}
