package dev.poolscope.app.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some characters of a text that look alike.
 *
 * @param link the page that they lead to; empty if to none
 */
record Span(Style style, String text, String link) {
    /** How they look. */
    enum Style {
        PLAIN, STRONG, EMPHASIS, CODE, LINK
    }

    private static final Pattern MARKED = Pattern.compile(
            "`(?<code>[^`]+)`|\\*\\*(?<strong>.+?)\\*\\*|\\*(?<emphasis>[^*]+)\\*|\\[(?<text>[^]]+)]\\((?<link>[^)]+)\\)");

    /** A text of a page, cut where its look changes. A bold word that is code is code. */
    static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher marked = MARKED.matcher(text);
        int end = 0;
        while (marked.find()) {
            plain(text.substring(end, marked.start()), spans);
            spans.add(marked(marked));
            end = marked.end();
        }
        plain(text.substring(end), spans);
        return spans;
    }

    private static void plain(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span(Style.PLAIN, text, ""));
        }
    }

    private static Span marked(Matcher marked) {
        if (marked.group("code") != null) {
            return new Span(Style.CODE, marked.group("code"), "");
        }
        if (marked.group("strong") != null) {
            String strong = marked.group("strong");
            return strong.startsWith("`")
                    ? new Span(Style.CODE, strong.replace("`", ""), "")
                    : new Span(Style.STRONG, strong, "");
        }
        if (marked.group("emphasis") != null) {
            return new Span(Style.EMPHASIS, marked.group("emphasis"), "");
        }
        return new Span(Style.LINK, marked.group("text"), marked.group("link"));
    }
}
