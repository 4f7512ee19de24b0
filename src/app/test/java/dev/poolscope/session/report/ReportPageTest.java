package dev.poolscope.session.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTest {
    private static final byte[] PICTURE = "pixels".getBytes(StandardCharsets.UTF_8);

    @Test
    void thePageNeedsNoOtherFileAndNoScript() throws Exception {
        String page = page(BUSY, run -> PICTURE.clone());

        assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</body></html>\n")
                .doesNotContain("<script", "<link", "http:", "https:", "url(", "@import");
        assertThat(page).contains("src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(PICTURE) + "\"")
                .containsPattern("<style>[^<]*@media print[^<]*</style>");
        assertThat(occurrences(page, " src=")).isEqualTo(1);
    }

    @Test
    void thePageHasScenarioNumbersExpectationsAndLedger() throws Exception {
        FinishedRun run = run(BUSY);
        String page = new ReportPage(run).with(Painting.of(run, it -> PICTURE.clone()));

        Summary summary = run.summary();
        assertThat(page).contains("<h1>Busy</h1>", "<p>Too much for one.</p>", "single pool 'demo'");
        assertThat(page).contains(summary.submitted() + " submitted = " + summary.completed() + " completed + "
                + summary.failed()
                + " failed + " + summary.cancelled() + " cancelled. " + summary.rejected() + " more were rejected.");
        assertThat(page).contains("<td>completed = 1,000</td>", "<td>cancelled ≥ 1</td>");
        assertThat(occurrences(page, "verdict-missed\">failed")).isEqualTo(1);
        assertThat(occurrences(page, "verdict-held\">held")).isEqualTo(1);
        assertThat(occurrences(page, "<td>batch</td>"))
                .as("a row of the scenario, and one for each task cancelled by the pool")
                .isEqualTo(1 + (int) summary.cancelled());
        assertThat(page).contains("20 at once, at 0s", "sleeps 20ms; 10% fail", "shut down", "note: Now it ends");
    }

    @Test
    void thePageHasTheFileThatWouldRunItAgain() throws Exception {
        FinishedRun run = run(BUSY);
        String page = new ReportPage(run).with(Painting.of(run, it -> PICTURE.clone()));

        var block = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).isTrue();
        String file = block.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;",
                "&");
        assertThat(ScenarioReader.parse("report", file)).isEqualTo(run.scenario());
    }

    @Test
    void timesThatWereCutAtOneHourAreCountedAndTold() throws Exception {
        FinishedRun run = run(BOUNDLESS);

        assertThat(run.summary().submitted()).isEqualTo(7);
        assertThat(run.cutDraws()).as("each draw is above two hours").isEqualTo(7);
        assertThat(new ReportPage(run).with(Painting.of(run, it -> PICTURE.clone())))
                .contains("Times drawn above one hour are cut there: 7 in this run.");
        assertThat(page(BUSY, it -> PICTURE.clone())).doesNotContain("above one hour");
    }

    @Test
    void whatAFileSaysIsTextAndNeverMarkup() throws Exception {
        String page = page("""
                           name: "</title><script>alert(1)</script>"
                           description: "<b>&amp;</b>"
                           duration: 20ms
                           pool: { type: single, name: "\\"><img src=x>" }
                           streams:
                             - { name: "<i>", arrivals: { batch: { count: 2, at: 0s } }, task: { sleep: 1ms } }
                           """, run -> PICTURE.clone());

        assertThat(page).doesNotContain("<script", "<b>", "<i>", "src=x>\"", "<img src=x")
                .contains("&lt;script&gt;alert(1)", "&lt;b&gt;&amp;amp;&lt;/b&gt;", "&lt;i&gt;");
    }

    @Test
    void withoutAPictureThePageSaysWhy() throws Exception {
        String page = page(BUSY, run -> {
            throw new PictureException("no fonts", null);
        });

        assertThat(page).contains("There is no picture: no fonts").doesNotContain("<img");
    }

    @Test
    void aLedgerThatMayHaveHolesSaysSo() throws Exception {
        var session = new Session(ScenarioReader.parse("test", "poolscope: 1\n" + BUSY), NanoClock.SYSTEM,
                new RecorderLimits(1 << 10, 16, 1 << 10));
        session.start();
        FinishedRun run = session.finished().get(30, TimeUnit.SECONDS);

        assertThat(run.summary().droppedEvents()).isPositive();
        assertThat(new ReportPage(run).with(Painting.of(run, it -> PICTURE.clone()))).contains(
                "tasks may be missing here",
                LegibleCount.of(run.summary().droppedEvents()) + " events are missing in the log and in the picture: "
                        + LegibleCount.of(run.summary().lostEvents()) + " lost, "
                        + LegibleCount.of(run.summary().unkeptEvents()) + " no longer kept.");
    }

    @Test
    void aRunWithoutTasksHasAPageToo() throws Exception {
        assertThat(page("name: Idle\nduration: 1ms\npool: { type: dual }\n", run -> PICTURE.clone()))
                .contains("0 submitted = 0 completed", "None.", "No arrival was late.");
    }

    private static final String BUSY = """
                                       name: Busy
                                       description: Too much for one.
                                       duration: 120ms
                                       pool: { type: single, name: demo }
                                       streams:
                                         - { name: batch, arrivals: { batch: { count: 20, at: 0s } }, task: { sleep: 20ms, fails: 10% } }
                                       actions:
                                         - { at: 100ms, note: Now it ends }
                                         - { at: 110ms, shutdown: true }
                                       expect: [ completed == 1000, cancelled >= 1 ]
                                       """;

    private static final String BOUNDLESS = """
                                            name: Boundless
                                            duration: 50ms
                                            pool: { type: single }
                                            streams:
                                              - name: tail
                                                arrivals: { batch: { count: 7, at: 0s } }
                                                task: { sleep: { pareto: { scale: 2h, shape: 1 } }, cancelAfter: 1ms }
                                            """;

    private static String page(String body, PicturePainter painter) throws Exception {
        FinishedRun run = run(body);
        return new ReportPage(run).with(Painting.of(run, painter));
    }

    private static FinishedRun run(String body) throws Exception {
        var session = new Session(ScenarioReader.parse("test", "poolscope: 1\n" + body));
        session.start();
        return session.finished().get(30, TimeUnit.SECONDS);
    }

    private static int occurrences(String page, String text) {
        return (int) Pattern.compile(text, Pattern.LITERAL).matcher(page).results().count();
    }
}
