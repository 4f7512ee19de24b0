package dev.poolscope.lesson.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.Quoted;

/** Cuts the text of an expression into its pieces. */
final class Tokens {
    private static final int LONGEST = 2_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(%|[A-Za-z]+)?");
    private static final Pattern SIGN = Pattern.compile("==|!=|<=|>=|[-<>+*/().,\\[\\]]");
    private static final Set<String> RESERVED = Set.of("and", "or", "true", "false", "none");

    private Tokens() {}

    enum Type {
        NAME, NUMBER, STRING, SIGN, END
    }

    /**
     * A piece.
     *
     * @param text as it is written; of a string what stands between the quotes
     */
    record Token(int at, Type type, String text) {
        String describe() {
            return switch (type) {
                case END -> "the end";
                case STRING -> "the text " + Quoted.of(text);
                default -> Quoted.of(text);
            };
        }

        boolean is(String sign) {
            return (type == Type.SIGN || type == Type.NAME) && text.equals(sign);
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    static List<Token> of(String text) throws ExpressionException {
        if (text.length() > LONGEST) {
            throw new ExpressionException(LONGEST, "an expression of more than " + LONGEST + " characters is not read");
        }
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                int end = endOfString(text, at);
                tokens.add(new Token(at, Type.STRING, content(text.substring(at + 1, end))));
                at = end + 1;
            } else {
                Token token = token(text, at);
                tokens.add(token);
                at += token.text().length();
            }
        }
        tokens.add(new Token(text.length(), Type.END, ""));
        return tokens;
    }

    private static Token token(String text, int at) throws ExpressionException {
        for (Type type : List.of(Type.NAME, Type.NUMBER, Type.SIGN)) {
            Pattern form = switch (type) {
                case NAME -> NAME;
                case NUMBER -> NUMBER;
                default -> SIGN;
            };
            Matcher matcher = form.matcher(text).region(at, text.length());
            if (matcher.lookingAt()) {
                return new Token(at, type, matcher.group());
            }
        }
        String found = text.substring(at, text.offsetByCodePoints(at, 1));
        throw new ExpressionException(at, "found " + Quoted.of(found) + (found.equals("=")
                ? "; '==' compares"
                : ", which has no meaning here; names, numbers, texts in quotes and == != < <= > >= + - * / ( ) [ ] . , are allowed"));
    }

    private static int endOfString(String text, int begin) throws ExpressionException {
        for (int at = begin + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == text.charAt(begin)) {
                return at;
            }
        }
        throw new ExpressionException(begin, "a text that begins here has no end; the quote is missing");
    }

    private static String content(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }
}
