package dev.poolscope.session;

import java.util.List;

/** Builds a page; whatever is not markup goes through {@link #escaped}. */
final class Html {
    private final StringBuilder page = new StringBuilder();

    /** Escapes a text, for elements and for attributes. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    Html markup(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    Html element(String name, String text) {
        return markup("<" + name + ">" + escaped(text) + "</" + name + ">");
    }

    Html element(String name, String style, String text) {
        return markup("<" + name + " class=\"" + style + "\">" + escaped(text) + "</" + name + ">");
    }

    /** Begins a table. A heading that begins with # is that of a column of numbers. */
    Table table(String... headings) {
        markup("<table><thead><tr>");
        for (String heading : headings) {
            boolean number = heading.startsWith("#");
            markup(number
                    ? "<th class=\"number\">" + escaped(heading.substring(1)) + "</th>"
                    : "<th>" + escaped(heading) + "</th>");
        }
        markup("</tr></thead><tbody>");
        return new Table(List.of(headings));
    }

    /** The rows of a table. */
    final class Table {
        private final List<String> headings;

        private Table(List<String> headings) {
            this.headings = headings;
        }

        Table row(Object... cells) {
            page.append("<tr>");
            for (int i = 0; i < cells.length; i++) {
                page.append(headings.get(i).startsWith("#") ? "<td class=\"number\">" : "<td>")
                        .append(escaped(String.valueOf(cells[i])))
                        .append("</td>");
            }
            page.append("</tr>\n");
            return this;
        }

        Html end() {
            return markup("</tbody></table>");
        }
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
