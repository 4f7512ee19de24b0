package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads sentences back: each must be of exactly one form, and what the form says is held against the facts by what belongs to
 * it. In forms, {@code <d>} is a duration, {@code <t>} a moment, {@code <n>} a number, {@code <w>} a worker, {@code <x>} any text, and {@code <p>} text
 * that begins with a letter.
 */
public final class SaidText {
    private static final String DURATION = "(\\d[\\d.]* (?:ns|µs|ms|s)|\\d+ min \\d+ s|\\d+ h \\d+ min)";
    /** Faults of the language, whatever is said. */
    private static final Pattern BAD = Pattern.compile("null|NaN|%(?!\\))|\uE000|dev\\.poolscope|  | [,.;:]|\\.\\.|,,"
            + "|\\b1 (?:more |other |idle )?(?:tasks|workers|times|events)\\b|\\b(?:all|of) 1 workers?\\b(?! alive)"
            + "|\\b[aA]ll 2 workers\\b|\\b(?:[02-9]|\\d\\d+) (?:task|worker|time|event)\\b|-0|(?<![\\d.])0\\d");

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private record Form(Pattern pattern, Consumer<MatchResult> holds) {}

    private final List<Form> forms = new ArrayList<>();

    /** Tells how a form is read, and what must be so when it is said. */
    public SaidText form(String form, Consumer<MatchResult> holds) {
        forms.add(new Form(PATTERNS.computeIfAbsent(form, SaidText::pattern), holds));
        return this;
    }

    private static Pattern pattern(String form) {
        String pattern = Pattern.quote(form).replace("<d>", "\\E" + DURATION + "\\Q").replace("<t>",
                "\\E(\\d+\\.\\d{3} s)\\Q").replace("<n>", "\\E(\\d+)\\Q").replace("<w>", "\\Eworker (\\d+)\\Q")
                .replace("<x>", "\\E(.*)\\Q").replace("<v>", "\\E(\\S+)\\Q").replace("<p>", "\\E([a-z].*)\\Q");
        return Pattern.compile("(?s)" + pattern);
    }

    /** Holds a sentence against the facts. Counts may have commas in them. */
    public void assertTrue(String written, String as) {
        String sentence = written.replaceAll("(?<=\\d),(?=\\d{3})", "");
        assertThat(BAD.matcher(sentence.replaceAll("(?s) failed at .*| threw at .*| broke at .*", "")).find())
                .as("language of \"%s\", %s", sentence, as).isFalse();
        List<Form> matching = forms.stream().filter(form -> form.pattern.matcher(sentence).matches()).toList();
        assertThat(matching).as("forms of \"%s\", %s", sentence, as).hasSize(1);
        Matcher match = matching.getFirst().pattern.matcher(sentence);
        assertThat(match.matches()).isTrue();
        try {
            matching.getFirst().holds.accept(match.toMatchResult());
        } catch (AssertionError untrue) {
            throw new AssertionError("not true: \"" + sentence + "\": " + untrue.getMessage() + "; " + as, untrue);
        }
    }

    /** A duration is that which is written, as exactly as it is written. */
    public static void assertDuration(String written, long nanos) {
        assertThat(isDuration(written, nanos)).as("%s for %d ns", written, nanos).isTrue();
    }

    /** A duration is not more than what it really was. */
    public static void assertAtLeast(String written, long nanos) {
        assertThat(range(written)[0] - 1).as("%s for %d ns", written, nanos).isLessThanOrEqualTo((double) nanos);
    }

    public static boolean isDuration(String written, long nanos) {
        double[] range = range(written);
        return nanos >= range[0] - 1 && nanos <= range[1] + 1;
    }

    /** From where to where that what is written may be rounded, in nanoseconds. */
    public static double[] range(String written) {
        String[] words = written.split(" ", -1);
        if (words.length == 4) {
            boolean hours = words[1].equals("h");
            double value = Long.parseLong(words[0]) * (hours ? 3600e9 : 60e9)
                    + Long.parseLong(words[2]) * (hours ? 60e9 : 1e9);
            return new double[]{value - (hours ? 30e9 : 0.5e9), value + (hours ? 30e9 : 0.5e9)};
        }
        double unit = switch (words[1]) {
            case "ns" -> 1;
            case "µs" -> 1e3;
            case "ms" -> 1e6;
            default -> 1e9;
        };
        int point = words[0].indexOf('.');
        double half = Math.pow(10, point < 0 ? 0 : point + 1 - words[0].length()) / 2;
        double value = Double.parseDouble(words[0]);
        return new double[]{(value - half) * unit, (value + half) * unit};
    }

    /** A moment is that which is written, to the millisecond. */
    public static void assertMoment(String written, long nanos) {
        assertThat(isMoment(written, nanos)).as("%s for %d ns", written, nanos).isTrue();
    }

    public static boolean isMoment(String written, long nanos) {
        return Math.abs(Double.parseDouble(written.replace(" s", "")) * 1e9 - nanos) <= 500_001;
    }
}
