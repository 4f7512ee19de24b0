package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.chart.curves.RunOverview;
import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeRuler;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.app.watch.series.WatchSeries;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.RandomRun;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Charts keep much of what they have drawn. Whatever happens, they look like charts that are made just now: pixel by pixel, over random runs and
 * random ways through them.
 */
@Tag("ui")
@ExtendWith(PromptRobot.class)
class RedrawnChartsTest {
    private static final int SLOTS = 6;
    private static final int STEPS = 40;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    /** A run of the dice lasts for some microseconds; here, for seconds: of the closest look a nanosecond would be seen. */
    private static final long SLOWER = 500_000;
    private static final long PAUSE = 400 * SLOWER;

    private static final class Picture {
        private final List<TimeChart> charts = new ArrayList<>();
        private final Map<WatchChart, StepChart> curves = new EnumMap<>(WatchChart.class);
        private final VBox column = new VBox();
        private final Scene scene = new Scene(new Pane(column), WIDTH, HEIGHT);
        private final RunOverview overview;

        Picture(Shown shown, ThemeModel theme) {
            charts.add(named(new TimeRuler(shown.viewport, shown.cursor, shown.marks)));
            charts.add(new LanesChart(shown.viewport, shown.cursor, shown.lanes, shown.marks));
            for (WatchChart which : WatchChart.values()) {
                StepChart chart = new StepChart(shown.viewport, shown.cursor, shown.marks, shown.series.measure(which),
                        shown.series.curves(which));
                curves.put(which, chart);
                chart.openProperty().set(which.isOpenAtFirst());
                charts.add(chart);
            }
            titles(shown);
            overview = new RunOverview(shown.viewport, shown.cursor, shown.whole.alive(), shown.whole.busy(),
                    shown.whole.blocked(), shown.marks);
            overview.titleProperty().set("Whole run");
            charts.add(overview);
            column.setManaged(false);
            column.getChildren().setAll(charts);
            theme.dress(scene);
        }

        void titles(Shown shown) {
            curves.forEach((which, chart) -> chart.titleProperty()
                    .set(shown.series.title(which, chart.toldMoment())));
        }

        private static TimeRuler named(TimeRuler ruler) {
            ruler.setHeadOfValues(TimeText::moment);
            return ruler;
        }

        int[] pixels(int width, int height, double type) {
            column.setStyle("-fx-font-size: " + type + "px;");
            column.resize(width, height);
            WritableImage image = scene.snapshot(null);
            int[] pixels = new int[WIDTH * HEIGHT];
            image.getPixelReader().getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
            return pixels;
        }
    }

    private static final class Shown {
        private final Timeline timeline = new Timeline(SLOTS, 200);
        private final TimeViewport viewport = new TimeViewport(TimeViewport.SHORTEST_SPAN * SLOWER);
        private final TimeCursor cursor = new TimeCursor();
        private final Texts texts = new Texts();
        private final TimelineLanes lanes = new TimelineLanes(() -> timeline,
                new LaneOrder(() -> timeline, () -> timeline, viewport, () -> {}),
                new TaskLook(() -> ReadyScenarios.load("first-light")), texts);
        private final TimelineMarks marks = new TimelineMarks(timeline::marks, texts);
        private final WatchSeries series = new WatchSeries(() -> timeline, texts);
        private final WatchSeries whole = new WatchSeries(() -> timeline, texts);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 18, 35, 901026, 901042})
    void whatWasDrawnBeforeLooksLikeWhatIsDrawnAnew(long seed) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> walk(seed)).get();
    }

    /** Else it would stand still there until other values are told. */
    @Test
    void theCursorMovesOnWithThePictureInClosedChartsToo() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            Shown shown = new Shown();
            RandomRun.unfinished(1, SLOTS, 12_000).forEach(event -> shown.timeline
                    .apply(event.at(event.nanos() * SLOWER)));
            ThemeModel theme = new ThemeModel(Theme.LIGHT);
            Picture old = new Picture(shown, theme);
            shown.viewport.tellEvery(Long.MAX_VALUE);
            shown.viewport.advance(shown.timeline.horizonNanos());
            shown.cursor.moveTo(shown.viewport.horizon() - shown.viewport.span() / 4);
            old.pixels(WIDTH, HEIGHT, 13);
            shown.viewport.advance(shown.viewport.horizon() + shown.viewport.span() / 20);
            old.titles(shown);
            int[] kept = old.pixels(WIDTH, HEIGHT, 13);
            compare(kept, new Picture(shown, theme).pixels(WIDTH, HEIGHT, 13), old, "with a cursor", false);
        }).get();
    }

    private static void walk(long seed) {
        Random dice = new Random(seed);
        List<RunEvent> events = RandomRun.unfinished(seed, SLOTS, 12_000).stream()
                .map(event -> event.at(event.nanos() * SLOWER)).toList();
        Shown shown = new Shown();
        shown.viewport.tellEvery(PAUSE);
        ThemeModel theme = new ThemeModel(Theme.LIGHT);
        Picture old = new Picture(shown, theme);
        int width = WIDTH;
        int height = HEIGHT;
        double type = 13;
        int next = 0;
        for (int step = 0; step < STEPS; step++) {
            String did = "";
            long before = shown.viewport.horizon();
            boolean late = false;
            if (dice.nextInt(3) > 0) {
                int until = Math.min(events.size(), next + 1 + dice.nextInt(2 * events.size() / STEPS));
                while (next < until) {
                    late |= events.get(next).nanos() <= shown.viewport.told();
                    shown.timeline.apply(events.get(next++));
                }
                did += "on, ";
                shown.viewport.setDetailFrom(Math.max(0, shown.timeline.completeness().detailFromNanos()));
                shown.viewport.advance(shown.timeline.horizonNanos());
            }
            long horizon = shown.viewport.horizon();
            switch (dice.nextInt(14)) {
                case 0 -> shown.viewport.zoom(0.3 + 2 * dice.nextDouble(), (long) (dice.nextDouble() * horizon));
                case 1 -> shown.viewport.pan((dice.nextInt(8_000) - 4_000) * SLOWER);
                case 2, 3 -> shown.viewport.follow();
                case 4 -> shown.viewport.hold();
                case 5 -> shown.viewport.showAll();
                case 6 -> shown.cursor.place((long) (dice.nextDouble() * horizon));
                case 7 -> shown.cursor.lift();
                case 8 -> shown.cursor.moveTo((long) (dice.nextDouble() * 1.1 * horizon));
                case 9 -> shown.cursor.leave();
                case 10 -> {
                    width = 500 + dice.nextInt(WIDTH - 500);
                    height = 400 + dice.nextInt(HEIGHT - 400);
                }
                case 11 -> type = dice.nextBoolean() ? 13 : 11 + dice.nextInt(8);
                case 12 -> theme.change(theme.themeProperty().get() == Theme.LIGHT ? Theme.DARK : Theme.LIGHT);
                default -> did += "nothing else";
            }
            if (dice.nextInt(3) > 0) {
                shown.viewport.tell();
            }
            old.titles(shown);
            for (TimeChart chart : old.charts) {
                // A closed chart looks by itself when it tells of another moment; what still comes of the one it tells of waits for that.
                if (chart != old.overview && (late || !(chart instanceof StepChart curves && !curves.isPlotted()))) {
                    chart.refresh();
                }
            }
            if (shown.viewport.told() != horizon || (before == horizon && did.startsWith("on"))) {
                // The overview may be a pixel behind until its words are of the present; and what still comes of the very moment of which they are
                // is drawn with the next ones.
                old.overview.refresh();
            }
            int[] kept = old.pixels(width, height, type);
            int[] anew = new Picture(shown, theme).pixels(width, height, type);
            compare(kept, anew, old, seed + ", step " + step + " (" + did + ")", shown.viewport.told() == horizon);
        }
    }

    private static void compare(int[] kept, int[] anew, Picture old, String as, boolean withOverview) {
        int end = withOverview ? HEIGHT : (int) old.overview.getBoundsInParent().getMinY();
        int different = 0;
        String first = "";
        for (int i = 0; i < end * WIDTH; i++) {
            if (kept[i] != anew[i]) {
                if (different++ == 0) {
                    first = i % WIDTH + ", " + i / WIDTH;
                }
            }
        }
        assertThat(different).as("pixels that differ, the first at %s, seed %s", first, as).isZero();
    }
}
