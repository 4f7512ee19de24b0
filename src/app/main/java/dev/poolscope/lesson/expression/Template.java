package dev.poolscope.lesson.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with expressions in it: {@code Task {task(stream pair, 2).id} comes}. Two braces stand for one. Immutable.
 *
 * @param text as it is written
 * @param parts what it is made of, in order
 */
public record Template(String text, List<Part> parts) {

    /** Copies the list. */
    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a text. */
    public sealed interface Part {
        /**
         * Stands for itself.
         *
         * @param text what it says
         */
        record Plain(String text) implements Part {}

        /**
         * Stands for what an expression says.
         *
         * @param at where the expression begins in the text, counted from 0
         * @param expression which
         */
        record Filled(int at, Expression expression) implements Part {}
    }

    /**
     * Parses a text.
     *
     * @param text with expressions in braces
     * @return its parts
     * @throws ExpressionException if something in braces is no expression; it counts its place from the beginning of the text
     */
    public static Template parse(String text) throws ExpressionException {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c == '{' && !twice) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    throw new ExpressionException(at, "a '{' has no '}'; write '{{' for a brace in the text");
                }
                parts.add(new Part.Plain(plain.toString()));
                plain.setLength(0);
                parts.add(new Part.Filled(at + 1, expression(text, at + 1, end)));
                at = end;
            } else {
                plain.append(c);
                at += (c == '{' || c == '}') && twice ? 1 : 0;
            }
        }
        parts.add(new Part.Plain(plain.toString()));
        return new Template(text, parts);
    }

    private static Expression expression(String text, int from, int to) throws ExpressionException {
        try {
            return Expression.parse(text.substring(from, to));
        } catch (ExpressionException wrong) {
            throw new ExpressionException(from + wrong.at(), wrong.sentence());
        }
    }

    /** {@return the expressions in it, in order} */
    public List<Expression> expressions() {
        return parts.stream().filter(Part.Filled.class::isInstance).map(part -> ((Part.Filled) part).expression())
                .toList();
    }

    /** {@return the text without its expressions} */
    public String plain() {
        StringBuilder plain = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Plain(var text)) {
                plain.append(text);
            }
        }
        return plain.toString();
    }

    /**
     * Fills the expressions in.
     *
     * @param evaluator knows what they say
     * @return the text for people
     */
    public String filled(Evaluator evaluator) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(switch (part) {
                case Part.Plain(var plain) -> plain;
                case Part.Filled(_, var expression) -> evaluator.value(expression).text();
            });
        }
        return filled.toString();
    }
}
