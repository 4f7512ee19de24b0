package dev.poolscope.lesson.play;

import java.util.List;

import dev.poolscope.workload.model.DurationText;

/**
 * What a prediction comes to.
 *
 * @param verdict whether it is right
 * @param misconceptions the codes of what it betrays
 * @param given what the student said, for people
 * @param expected what the run says, for people; empty if there is nothing to say
 * @param expressions what the run was asked
 * @param tolerance how far off an answer may be, for people; empty for not at all
 * @param why why it could not be graded, or which expectation does not hold; empty for none
 */
public record Grade(Verdict verdict, List<String> misconceptions, String given, String expected,
        List<String> expressions, String tolerance, String why) {
    /** Copies the lists. */
    public Grade {
        misconceptions = List.copyOf(misconceptions);
        expressions = List.copyOf(expressions);
    }

    /** {@return whether what was said is what the run says, and not only near enough} */
    public boolean isExact() {
        return tolerance.isEmpty() || compact(given).equals(compact(expected));
    }

    // Times are written in several ways: 0ms, 0 s.
    private static String compact(String answer) {
        String compact = answer.replace(" ", "");
        try {
            return String.valueOf(DurationText.parse(compact).toNanos());
        } catch (IllegalArgumentException noTime) {
            return compact;
        }
    }

    /** Whether a prediction is right. */
    public enum Verdict {
        /** The run says the same. */
        RIGHT("right"),
        /** The run says something else. */
        WRONG("wrong"),
        /** It is for a person to read. */
        NOT_GRADED("not graded"),
        /** The run lost what would tell; it counts for nothing. */
        NOT_KNOWN("not known");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** {@return in words} */
        public String words() {
            return words;
        }
    }
}
