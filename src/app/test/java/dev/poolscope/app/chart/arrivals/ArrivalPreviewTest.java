package dev.poolscope.app.chart.arrivals;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.StateColor;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class ArrivalPreviewTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 128;

    private static WritableImage picture(String streams) throws Exception {
        ArrivalCurve curve = ArrivalCurve.of(ScenarioReader.parse("test",
                "poolscope: 1\nname: It\nduration: 10s\npool: { type: dual }\nstreams:\n" + streams));
        return WaitForAsyncUtils.asyncFx(() -> {
            ArrivalPreview preview = new ArrivalPreview();
            preview.curveProperty().set(curve);
            return new Scene(preview, WIDTH, HEIGHT).snapshot(null);
        }).get();
    }

    private static String constant(int stream) {
        return "  - { name: s" + stream + ", arrivals: { constant: { rate: 1/s } }, task: { sleep: 1ms } }\n";
    }

    /** In the lanes and in the queue the sixth and those after it have one colour: each one is one of the others. */
    @Test
    void streamsBeyondTheFifthShareTheColourOfTheSixth() throws Exception {
        WritableImage image = picture(IntStream.rangeClosed(1, 8).mapToObj(ArrivalPreviewTest::constant)
                .collect(Collectors.joining()));

        long sixth = IntStream.range(20, HEIGHT - 26)
                .filter(y -> image.getPixelReader().getColor(WIDTH / 2 + 7, y).equals(Color.web("#475465"))).count();

        assertThat(sixth).as("rows of three of eight streams").isBetween(26L, 31L);
        assertThat(image.getPixelReader().getColor(WIDTH / 2 + 7, 25)).isEqualTo(Color.web("#475465"));
    }

    @Test
    void howManyComeAtOnceCanBeReadOverTheRates() throws Exception {
        WritableImage image = picture(constant(1)
                + "  - { name: all, arrivals: { batch: { count: 888888, at: 5s } }, task: { sleep: 1ms } }\n");

        // The number stands beside the top of the bar.
        Map<Color, Integer> seen = new HashMap<>();
        int base = HEIGHT - 26;
        int middle = base - (int) ((base - 20) * 0.85);
        for (int x = WIDTH / 2 + 7; x < WIDTH / 2 + 40; x++) {
            for (int y = middle - 4; y < middle + 4; y++) {
                seen.merge(image.getPixelReader().getColor(x, y), 1, Integer::sum);
            }
        }
        Color ground = Collections.max(seen.entrySet(), Map.Entry.comparingByValue()).getKey();

        assertThat(StateColor.of("#1f2328").contrastTo(StateColor.of("#" + ground.toString().substring(2, 8))))
                .isGreaterThanOrEqualTo(4.5);
    }
}
