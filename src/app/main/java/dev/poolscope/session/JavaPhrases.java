package dev.poolscope.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.poolscope.workload.model.Distribution;

/** Small pieces of Java source: names, imports, literals, and expressions that give seconds. */
final class JavaPhrases {
    private static final int LONGEST_NAME = 40;
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte", "case",
            "catch",
            "char", "class", "const", "continue", "default", "do", "double", "else", "enum", "extends", "false",
            "final",
            "finally", "float", "for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long",
            "native", "new", "null", "package", "private", "protected", "public", "return", "short", "static",
            "strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "transient", "true", "try",
            "void",
            "volatile", "while", "yield", "record", "sealed", "permits", "var", "when");

    private final Set<String> taken;
    private final Set<String> imports = new TreeSet<>();

    /** The names that are in use already. */
    JavaPhrases(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Imports a type and gives its simple name. */
    String use(Class<?> type) {
        imports.add(type.getName());
        return type.getSimpleName();
    }

    /** The full names of what is imported, in their order. */
    Set<String> imports() {
        return imports;
    }

    /** A name like a text that no other has: {@code by hand} becomes {@code byHand}. */
    String name(String text, String otherwise, boolean capital) {
        StringBuilder name = new StringBuilder();
        boolean up = capital;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 128 && Character.isLetterOrDigit(c);
            if (letter && !(name.isEmpty() && Character.isDigit(c)) && name.length() < LONGEST_NAME) {
                name.append(up ? Character.toUpperCase(c) : name.isEmpty() ? Character.toLowerCase(c) : c);
                up = false;
            } else {
                up = capital || !name.isEmpty();
            }
        }
        String base = name.isEmpty() ? otherwise : name.toString();
        String free = base;
        for (int i = 2; KEYWORDS.contains(free) || !taken.add(free); i++) {
            free = base + i;
        }
        return free;
    }

    /** A text in double quotes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** A text inside a comment: nothing in it ends the comment or begins an escape. */
    static String comment(String text) {
        return text.replace("\\", "\\\\").replace("*/", "* /").replaceAll("\\p{Cntrl}", " ");
    }

    /** A length of time as a {@code Duration}. */
    String duration(Duration duration) {
        long nanos = duration.toNanos();
        use(Duration.class);
        if (nanos == 0) {
            return "Duration.ZERO";
        }
        if (nanos % 1_000_000_000 == 0) {
            return "Duration.ofSeconds(" + digits(nanos / 1_000_000_000) + ")";
        }
        if (nanos % 1_000_000 == 0) {
            return "Duration.ofMillis(" + digits(nanos / 1_000_000) + ")";
        }
        return "Duration.ofNanos(" + digits(nanos) + ")";
    }

    private static String digits(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '_')
                + (number > Integer.MAX_VALUE ? "L" : "");
    }

    /** A length of time as a number of seconds. */
    static String seconds(Duration duration) {
        return number(BigDecimal.valueOf(duration.toNanos(), 9));
    }

    static String number(double value) {
        return number(new BigDecimal(value, MathContext.DECIMAL32));
    }

    static String number(BigDecimal value) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** A drawn time in seconds; the format cuts what is above an hour. */
    static String seconds(Distribution time) {
        return switch (time) {
            case Distribution.Fixed(var value) -> seconds(value);
            case Distribution.Uniform(var min, var max) -> min.equals(max)
                    ? seconds(min)
                    : "random.nextDouble(" + seconds(min) + ", " + seconds(max) + ")";
            case Distribution.Exponential(var mean) -> seconds(mean) + " * random.nextExponential()";
            case Distribution.LogNormal(var median, var sigma) ->
                "Math.min(3600, " + seconds(median) + " * Math.exp(" + number(sigma) + " * random.nextGaussian()))";
            case Distribution.Pareto(var scale, var shape) -> "Math.min(3600, " + seconds(scale)
                    + " / Math.pow(1 - random.nextDouble(), 1 / " + number(shape) + "))";
        };
    }
}
