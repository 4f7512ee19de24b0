package dev.poolscope.lesson.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.poolscope.workload.model.Quantity;

/**
 * A question that a lesson asks of a run, such as {@code task(7).worker}. Its kind is known before anything has run: what compares
 * unlike kinds is no expression. Immutable.
 *
 * <p>Two that mean the same and stand at different places are not equal; compare their {@link #text}.
 */
public sealed interface Expression {

    /**
     * A value that is written down.
     *
     * @param at where it stands in the text
     * @param value what it says
     * @param kind of which kind it is
     * @param text as it is written
     */
    record Literal(int at, Value value, Kind kind, String text) implements Expression {}

    /**
     * A number of the whole run, one of those that a scenario may expect.
     *
     * @param at where it stands in the text
     * @param quantity which
     */
    record Measured(int at, Quantity quantity) implements Expression {
        @Override
        public Kind kind() {
            return switch (quantity.base()) {
                case Quantity.Count _,Quantity.Retired _,Quantity.Throughput _,Quantity.Utilisation _,Quantity.OfStream _ ->
                    Kind.NUMBER;
                case Quantity.Time _ -> Kind.TIME;
                case Quantity.State _ -> Kind.TRUTH;
            };
        }

        @Override
        public String text() {
            return quantity.key();
        }
    }

    /**
     * How many processors the run had.
     *
     * @param at where it stands in the text
     */
    record Cores(int at) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public String text() {
            return "cores";
        }
    }

    /**
     * A root with its arguments.
     *
     * @param at where it stands in the text
     * @param root the name of the root, as it is written
     * @param arguments what stands in the brackets
     * @param kind what it gives
     */
    record Call(int at, String root, List<Argument> arguments, Kind kind) implements Expression {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String text() {
            return ExpressionText.of(this);
        }
    }

    /**
     * A property of what another expression gives.
     *
     * @param at where its name stands in the text
     * @param of what has the property
     * @param name its name
     * @param kind what it gives
     */
    record Property(int at, Expression of, String name, Kind kind) implements Expression {
        @Override
        public String text() {
            return of.text() + "." + name;
        }
    }

    /**
     * Values in order.
     *
     * @param at where it stands in the text
     * @param items what gives them
     */
    record Listing(int at, List<Expression> items) implements Expression {
        /** Copies the list. */
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public String text() {
            return ExpressionText.of(this);
        }
    }

    /**
     * Two operands and what joins them.
     *
     * @param at where the operator stands in the text
     * @param operator such as {@code ==}
     * @param left what stands before it
     * @param right what stands behind it
     * @param kind what it gives
     */
    record Joined(int at, String operator, Expression left, Expression right, Kind kind) implements Expression {
        @Override
        public String text() {
            return ExpressionText.of(this);
        }
    }

    /**
     * An expression over another run of the lesson.
     *
     * @param at where it stands in the text
     * @param run the name of the run
     * @param of what is asked of it
     */
    record OnRun(int at, String run, Expression of) implements Expression {
        @Override
        public Kind kind() {
            return of.kind();
        }

        @Override
        public String text() {
            return "on(" + run + ", " + of.text() + ")";
        }
    }

    /** {@return where it stands in the text that was parsed, counted from 0} */
    int at();

    /** {@return what it gives, if it does not give none} */
    Kind kind();

    /** {@return the expression as it can be parsed again, with no more spaces and brackets than it needs} */
    String text();

    /**
     * Parses a text.
     *
     * @param text such as {@code task(7).worker == 2}, of at most 2000 characters
     * @return what it says
     * @throws ExpressionException if it is no expression
     */
    static Expression parse(String text) throws ExpressionException {
        return new ExpressionParser(text).parse();
    }

    /** {@return the names of the runs that it asks beside its own} */
    default Set<String> runs() {
        Set<String> runs = new TreeSet<>();
        visit(each -> {
            if (each instanceof OnRun(_, var run, _)) {
                runs.add(run);
            }
        });
        return runs;
    }

    /** {@return itself and everything that it is made of} */
    default List<Expression> parts() {
        List<Expression> parts = new ArrayList<>();
        visit(parts::add);
        return parts;
    }

    private void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        switch (this) {
            case Literal _,Measured _,Cores _ -> {
            }
            case Property it -> it.of().visit(visitor);
            case OnRun it -> it.of().visit(visitor);
            case Listing it -> it.items().forEach(item -> item.visit(visitor));
            case Joined it -> {
                it.left().visit(visitor);
                it.right().visit(visitor);
            }
            case Call it -> it.arguments().forEach(argument -> {
                switch (argument) {
                    case Argument.Which(_, var number) -> number.visit(visitor);
                    case Argument.ByValue(_, _, var bound) -> bound.visit(visitor);
                    case Argument.ByWord _,Argument.OfType _ -> {
                    }
                }
            });
        }
    }
}
