package dev.poolscope.telemetry.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Events as text, one record for each, by RFC 4180 but for the line ends, which are single line feeds. The first line names
 * the columns. A number that is 0, and a stream that is not known, is an empty cell. A cell with a comma, a quote or a line
 * break is quoted; a quoted cell may go over several lines. What was written is read back exactly.
 *
 * <p>A spreadsheet would take a text that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break
 * for a formula, whatever its quotes. Such a text, and one of which only apostrophes stand before such a beginning, gets
 * one more apostrophe in front, which the reading takes away.
 */
public final class EventsCsv {

    /** The first line. */
    public static final String HEADER = "nanos,event,taskId,stream,workerId,detail";

    private static final int COLUMNS = 6;
    /** With the signs that some spreadsheets take for the same. */
    private static final String FORMULA_BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private EventsCsv() {}

    /**
     * Writes events.
     *
     * @param events in the order in which they are to stand there
     * @param out where to; is neither flushed nor closed
     * @throws IOException if {@code out} throws it
     */
    public static void write(Iterable<RunEvent> events, Writer out) throws IOException {
        out.write(HEADER);
        out.write('\n');
        for (RunEvent event : events) {
            out.write(Long.toString(event.nanos()));
            out.write(',');
            out.write(event.type().name());
            out.write(',');
            out.write(event.taskId() == 0 ? "" : Long.toString(event.taskId()));
            out.write(',');
            writeText(event.stream(), out);
            out.write(',');
            out.write(event.workerId() == 0 ? "" : Integer.toString(event.workerId()));
            out.write(',');
            String detail = EventText.detail(event);
            writeText(detail.isEmpty() ? null : detail, out);
            out.write('\n');
        }
    }

    /** An empty text is quoted, so that it differs from none. */
    private static void writeText(@Nullable String text, Writer out) throws IOException {
        if (text == null) {
            return;
        }
        if (isFormula(text)) {
            writeQuoted("'" + text, out);
        } else if (text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            writeQuoted(text, out);
        } else {
            out.write(text);
        }
    }

    private static void writeQuoted(String text, Writer out) throws IOException {
        out.write('"');
        out.write(text.replace("\"", "\"\""));
        out.write('"');
    }

    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && FORMULA_BEGINS.indexOf(text.charAt(first)) >= 0;
    }

    private static @Nullable String textOf(@Nullable String cell) {
        return cell != null && cell.startsWith("'") && isFormula(cell) ? cell.substring(1) : cell;
    }

    /**
     * Writes one text as a cell: quoted where it must be, and never a formula to a spreadsheet.
     *
     * @param text what is to stand there
     * @return the cell; empty for an empty text
     */
    public static String cell(String text) {
        StringWriter cell = new StringWriter();
        try {
            writeText(text.isEmpty() ? null : text, cell);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return cell.toString();
    }

    /**
     * Reads events.
     *
     * @param in where from; is not closed
     * @return the events in the order in which they stand there; those of one kind and one time have the turns that this order says, and
     *         more is not known of their turns
     * @throws IOException if {@code in} throws it, or if the text is not what {@link #write} writes; the message names the
     *         line
     */
    public static List<RunEvent> read(Reader in) throws IOException {
        Cells cells = new Cells(in);
        List<@Nullable String> header = cells.next();
        if (header == null || !Arrays.asList(HEADER.split(",", -1)).equals(header)) {
            throw new IOException("line 1: expected the columns " + HEADER + ", found " + header);
        }
        List<RunEvent> events = new ArrayList<>();
        EventTurns turns = new EventTurns();
        for (List<@Nullable String> record = cells.next(); record != null; record = cells.next()) {
            events.add(turns.next(eventOf(record, cells.lineOfRecord)));
        }
        return events;
    }

    private static RunEvent eventOf(List<@Nullable String> record, int line) throws IOException {
        if (record.size() != COLUMNS) {
            throw new IOException("line " + line + ": expected " + COLUMNS + " cells, found " + record.size());
        }
        try {
            String nanos = record.get(0);
            String type = record.get(1);
            String taskId = record.get(2);
            String workerId = record.get(4);
            String detail = textOf(record.get(5));
            return EventTextReader.event(Long.parseLong(nanos == null ? "" : nanos),
                    EventType.valueOf(type == null ? "" : type), taskId == null ? 0 : Long.parseLong(taskId),
                    textOf(record.get(3)), workerId == null ? 0 : Integer.parseInt(workerId),
                    detail == null ? "" : detail);
        } catch (IllegalArgumentException wrong) {
            throw new IOException("line " + line + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Cuts text into records of cells. */
    private static final class Cells {

        private static final int END = -1;

        private final Reader in;
        private int line = 1;
        private int lineOfRecord;
        private int ahead;

        Cells(Reader in) throws IOException {
            this.in = in instanceof BufferedReader ? in : new BufferedReader(in);
            this.ahead = this.in.read();
        }

        private int take() throws IOException {
            int taken = ahead;
            ahead = in.read();
            if (taken == '\n') {
                line++;
            }
            return taken;
        }

        /** The cells of the next record, null for an empty one that is not quoted; null after the last record. */
        @Nullable
        List<@Nullable String> next() throws IOException {
            if (ahead == END) {
                return null;
            }
            lineOfRecord = line;
            List<@Nullable String> record = new ArrayList<>(COLUMNS);
            do {
                record.add(ahead == '"' ? quoted() : plain());
            } while (take() == ',');
            return record;
        }

        private @Nullable String plain() throws IOException {
            StringBuilder text = new StringBuilder();
            while (ahead != ',' && ahead != '\n' && ahead != END) {
                if (ahead == '"' || ahead == '\r') {
                    throw new IOException("line " + line + ": a cell with a quote or a carriage return must be quoted");
                }
                text.append((char) take());
            }
            return text.isEmpty() ? null : text.toString();
        }

        private String quoted() throws IOException {
            StringBuilder text = new StringBuilder();
            take();
            while (true) {
                int c = take();
                if (c == END) {
                    throw new IOException("line " + lineOfRecord + ": a quoted cell has no end");
                }
                if (c == '"') {
                    if (ahead != '"') {
                        break;
                    }
                    take();
                }
                text.append((char) c);
            }
            if (ahead != ',' && ahead != '\n' && ahead != END) {
                throw new IOException("line " + line + ": expected a comma or the end of the line after a quoted cell");
            }
            return text.toString();
        }
    }
}
