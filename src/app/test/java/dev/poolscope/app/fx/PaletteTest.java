package dev.poolscope.app.fx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.poolscope.app.fx.StateColor.Vision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaletteTest {
    private static final List<String> STATES = List.of("starting", "running", "blocked", "wrapping-up", "failed",
            "cancelled",
            "idle",
            "finalizing");
    private static final List<String> STREAMS = List.of("stream-1", "stream-2", "stream-3", "stream-4", "stream-5",
            "stream-6");
    private static final List<String> WAITS = List.of("waited-1", "waited-2", "waited-3", "waited-4");
    private static final Pattern COLOR = Pattern.compile("-ps-([a-z0-9-]+): (#[0-9a-f]{6});");

    private record Palette(Map<String, StateColor> colors) {
        StateColor get(String name) {
            return Objects.requireNonNull(colors.get(name), name);
        }
    }

    private static Palette palette(String sheet) throws IOException {
        Map<String, StateColor> colors = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(sheet), sheet)) {
            Matcher matcher = COLOR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                colors.put(matcher.group(1), StateColor.of(matcher.group(2)));
            }
        }
        assertThat(colors).containsKeys(STATES.toArray(String[]::new)).containsKey("lane");
        return new Palette(colors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette-light.css", "palette-dark.css"})
    void anyTwoBarsDifferForEveryKindOfVision(String sheet) throws IOException {
        Palette colors = palette(sheet);
        List<String> tooAlike = new ArrayList<>();
        for (List<String> beside : List.of(STATES, STREAMS, WAITS)) {
            for (String one : beside) {
                for (String two : beside.subList(0, beside.indexOf(one))) {
                    for (Vision vision : Vision.values()) {
                        double difference = colors.get(one).seenWith(vision)
                                .differenceTo(colors.get(two).seenWith(vision));
                        if (difference < 10) {
                            tooAlike.add(one + " and " + two + ", " + vision + ": " + difference);
                        }
                    }
                }
            }
        }
        assertThat(tooAlike).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette-light.css", "palette-dark.css"})
    void everyBarStandsOutFromTheLane(String sheet) throws IOException {
        Palette colors = palette(sheet);
        List<String> tooPale = Stream.of(STATES, STREAMS, WAITS).flatMap(List::stream)
                .filter(bar -> colors.get(bar).contrastTo(colors.get("lane")) < 3).toList();
        assertThat(tooPale).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette-light.css", "palette-dark.css"})
    void everyLineOfTheChartsStandsOutFromTheGroundItIsDrawnOn(String sheet) throws IOException {
        Palette colors = palette(sheet);
        for (String line : List.of("series", "alive", "running", "free", "median", "p95", "p99", "arrivals", "oldest",
                "mark-action", "mark-note", "mark-end", "present", "cursor", "placed", "selection")) {
            assertThat(colors.get(line).contrastTo(colors.get("lane"))).as(line).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette-light.css", "palette-dark.css"})
    void textIsReadableWhereverItStands(String sheet) throws IOException {
        Palette colors = palette(sheet);
        for (String state : STATES) {
            // The letter of an idle stretch stands on the lane.
            StateColor text = colors.get(state.equals("idle") ? "muted-text" : "on-" + state);
            StateColor ground = colors.get(state.equals("idle") ? "lane" : state);
            assertThat(text.contrastTo(ground)).as("on " + state).isGreaterThanOrEqualTo(4.5);
        }
        for (String stream : STREAMS) {
            assertThat(colors.get("on-task").contrastTo(colors.get(stream))).as("on " + stream)
                    .isGreaterThanOrEqualTo(4.5);
        }
        for (String wait : WAITS) {
            StateColor text = colors.get(wait.equals("waited-1") ? "on-short-wait" : "on-long-wait");
            assertThat(text.contrastTo(colors.get(wait))).as("on " + wait).isGreaterThanOrEqualTo(4.5);
        }
        for (String ground : List.of("surface", "lane", "chrome")) {
            assertThat(colors.get("text").contrastTo(colors.get(ground))).as("text on " + ground)
                    .isGreaterThanOrEqualTo(7);
            assertThat(colors.get("muted-text").contrastTo(colors.get(ground))).as("muted text on " + ground)
                    .isGreaterThanOrEqualTo(4.5);
        }
        for (String mark : List.of("mark-action", "mark-note", "mark-end")) {
            assertThat(colors.get("surface").contrastTo(colors.get(mark))).as("caption of " + mark)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    // Colours whose differences were worked out with another implementation of the same formula.
    @ParameterizedTest
    @CsvSource({"#1f6fe5, #783d9a, 25.0", "#b27a03, #bc2a28, 32.9", "#000000, #ffffff, 100.0"})
    void theMeasureAgreesWithAnother(String one, String two, double difference) {
        assertThat(StateColor.of(one).differenceTo(StateColor.of(two))).isCloseTo(difference, within(0.1));
    }

    @Test
    void bothPalettesDefineTheSameColours() throws IOException {
        assertThat(palette("palette-light.css").colors().keySet())
                .isEqualTo(palette("palette-dark.css").colors().keySet());
    }
}
