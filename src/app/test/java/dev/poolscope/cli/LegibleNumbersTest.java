package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts are written with a comma between thousands wherever people read them, and bare in files that programs read. Names stay as
 * they are: of tasks, workers, runs and seeds; and so do the values of a scenario, which are as its file writes them.
 */
class LegibleNumbersTest {
    private static final Pattern BARE = Pattern.compile("(?<![\\d.,#&=/:-])\\d{5,}");
    /** What a number that is a name or a value of the file stands behind. */
    private static final Pattern NAME = Pattern.compile("(?i)(?:task|worker|run|slot|action|seed) $");

    @TempDir
    Path directory;

    private String simulated(String rate) throws Exception {
        Path file = Files.writeString(directory.resolve("many-" + rate + ".yaml"),
                """
                poolscope: 1
                name: Many
                seed: 7
                duration: 3s
                pool: { type: quad, name: demo }
                streams:
                  - name: many
                    arrivals: { constant: { rate: %s/s } }
                    task: { sleep: 1ms }
                expect:
                  - completed < 100
                  - peakPending < 5%%
                  - throughput < 1/s
                """.formatted(rate));
        Path out = directory.resolve("report-" + rate);
        Invocation.Result run = new Invocation().run("simulate", file.toString(), "--cores", "2", "--out",
                out.toString());
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private Path report(String rate, String file) {
        return directory.resolve("report-" + rate).resolve(file);
    }

    private static void assertLegible(String text) {
        List<String> bare = BARE.matcher(text).results()
                .filter(found -> !NAME.matcher(text.substring(0, found.start())).find())
                .map(found -> text.substring(Math.max(0, found.start() - 40), found.end())).toList();
        assertThat(bare).as(text).isEmpty();
    }

    @Test
    void onTheTerminalAndOnThePageOfAReport() throws Exception {
        String told = simulated("10000");
        assertThat(told).contains("30,000 submitted", "FAILED completed < 100 (measured: ", " % of 30,000 submitted)");
        assertLegible(told);

        String page = Files.readString(report("10000", "report.html"))
                .replaceAll("(?s)<pre>.*?</pre>|<style>.*?</style>|src=\"[^\"]*\"|style=\"[^\"]*\"", "")
                .replace("10000/s", "as the file writes it").replaceAll("<tr><td class=\"number\">\\d+</td>", "<tr>");
        assertThat(page).contains("30,000 submitted = ");
        assertLegible(page);
    }

    @Test
    void notInFilesThatProgramsRead() throws Exception {
        simulated("10000");
        assertThat(Files.readString(report("10000", "summary.json")))
                .contains("\"submitted\" : 30000", " of 30000 submitted)")
                .doesNotContain("30,000");
    }

    @Test
    void inComparisonsAndSweeps() throws Exception {
        simulated("10000");
        simulated("4000");
        Invocation.Result compared = new Invocation().run("compare", report("10000", "summary.json").toString(),
                report("4000", "summary.json").toString());
        assertThat(compared.out()).contains("30,000", "12,000", "−18,000");
        assertLegible(compared.out().replaceAll("(?m)\\d+/s", "as the file writes it"));

        Invocation.Result swept = new Invocation().run("sweep", directory.resolve("many-4000.yaml").toString(),
                "--vary",
                "pool.maxWorkers=2,8", "--set", "pool.type=thread", "--goal", "completed >= 20000", "--seeds", "2",
                "--cores", "2");
        assertThat(swept.err()).isEmpty();
        assertLegible(swept.out().replace(">= 20000", "as it was asked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.poolscope.app.fx.texts", "dev.poolscope.story.words"})
    void inEveryTextOfTheWindow(String bundle) {
        ResourceBundle texts = ResourceBundle.getBundle(bundle, Locale.ROOT);
        Map<String, String> bare = new TreeMap<>();
        for (String key : texts.keySet()) {
            String text = texts.getString(key);
            Pattern.compile("%(?:\\d+\\$)?d").matcher(text).results()
                    .filter(found -> !NAME.matcher(text.substring(0, found.start())).find())
                    .forEach(_ -> bare.put(key, text));
        }
        assertThat(bare).as("counts want %,d").isEmpty();
    }
}
