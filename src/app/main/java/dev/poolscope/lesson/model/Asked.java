package dev.poolscope.lesson.model;

import java.time.Duration;
import java.util.List;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Template;
import org.jspecify.annotations.Nullable;

/** What a question asks for. */
public sealed interface Asked {

    /**
     * One of several options, or several of them.
     *
     * @param many whether several may be right
     * @param options two to nine
     */
    record Pick(boolean many, List<Option> options) implements Asked {
        /** Copies the list. */
        public Pick {
            options = List.copyOf(options);
        }

        /** {@return whether it asks of the JDK's executors, of which no run of this pool can tell} */
        public boolean isFact() {
            return options.stream().anyMatch(option -> option.fact() != null);
        }
    }

    /**
     * A possible answer.
     *
     * @param text what it says
     * @param when holds if it is right; null if it never is, or a fact says so
     * @param fact the fact of the JDK that makes it right; null for none
     * @param shows the code of the misconception that it betrays; empty for none
     */
    record Option(Template text, @Nullable Expression when, @Nullable JdkFact fact, String shows) {}

    /**
     * A number, or a time.
     *
     * @param answer gives it
     * @param unit in which a time is asked, or what is counted; empty for none
     * @param tolerance how far off an answer may be
     * @param tempting wrong ones that are known
     */
    record Quantity(Expression answer, String unit, Tolerance tolerance, List<Tempting> tempting) implements Asked {
        /** Copies the list. */
        public Quantity {
            tempting = List.copyOf(tempting);
        }
    }

    /**
     * An order.
     *
     * @param workers whether workers are put in order, and not tasks
     * @param answer gives the list of their numbers
     * @param tempting wrong ones that are known
     */
    record Order(boolean workers, Expression answer, List<Tempting> tempting) implements Asked {
        /** Copies the list. */
        public Order {
            tempting = List.copyOf(tempting);
        }
    }

    /**
     * A place in the picture.
     *
     * @param lane gives the number of the worker; null if only a moment is asked for
     * @param at gives the moment; null if only a lane is asked for
     * @param tolerance how far off the moment may be
     * @param tempting wrong moments that are known
     */
    record Point(@Nullable Expression lane, @Nullable Expression at, Duration tolerance, List<Tempting> tempting)
            implements
                Asked {
        /** Copies the list. */
        public Point {
            tempting = List.copyOf(tempting);
        }
    }

    /** Free text, which is kept and never graded. */
    record Why() implements Asked {}

    /**
     * A wrong answer that is known.
     *
     * @param answer gives it
     * @param shows the code of the misconception that it betrays; empty for none
     */
    record Tempting(Expression answer, String shows) {}

    /**
     * How far off an answer may be, the bound included.
     *
     * @param absolute in the unit of the answer: a number, or nanoseconds
     * @param part of the right answer, from 0 to 1
     */
    record Tolerance(double absolute, double part) {
        /** No room at all. */
        public static final Tolerance NONE = new Tolerance(0, 0);

        /** {@return whether an answer is near enough} */
        public boolean allows(double right, double given) {
            return Math.abs(right - given) <= Math.max(absolute, part * Math.abs(right)) + 1e-9;
        }
    }
}
