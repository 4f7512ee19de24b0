package dev.poolscope.telemetry.event;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventsCsvTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsBackExactlyWhatItWrote(long seed) throws Exception {
        Random random = new Random(seed);
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            events.add(RandomEvents.next(random));
        }
        assertThat(events).as("seed %d", seed).extracting(RunEvent::type).contains(EventType.values());
        List<RunEvent> read = EventsCsv.read(new StringReader(write(events)));
        assertThat(read.stream().map(event -> event.withTurn(0))).as("seed %d", seed).isEqualTo(events);
        // What the order of the lines says is known of what was read.
        List<RunEvent> sorted = EventsCsv.read(new StringReader(write(events.stream().sorted().toList())));
        assertThat(sorted).as("seed %d", seed).isSorted();
        assertThat(EventsCsv.read(new StringReader(write(sorted)))).as("seed %d", seed).isEqualTo(sorted);
    }

    @Test
    void isOneLineForEachOrdinaryEvent() throws Exception {
        assertThat(write(List.of(EventTextReader.event(12, EventType.SUBMITTED, 3, "web", 0, "due=10"),
                EventTextReader.event(13, EventType.ACTION, 0, null, 0, "note: \"look\", here"),
                EventTextReader.event(14, EventType.STARTED, 3, null, 1, ""))))
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
        RunEvent event = new PoolEvent.Remark(1, text);

        String csv = write(List.of(event));

        assertThat(EventsCsv.read(new StringReader(csv))).containsExactly(event);
        String cell = csv.substring(csv.indexOf("1,ACTION,,,,") + "1,ACTION,,,,".length());
        assertThat(cell.startsWith("\"") ? cell.substring(1) : cell).doesNotMatch("(?s)[=+\\-@\t\r\n\uff1d].*");
        assertThat(cell).startsWith(EventsCsv.cell(text) + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderIsConsistentWithEqualsAndThatOfTheColumns(long seed) {
        Random random = new Random(seed);
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            RunEvent event = RandomEvents.next(random);
            events.add(event.at(random.nextInt(5) - 1).withTurn(Math.max(-2, random.nextInt(8) - 5)));
        }
        for (RunEvent one : events) {
            for (RunEvent other : events) {
                int order = one.compareTo(other);
                assertThat(order == 0).as("seed %d: %s, %s", seed, one, other).isEqualTo(one.equals(other));
                assertThat(Integer.signum(order)).as("seed %d: %s, %s", seed, one, other)
                        .isEqualTo(-Integer.signum(other.compareTo(one)))
                        .isEqualTo(Integer.signum(byColumns(one, other)));
            }
        }
    }

    /** By turns if they are known, and by the columns, in text where they are text. */
    private static int byColumns(RunEvent one, RunEvent other) {
        return Comparator.comparingLong(RunEvent::nanos).thenComparingInt(event -> Math.max(0, event.turn()))
                .thenComparingInt(event -> event.type().phase())
                .thenComparingInt(RunEvent::workerId).thenComparingInt(event -> event.type().stage())
                .thenComparingLong(RunEvent::taskId).thenComparing(RunEvent::type).thenComparingLong(RunEvent::stamp)
                .thenComparing(Comparator.comparingInt(RunEvent::turn).reversed()).thenComparing(EventText::detail)
                .thenComparing(RunEvent::stream, Comparator.nullsFirst(Comparator.naturalOrder()))
                .compare(one, other);
    }

    @Test
    void anEmptyNameIsNotNoName() throws Exception {
        RunEvent event = EventTextReader.event(1, EventType.SUBMITTED, 1, "", 0, "due=1");
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
        assertFault(good + "1,SUBMITTED,1,web,,\n", "line 4: expected due=");
        assertFault(good + "1,SUBMITTED,1,web,2,due=1\n", "line 4: a SUBMITTED does not say this");
        assertFault(good + "1,STARTED,1,web,2,\n", "line 4: a STARTED does not say this");
        assertFault(good + "1,CANCELLED,1,,2,by=me\n", "line 4: a CANCELLED does not say this");
        assertFault(good + "1,WORKER_RETIRED,,,2,reason=AGE\n", "line 4: ");
        assertFault(good + "1,IDLE_TIMEOUT_CHANGED,,,,before=1e999999999s after=never\n", "line 4: '1e999999999s'");
        assertFault(good + "0,JOIN_BEGAN,,,,early=soon\n", "line 4: ");
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
}
