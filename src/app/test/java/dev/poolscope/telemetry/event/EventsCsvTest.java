package dev.poolscope.telemetry.event;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventsCsvTest {

    private static final String AWKWARD = "a,\"\n\r =;\tä€😀'";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsBackExactlyWhatItWrote(long seed) throws Exception {
        Random random = new Random(seed);
        List<EventType> types = List.copyOf(EnumSet.allOf(EventType.class));
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(new RunEvent(random.nextLong(Long.MAX_VALUE),
                    types.get(random.nextInt(types.size())), random.nextLong(3),
                    random.nextInt(3) == 0 ? null : text(random), random.nextInt(3), text(random)));
        }
        assertThat(EventsCsv.read(new StringReader(write(events)))).isEqualTo(events);
    }

    @Test
    void isOneLineForEachOrdinaryEvent() throws Exception {
        assertThat(write(List.of(new RunEvent(12, EventType.SUBMITTED, 3, "web", 0, "due=10"),
                new RunEvent(13, EventType.ACTION, 0, null, 0, "note: \"look\", here"),
                new RunEvent(14, EventType.STARTED, 3, null, 1, ""))))
                .isEqualTo("""
                           nanos,event,taskId,stream,workerId,detail
                           12,SUBMITTED,3,web,,due=10
                           13,ACTION,,,,"note: ""look"", here"
                           14,STARTED,3,,1,
                           """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=x", "=", "'=1", "''-2", "\uff1d1", "'",
            "'a", "a=1"})
    void noTextIsAFormulaToASpreadsheetAndEachIsReadBack(String text) throws Exception {
        RunEvent event = new RunEvent(1, EventType.SUBMITTED, 1, text, 0, text);

        String csv = write(List.of(event));

        assertThat(EventsCsv.read(new StringReader(csv))).containsExactly(event);
        String cell = csv.substring(csv.indexOf("1,SUBMITTED,1,") + "1,SUBMITTED,1,".length());
        assertThat(cell.startsWith("\"") ? cell.substring(1) : cell).doesNotMatch("(?s)[=+\\-@\t\r\n\uff1d].*");
        assertThat(cell).startsWith(EventsCsv.cell(text) + ",");
    }

    @Test
    void anEmptyNameIsNotNoName() throws Exception {
        RunEvent event = new RunEvent(1, EventType.SUBMITTED, 1, "", 0, "due=1");
        assertThat(EventsCsv.read(new StringReader(write(List.of(event))))).containsExactly(event);
    }

    @Test
    void saysInWhichLineTheTextIsWrong() {
        String good = EventsCsv.HEADER + "\n1,ACTION,,,,\"two\nlines\"\n";
        assertFault("what is this\n", "line 1");
        assertFault("", "line 1");
        assertFault(good + "1,ACTION,,,\n", "line 4: expected 6 cells, found 5");
        assertFault(good + "x,ACTION,,,,\n", "line 4");
        assertFault(good + "1,LUNCH,,,,\n", "line 4");
        assertFault(good + "-1,ACTION,,,,\n", "line 4: stamp and numbers");
        assertFault(good + "1,ACTION,,,,a\"b\n", "line 4: a cell with a quote");
        assertFault(good + "1,ACTION,,,,\"ab\"c\n", "line 4: expected a comma");
        assertFault(good + "1,ACTION,,,,\"no end\n", "line 4: a quoted cell has no end");
    }

    private static void assertFault(String text, String message) {
        assertThatThrownBy(() -> EventsCsv.read(new StringReader(text))).isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static String write(List<RunEvent> events) throws IOException {
        StringWriter text = new StringWriter();
        EventsCsv.write(events, text);
        return text.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
        }
        return text.toString();
    }

    @Test
    void whenATaskWasDueIsTheSameAsNumberAndAsText() {
        RunEvent arrival = RunEvent.ofArrival(5, EventType.SUBMITTED, 1, "web", -3);
        RunEvent text = new RunEvent(5, EventType.SUBMITTED, 1, "web", 0, "due=-3");
        assertThat(arrival).isEqualTo(text).hasSameHashCodeAs(text).isEqualByComparingTo(text).hasToString(
                "RunEvent[nanos=5, type=SUBMITTED, taskId=1, stream=web, workerId=0, detail=due=-3]");
        assertThat(arrival.value("due")).isEqualTo("-3");
        assertThat(arrival.number("due", 0)).isEqualTo(-3);
        assertThat(arrival.number("early", 7)).isEqualTo(7);
        assertThat(arrival.at(6)).isEqualTo(RunEvent.ofArrival(6, EventType.SUBMITTED, 1, "web", -3))
                .isNotEqualTo(arrival);
    }
}
