package dev.poolscope.lesson.expression;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.lesson.expression.Argument.FilterKind;
import dev.poolscope.lesson.expression.Tokens.Token;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Parses expressions by recursive descent, a method for each rule of the grammar, and finds their kinds on the way.
 *
 * <p>A bare name is a word if it is compared with one, as in {@code task(3).outcome == completed}, and otherwise a number of the
 * run: {@code completed > 3}. So a comparison decides about its operands when it has both.
 */
final class ExpressionParser {
    private static final int DEEPEST = 50;

    private final List<Token> tokens;
    private int next;
    private int depth;

    ExpressionParser(String text) throws ExpressionException {
        tokens = Tokens.of(text);
    }

    /** A name of which it is not known yet whether it is a word or a number of the run. */
    private record Operand(@Nullable Expression expression, @Nullable Token name) {
        boolean isBare() {
            return name != null;
        }
    }

    Expression parse() throws ExpressionException {
        Expression expression = expression();
        if (peek().type() != Tokens.Type.END) {
            throw new ExpressionException(peek().at(), "found " + peek().describe()
                    + " where the expression should end" + (peek().is("=") ? "; '==' compares" : ""));
        }
        return expression;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean takeIf(String sign) {
        if (peek().is(sign)) {
            take();
            return true;
        }
        return false;
    }

    private void expect(String sign) throws ExpressionException {
        if (!takeIf(sign)) {
            throw new ExpressionException(peek().at(), "found " + peek().describe() + "; '" + sign + "' is needed");
        }
    }

    private Expression expression() throws ExpressionException {
        if (++depth > DEEPEST) {
            throw new ExpressionException(peek().at(), "nested more than " + DEEPEST + " levels deep");
        }
        Expression expression = resolved(joined(Operator.OR.rank));
        depth--;
        return expression;
    }

    /** Operands of one rank, joined from left to right; of a comparison at most two. */
    private Operand joined(int rank) throws ExpressionException {
        if (rank > Operator.TIMES.rank) {
            return value();
        }
        Operand left = joined(rank + 1);
        Operator operator = Operator.of(peek().text(), rank);
        while (operator != null && (peek().type() == Tokens.Type.SIGN || peek().type() == Tokens.Type.NAME)) {
            Token sign = take();
            left = joined(sign, operator, left, joined(rank + 1));
            operator = Operator.of(peek().text(), rank);
            if (operator != null && operator.compares()) {
                throw new ExpressionException(peek().at(),
                        "found a second comparison; join two with 'and', or put one in brackets");
            }
        }
        return left;
    }

    private static Operand joined(Token sign, Operator operator, Operand one, Operand other)
            throws ExpressionException {
        Expression left;
        Expression right;
        if (operator.compares() && one.isBare() != other.isBare()) {
            left = one.isBare() ? comparedWith(other, one) : resolved(one);
            right = other.isBare() ? comparedWith(one, other) : resolved(other);
        } else {
            left = resolved(one);
            right = resolved(other);
        }
        Kind kind = operator.of(left.kind(), right.kind());
        if (kind == null) {
            throw new ExpressionException(sign.at(), unlike(operator, left, right));
        }
        return of(new Expression.Joined(sign.at(), operator.symbol, left, right, kind));
    }

    private static String unlike(Operator operator, Expression left, Expression right) {
        String what = Quoted.of(left.text()) + " is " + left.kind().words() + " and " + Quoted.of(right.text()) + " is "
                + right.kind().words();
        if (operator.rank <= Operator.AND.rank) {
            return what + "; '" + operator.symbol + "' joins what is true or false";
        }
        if (operator.orders() && left.kind() == right.kind()) {
            return what + "; '" + operator.symbol + "' compares numbers or times";
        }
        return what + "; '" + operator.symbol + "' cannot join them";
    }

    private static Expression comparedWith(Operand other, Operand bare) throws ExpressionException {
        Expression known = resolved(other);
        Token name = bare.name();
        if (name == null || known.kind() != Kind.WORD) {
            return resolved(bare);
        }
        if (known instanceof Expression.Property property) {
            PropertyWords.check(name.at(), property.name(), name.text());
        }
        return word(name);
    }

    private static Expression word(Token name) {
        return new Expression.Literal(name.at(), new Value.Word(name.text()), Kind.WORD,
                name.type() == Tokens.Type.STRING ? ExpressionText.name(name.text()) : name.text());
    }

    private static Operand of(Expression expression) {
        return new Operand(expression, null);
    }

    /** What an operand is, standing alone. */
    private static Expression resolved(Operand operand) throws ExpressionException {
        if (operand.expression() != null) {
            return operand.expression();
        }
        Token name = operand.name();
        if (name == null) {
            throw new IllegalStateException("an operand of nothing");
        }
        Quantity quantity = Quantity.of(name.text());
        // A root of that name asks for more, such as a stretch of time.
        if (quantity != null && Root.of(name.text()) == null) {
            return new Expression.Measured(name.at(), quantity);
        }
        if (PropertyWords.REASONS.contains(name.text()) || PropertyWords.OUTCOMES.contains(name.text())) {
            return word(name);
        }
        throw new ExpressionException(name.at(), unknown(name.text()));
    }

    private static String unknown(String name) {
        if (Root.of(name) != null || name.equals("on")) {
            return Quoted.of(name) + " needs a bracket behind it, such as '" + example(name) + "'";
        }
        List<String> known = Stream.of(Root.words().stream(), Stream.of("on", "cores"),
                Quantity.all().stream().map(Quantity::key)).flatMap(each -> each).distinct().toList();
        String meant = Suggestion.among(name, known);
        return Quoted.of(name) + " is not known" + (meant == null
                ? "; allowed are " + Root.words().stream().map(root -> root + "(…)").collect(Collectors.joining(", "))
                        + ", on(…), cores, and the words that a scenario may expect"
                : "; did you mean '" + meant + "'?");
    }

    private static String example(String root) {
        return switch (root) {
            case "task", "worker" -> root + "(2)";
            case "first", "last", "count", "order" -> root + "(STARTED)";
            case "depth", "alive", "busy", "queue" -> root + "(at 2s)";
            case "on" -> "on(other, completed)";
            case "wait", "run", "total" -> root + ".p95' or '" + root + "(stream web).p95";
            default -> root + "(stream web)";
        };
    }

    private Operand value() throws ExpressionException {
        Token token = peek();
        return switch (token.type()) {
            case NUMBER -> of(properties(number(take())));
            case STRING -> of(properties(word(take())));
            case NAME -> named();
            case SIGN, END -> {
                if (takeIf("(")) {
                    Expression inner = expression();
                    expect(")");
                    yield of(properties(inner));
                }
                if (takeIf("[")) {
                    yield of(properties(new Expression.Listing(token.at(), items())));
                }
                throw new ExpressionException(token.at(), "found " + token.describe()
                        + "; a number, a time, a word or a root such as 'task(3)' is needed");
            }
        };
    }

    private List<Expression> items() throws ExpressionException {
        List<Expression> items = new ArrayList<>();
        if (takeIf("]")) {
            return items;
        }
        do {
            Expression item = expression();
            if (!items.isEmpty() && items.getFirst().kind() != item.kind()) {
                throw new ExpressionException(item.at(),
                        "a list of unlike values: first " + items.getFirst().kind().words()
                                + ", then " + item.kind().words());
            }
            items.add(item);
        } while (takeIf(","));
        expect("]");
        return items;
    }

    private Expression number(Token token) throws ExpressionException {
        String text = token.text();
        try {
            if (text.endsWith("%")) {
                return new Expression.Literal(token.at(), new Value.Amount(percentage(token)),
                        Kind.NUMBER,
                        text);
            }
            if (Character.isLetter(text.charAt(text.length() - 1))) {
                Duration duration = DurationText.parse(text);
                return new Expression.Literal(token.at(), new Value.Time(duration.toNanos()), Kind.TIME, text);
            }
            if (text.length() > 15) {
                throw new ExpressionException(token.at(), Quoted.of(text) + " has more than 15 digits");
            }
            return new Expression.Literal(token.at(), new Value.Amount(Double.parseDouble(text)), Kind.NUMBER, text);
        } catch (IllegalArgumentException wrong) {
            throw new ExpressionException(token.at(), String.valueOf(wrong.getMessage()));
        }
    }

    /** Of anything, so it may be more than the whole. */
    private static double percentage(Token token) throws ExpressionException {
        String digits = token.text().substring(0, token.text().length() - 1);
        if (digits.length() > 9) {
            throw new ExpressionException(token.at(), Quoted.of(token.text()) + " has more than 9 digits");
        }
        return Double.parseDouble(digits) / 100;
    }

    private Operand named() throws ExpressionException {
        Token name = take();
        switch (name.text()) {
            case "true", "false" -> {
                return of(new Expression.Literal(name.at(), new Value.Truth(name.text().equals("true")), Kind.TRUTH,
                        name.text()));
            }
            case "none" -> {
                return of(new Expression.Literal(name.at(), Value.None.NONE, Kind.NONE, "none"));
            }
            case "and", "or" -> throw new ExpressionException(name.at(), "found " + name.describe()
                    + " with nothing before it; a value is needed");
            case "cores" -> {
                return of(properties(new Expression.Cores(name.at())));
            }
            default -> {
                // decided below
            }
        }
        if (takeIf("(")) {
            return of(properties(name.is("on") ? onRun(name) : call(name)));
        }
        if (peek().is(".")) {
            return of(properties(measured(name)));
        }
        return new Operand(null, name);
    }

    /** {@code wait.p95}, {@code retired.JOIN}: the two words together are one. */
    private Expression measured(Token name) throws ExpressionException {
        List<Quantity> begun = Quantity.all().stream().filter(it -> it.key().startsWith(name.text() + ".")).toList();
        if (begun.isEmpty()) {
            Expression known = resolved(new Operand(null, name));
            return properties(known);
        }
        take();
        Token rest = take();
        for (Quantity quantity : begun) {
            if (quantity.key().equals(name.text() + "." + rest.text())) {
                return new Expression.Measured(name.at(), quantity);
            }
        }
        throw new ExpressionException(rest.at(),
                "found " + rest.describe() + " behind '" + name.text() + ".'; allowed are "
                        + begun.stream().map(it -> it.key().substring(name.text().length() + 1))
                                .collect(Collectors.joining(", ")));
    }

    private Expression properties(Expression of) throws ExpressionException {
        Expression owner = of;
        while (takeIf(".")) {
            Token name = take();
            if (name.type() != Tokens.Type.NAME) {
                throw new ExpressionException(name.at(),
                        "found " + name.describe() + "; the name of a property is needed");
            }
            owner = new Expression.Property(name.at(), owner, name.text(),
                    Properties.kind(name.at(), owner, name.text()));
        }
        return owner;
    }

    private Expression onRun(Token name) throws ExpressionException {
        Token run = take();
        if (run.type() != Tokens.Type.NAME) {
            throw new ExpressionException(run.at(), "found " + run.describe() + "; the name of a run is needed");
        }
        expect(",");
        Expression of = expression();
        expect(")");
        return new Expression.OnRun(name.at(), run.text(), of);
    }

    private Expression call(Token name) throws ExpressionException {
        Root root = Root.of(name.text());
        if (root == null) {
            throw new ExpressionException(name.at(), unknown(name.text()));
        }
        List<Argument> arguments = new ArrayList<>();
        if (!takeIf(")")) {
            do {
                arguments.add(argument(root));
            } while (takeIf(","));
            expect(")");
        }
        return new Expression.Call(name.at(), root.word(), arguments, CallRules.kind(name.at(), root, arguments));
    }

    private Argument argument(Root owner) throws ExpressionException {
        Token token = peek();
        boolean followed = tokens.get(Math.min(next + 1, tokens.size() - 1)).is("(");
        FilterKind filter = token.type() == Tokens.Type.NAME ? FilterKind.of(token.text()) : null;
        // Before a bracket these two are roots.
        boolean root = followed && (filter == FilterKind.TASK || filter == FilterKind.WORKER);
        if (filter != null && !root) {
            take();
            return filter(token, owner, filter);
        }
        if (token.type() == Tokens.Type.NAME && !followed && owner.takesEvent()) {
            return new Argument.OfType(token.at(), eventType(take()));
        }
        if (!owner.takesNumber()) {
            throw new ExpressionException(token.at(), "found " + token.describe() + " in '" + owner.word() + "(…)'; "
                    + CallRules.allowed(owner));
        }
        Expression number = expression();
        CallRules.need(number, Kind.NUMBER, owner.word() + "(…)");
        return new Argument.Which(token.at(), number);
    }

    private static EventType eventType(Token token) throws ExpressionException {
        List<String> types = Stream.of(EventType.values()).map(Enum::name).toList();
        if (types.contains(token.text())) {
            return EventType.valueOf(token.text());
        }
        String meant = Suggestion.among(token.text().toUpperCase(Locale.ROOT), types);
        throw new ExpressionException(token.at(), Quoted.of(token.text()) + " is no event" + (meant == null
                ? "; allowed are " + String.join(", ", types)
                : "; did you mean " + meant + "?"));
    }

    private Argument filter(Token token, Root root, FilterKind filter) throws ExpressionException {
        if (!root.filters.contains(filter)) {
            throw new ExpressionException(token.at(),
                    "'" + filter.word() + "' has no meaning in '" + root.word() + "(…)'; "
                            + CallRules.allowed(root));
        }
        if (filter.bound == Kind.WORD) {
            Token word = take();
            if (word.type() != Tokens.Type.NAME && word.type() != Tokens.Type.STRING) {
                throw new ExpressionException(word.at(), "found " + word.describe() + " behind '" + filter.word()
                        + "'; a name is needed, in quotes if it is not one word");
            }
            PropertyWords.check(word.at(), filter.word(), word.text());
            return new Argument.ByWord(token.at(), filter, word.text());
        }
        Expression bound = resolved(joined(Operator.PLUS.rank));
        CallRules.need(bound, filter.bound, "'" + filter.word() + "'");
        return new Argument.ByValue(token.at(), filter, bound);
    }
}
