package dev.poolscope.story;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in the form of {@link String#format} that know one from many: behind a number, {@code [s]} is said of many, and
 * {@code [is|are]} is the first for one and the second for many. In {@code %d of %d task[s]} the number nearest before it counts.
 */
final class NumberedText {
    private static final Pattern PLACES = Pattern
            .compile("%(?:(\\d+)\\$)?[-,0-9.]*([a-zA-Z%])|\\[([^\\[\\]|]*)(?:\\|([^\\[\\]|]*))?]");

    private NumberedText() {}

    /** Puts values into a text. */
    static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text.indexOf('[') < 0 ? text : chosen(text, values), values);
    }

    private static String chosen(String text, Object[] values) {
        StringBuilder chosen = new StringBuilder();
        Matcher place = PLACES.matcher(text);
        int next = 0;
        boolean one = false;
        while (place.find()) {
            String conversion = place.group(2);
            if (conversion != null) {
                int index = place.group(1) == null ? next : Integer.parseInt(place.group(1)) - 1;
                next += place.group(1) == null && !conversion.equals("%") ? 1 : 0;
                one = conversion.equals("d") ? ((Number) values[index]).longValue() == 1 : one;
                place.appendReplacement(chosen, Matcher.quoteReplacement(place.group()));
            } else {
                String many = place.group(4);
                place.appendReplacement(chosen, Matcher.quoteReplacement(
                        many == null ? one ? "" : place.group(3) : one ? place.group(3) : many));
            }
        }
        return place.appendTail(chosen).toString();
    }
}
