package dev.poolscope.lesson.expression;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What joins two operands. One that binds tighter has a higher rank. */
enum Operator {
    OR("or", 1), AND("and", 2), EQUAL("==", 3), NOT_EQUAL("!=", 3), AT_MOST("<=", 3), AT_LEAST(">=", 3), LESS("<", 3),
    MORE(">",
            3),
    PLUS("+", 4), MINUS("-", 4), TIMES("*", 5), DIVIDED("/", 5);

    final String symbol;
    final int rank;

    Operator(String symbol, int rank) {
        this.symbol = symbol;
        this.rank = rank;
    }

    boolean compares() {
        return rank == EQUAL.rank;
    }

    boolean orders() {
        return compares() && this != EQUAL && this != NOT_EQUAL;
    }

    static @Nullable Operator of(String symbol, int rank) {
        return Arrays.stream(values()).filter(each -> each.rank == rank && each.symbol.equals(symbol)).findFirst()
                .orElse(null);
    }

    /** What it gives of two kinds; null if it cannot join them. */
    @Nullable
    Kind of(Kind left, Kind right) {
        if (left == Kind.NONE || right == Kind.NONE) {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> Kind.TRUTH;
                default -> null;
            };
        }
        return switch (this) {
            case OR, AND -> left == Kind.TRUTH && right == Kind.TRUTH ? Kind.TRUTH : null;
            case EQUAL, NOT_EQUAL -> left == right && isComparable(left) ? Kind.TRUTH : null;
            case LESS, MORE, AT_MOST, AT_LEAST -> left == right && left.ordered() ? Kind.TRUTH : null;
            case PLUS, MINUS -> left == right && left.ordered() ? left : null;
            case TIMES -> left == Kind.NUMBER && right.ordered()
                    ? right
                    : left == Kind.TIME && right == Kind.NUMBER ? Kind.TIME : null;
            case DIVIDED -> left == right && left.ordered()
                    ? Kind.NUMBER
                    : left == Kind.TIME && right == Kind.NUMBER ? Kind.TIME : null;
        };
    }

    private static boolean isComparable(Kind kind) {
        return switch (kind) {
            case NUMBER, TIME, WORD, TRUTH, LIST -> true;
            default -> false;
        };
    }
}
