package dev.poolscope.app.help;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a page of the documentation. It knows as much of Markdown as the pages use: headings, paragraphs, lists, fenced code and
 * tables. Lines of a paragraph, or of an item, are joined. Anything else stands in a paragraph as it is.
 */
final class PageReader {
    private static final Pattern HEADING = Pattern.compile("(#+) (.*)");
    private static final Pattern ITEM = Pattern.compile("(-|\\d+\\.) +(.*)");
    private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern RULE = Pattern.compile("\\|[\\s|:-]+\\|");
    private static final String FENCE = "```";
    private static final String BULLET = "•";

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    /** What stands before the item that is being read; empty if that is a paragraph. */
    private String mark = "";
    private final List<List<String>> rows = new ArrayList<>();

    private PageReader() {}

    static List<Block> read(String markdown) {
        PageReader reader = new PageReader();
        for (Iterator<String> lines = markdown.lines().iterator(); lines.hasNext();) {
            reader.line(lines.next(), lines);
        }
        reader.end();
        return List.copyOf(reader.blocks);
    }

    private void line(String line, Iterator<String> next) {
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (line.startsWith(FENCE)) {
            end();
            code(next);
        } else if (line.isBlank()) {
            end();
        } else if (heading.matches()) {
            end();
            blocks.add(new Block.Heading(heading.group(1).length(), heading.group(2)));
        } else if (line.startsWith("|")) {
            row(line);
        } else if (item.matches()) {
            end();
            mark = item.group(1).equals("-") ? BULLET : item.group(1);
            text.append(item.group(2));
        } else {
            text.append(text.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private void code(Iterator<String> next) {
        List<String> lines = new ArrayList<>();
        for (String line = ""; next.hasNext() && !line.startsWith(FENCE);) {
            line = next.next();
            lines.add(line);
        }
        blocks.add(new Block.Code(String.join("\n", lines.subList(0, Math.max(0, lines.size() - 1)))));
    }

    private void row(String line) {
        if (rows.isEmpty()) {
            end();
        }
        if (!RULE.matcher(line.strip()).matches()) {
            List<String> cells = Stream.of(CELLS.split(line.strip(), -1))
                    .map(cell -> cell.strip().replace("\\|", "|")).toList();
            rows.add(cells.subList(1, cells.size() - 1));
        }
    }

    private void end() {
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(rows.getFirst(), rows.subList(1, rows.size())));
            rows.clear();
        }
        if (!text.isEmpty()) {
            blocks.add(mark.isEmpty() ? new Block.Paragraph(text.toString()) : new Block.Item(mark, text.toString()));
            text.setLength(0);
        }
        mark = "";
    }
}
