package dev.poolscope.session.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Builds a page; whatever is not markup goes through {@link #escaped}. Not safe for use by several threads. */
public final class Html {
    private final StringBuilder page = new StringBuilder();

    private Html() {}

    /**
     * Begins a page in the style of reports, up to its body.
     *
     * @param title its title
     * @return the page
     */
    public static Html page(String title) {
        return new Html().markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width\">").element("title", title)
                .markup("<style>" + styles() + "</style></head><body>");
    }

    private static String styles() {
        try (InputStream in = Objects.requireNonNull(Html.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Escapes a text, for elements and for attributes.
     *
     * @param text any text
     * @return what shows it
     */
    public static String escaped(String text) {
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

    /**
     * Adds markup as it is.
     *
     * @param markup trusted
     * @return this
     */
    public Html markup(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    /**
     * Adds an element.
     *
     * @param name its name
     * @param text what stands in it
     * @return this
     */
    public Html element(String name, String text) {
        return markup("<" + name + ">" + escaped(text) + "</" + name + ">");
    }

    /**
     * Adds an element.
     *
     * @param name its name
     * @param style its class
     * @param text what stands in it
     * @return this
     */
    public Html element(String name, String style, String text) {
        return markup("<" + name + " class=\"" + style + "\">" + escaped(text) + "</" + name + ">");
    }

    /**
     * Begins a table.
     *
     * @param headings those of its columns; one that begins with # is that of a column of numbers
     * @return its rows
     */
    public Table table(String... headings) {
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
    public final class Table {
        private final List<String> headings;

        private Table(List<String> headings) {
            this.headings = headings;
        }

        /**
         * Adds a row.
         *
         * @param cells a value for each column
         * @return this
         */
        public Table row(Object... cells) {
            page.append("<tr>");
            for (int i = 0; i < cells.length; i++) {
                page.append(headings.get(i).startsWith("#") ? "<td class=\"number\">" : "<td>")
                        .append(escaped(String.valueOf(cells[i])))
                        .append("</td>");
            }
            page.append("</tr>\n");
            return this;
        }

        /** {@return the page, behind the table} */
        public Html end() {
            return markup("</tbody></table>");
        }
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
