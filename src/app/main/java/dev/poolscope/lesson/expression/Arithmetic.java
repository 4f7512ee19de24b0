package dev.poolscope.lesson.expression;

/** What operators make of two values. That their kinds fit has been seen before. */
final class Arithmetic {
    private Arithmetic() {}

    static Value of(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> new Value.Truth(left.equals(right));
            case "!=" -> new Value.Truth(!left.equals(right));
            case "<", "<=", ">", ">=" -> new Value.Truth(ordered(operator, left, right));
            default -> left instanceof Value.None || right instanceof Value.None
                    ? Value.None.NONE
                    : calculated(operator, left, right);
        };
    }

    private static boolean ordered(String operator, Value left, Value right) {
        int order;
        if (left instanceof Value.Time(var one) && right instanceof Value.Time(var other)) {
            order = Long.compare(one, other);
        } else if (left instanceof Value.Amount(var one) && right instanceof Value.Amount(var other)) {
            order = Double.compare(one, other);
        } else {
            return false;
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static Value calculated(String operator, Value left, Value right) {
        double one = number(left);
        double other = number(right);
        if (operator.equals("/") && other == 0) {
            return Value.None.NONE;
        }
        boolean time = left instanceof Value.Time || right instanceof Value.Time;
        boolean ratio = operator.equals("/") && right instanceof Value.Time;
        double result = switch (operator) {
            case "+" -> one + other;
            case "-" -> one - other;
            case "*" -> one * other;
            default -> one / other;
        };
        return time && !ratio ? new Value.Time(Math.round(result)) : new Value.Amount(result == 0 ? 0 : result);
    }

    private static double number(Value value) {
        return switch (value) {
            case Value.Time(var nanos) -> (double) nanos;
            case Value.Amount(var number) -> number;
            default -> throw new IllegalArgumentException(value.text());
        };
    }
}
