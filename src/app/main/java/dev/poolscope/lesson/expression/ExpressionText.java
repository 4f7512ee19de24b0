package dev.poolscope.lesson.expression;

import java.util.stream.Collectors;

/** Writes expressions: as few brackets as the grammar needs. */
final class ExpressionText {
    private ExpressionText() {}

    static String of(Expression.Call call) {
        return call.root()
                + call.arguments().stream().map(ExpressionText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(Argument argument) {
        return switch (argument) {
            case Argument.OfType(_, var type) -> type.name();
            case Argument.Which(_, var number) -> number.text();
            case Argument.ByWord(_, var kind, var word) -> kind.word() + " " + name(word);
            case Argument.ByValue(_, var kind, var bound) -> kind.word() + " " + bracketed(bound, Operator.PLUS.rank);
        };
    }

    static String of(Expression.Listing list) {
        return list.items().stream().map(Expression::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String of(Expression.Joined joined) {
        int rank = rank(joined);
        // Comparisons do not chain; what stands behind a minus or a slash is not part of what stands before.
        int left = rank == Operator.EQUAL.rank ? rank + 1 : rank;
        return bracketed(joined.left(), left) + " " + joined.operator() + " " + bracketed(joined.right(), rank + 1);
    }

    private static String bracketed(Expression operand, int least) {
        return rank(operand) < least ? "(" + operand.text() + ")" : operand.text();
    }

    private static int rank(Expression expression) {
        if (!(expression instanceof Expression.Joined joined)) {
            return Integer.MAX_VALUE;
        }
        for (Operator operator : Operator.values()) {
            if (operator.symbol.equals(joined.operator())) {
                return operator.rank;
            }
        }
        throw new IllegalArgumentException(joined.operator());
    }

    /** A name, in quotes if it is not one word. */
    static String name(String name) {
        boolean plain = Tokens.isName(name) && !Tokens.isReserved(name);
        return plain ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
