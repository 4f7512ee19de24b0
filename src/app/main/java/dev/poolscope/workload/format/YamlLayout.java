package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Where the keys, the items of lists and the comments of a valid YAML file stand. Lines count from 0. */
final class YamlLayout {
    private final int[] text;
    /** Where lines end. */
    private final int[] breaks;
    private final Iterator<Event> events;
    private final BitSet scalars = new BitSet();
    private final List<Place> places = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();

    /**
     * A key or an item.
     *
     * @param path such as {@code .streams[2].task.sleep}
     */
    record Place(String path, int line) {}

    /**
     * A comment.
     *
     * @param own whether nothing else stands in its line
     * @param text from the sharp sign to the end of the line
     */
    record Comment(int line, boolean own, String text) {}

    private YamlLayout(String text) {
        this.text = text.codePoints().toArray();
        breaks = IntStream.range(0, this.text.length).filter(at -> this.text[at] == '\n').toArray();
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
        events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** Reads a file that {@link YamlTree} has read before. */
    static YamlLayout of(String text) {
        YamlLayout layout = new YamlLayout(text);
        while (layout.events.hasNext()) {
            layout.node(layout.events.next(), "");
        }
        layout.findComments();
        return layout;
    }

    /** In the order in which they stand there. */
    List<Place> places() {
        return places;
    }

    List<Comment> comments() {
        return comments;
    }

    private void node(Event event, String path) {
        switch (event) {
            case ScalarEvent scalar -> mark(scalar);
            case SequenceStartEvent _ -> {
                int item = 0;
                for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
                    String itemPath = path + "[" + item++ + "]";
                    places.add(new Place(itemPath, lineOf(index(next.getStartMark().orElseThrow()))));
                    node(next, itemPath);
                }
            }
            case MappingStartEvent _ -> {
                for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
                    String key = next instanceof ScalarEvent scalar ? scalar.getValue() : "?";
                    places.add(new Place(path + "." + key, lineOf(index(next.getStartMark().orElseThrow()))));
                    node(next, path + "." + key);
                    node(events.next(), path + "." + key);
                }
            }
            default -> {
                // the beginnings and ends of stream and document
            }
        }
    }

    private void mark(ScalarEvent scalar) {
        int from = index(scalar.getStartMark().orElseThrow());
        int to = index(scalar.getEndMark().orElseThrow());
        ScalarStyle style = scalar.getScalarStyle();
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            // A comment may stand behind the sign that a block begins.
            while (from < to && text[from] != '\n') {
                from++;
            }
        }
        scalars.set(from, to);
    }

    private static int index(Mark mark) {
        return mark.getIndex();
    }

    private int lineOf(int index) {
        int found = Arrays.binarySearch(breaks, index);
        return found < 0 ? -found - 1 : found;
    }

    private void findComments() {
        int line = 0;
        boolean own = true;
        for (int i = 0; i < text.length; i++) {
            boolean begins = text[i] == '#' && !scalars.get(i) && (i == 0 || Character.isWhitespace(text[i - 1]));
            if (begins) {
                int end = i;
                while (end < text.length && text[end] != '\n') {
                    end++;
                }
                comments.add(new Comment(line, own, new String(text, i, end - i).strip()));
                i = end;
            }
            if (i < text.length && text[i] == '\n') {
                line++;
                own = true;
            } else if (i < text.length && !Character.isWhitespace(text[i])) {
                own = false;
            }
        }
    }
}
