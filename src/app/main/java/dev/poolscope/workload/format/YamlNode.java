package dev.poolscope.workload.format;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.Quoted;

/** A piece of a YAML file that knows where it stands. Lines and columns count from 1. */
public sealed interface YamlNode {
    int line();

    int column();

    /** What was found, for a message. */
    String describe();

    /** What a plain scalar means by the core schema of YAML 1.2; a quoted one is always text. */
    enum Kind {
        TEXT, INTEGER, DECIMAL, TRUTH, NOTHING
    }

    /** A single value; whether it stands in quotes, or would have to. */
    record Scalar(int line, int column, String text, Kind kind, boolean quoted) implements YamlNode {
        /** What YAML reads as itself, between braces too: words of letters and digits with single spaces and a few signs between. */
        private static final Pattern PLAIN = Pattern
                .compile("[A-Za-z][A-Za-z0-9_./()-]*(?: [A-Za-z0-9(][A-Za-z0-9_./()-]*)*");
        private static final List<String> NOT_TEXT = List.of("true", "false", "null", "never", "open");
        private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
        private static final Pattern DECIMAL = Pattern
                .compile(
                        "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        static Scalar plain(int line, int column, String text) {
            return new Scalar(line, column, text, kindOf(text), false);
        }

        static Scalar quoted(int line, int column, String text) {
            return new Scalar(line, column, text, Kind.TEXT, true);
        }

        /** A text that is in quotes unless it is certain that YAML reads it as itself. */
        static Scalar text(int line, int column, String text) {
            boolean plain = PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
            return new Scalar(line, column, text, Kind.TEXT, !plain);
        }

        private static Kind kindOf(String text) {
            return switch (text) {
                case "", "~", "null", "Null", "NULL" -> Kind.NOTHING;
                case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.TRUTH;
                default -> INTEGER.matcher(text).matches()
                        ? Kind.INTEGER
                        : DECIMAL.matcher(text).matches() ? Kind.DECIMAL : Kind.TEXT;
            };
        }

        @Override
        public String describe() {
            return switch (kind) {
                case TEXT -> "the text " + Quoted.of(text);
                case INTEGER, DECIMAL -> "the number " + Quoted.of(text);
                case TRUTH -> Quoted.of(text);
                case NOTHING -> "nothing";
            };
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys and their values. No key is there twice. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {}
}
