package dev.poolscope.lesson.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.lesson.expression.Argument;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.ExpressionException;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/** Reads expressions and texts with expressions in them, and points at the character that is wrong. */
final class Expressions {
    private final Diagnostics diagnostics;
    private final List<String> lines;
    private Map<String, LessonRun> runs = Map.of();

    Expressions(Diagnostics diagnostics, String text) {
        this.diagnostics = diagnostics;
        this.lines = text.lines().toList();
    }

    /** From now on names of runs and streams are checked. */
    void know(Map<String, LessonRun> known) {
        runs = known;
    }

    /** An expression; null after a fault. */
    @Nullable
    Expression expression(YamlNode node, String name, String on, Kind... kinds) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() == YamlNode.Kind.NOTHING) {
            diagnostics.add(node, name + ": found " + node.describe()
                    + "; an expression is needed, in quotes if it begins with a sign or has ', ' between braces");
            return null;
        }
        try {
            Expression expression = Expression.parse(scalar.text());
            if (kinds.length > 0 && !Set.of(kinds).contains(expression.kind())) {
                fault(scalar, 0, name + ": " + Quoted.of(scalar.text()) + " is " + expression.kind().words() + "; "
                        + Set.of(kinds).stream().sorted().map(Kind::words).collect(Collectors.joining(" or "))
                        + " is needed");
                return null;
            }
            return names(scalar, 0, name, expression, on) ? expression : null;
        } catch (ExpressionException wrong) {
            fault(scalar, wrong.at(), name + ": " + wrong.sentence());
            return null;
        }
    }

    /** A text; null after a fault. */
    @Nullable
    Template template(YamlNode node, String name, String on) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() == YamlNode.Kind.NOTHING) {
            diagnostics.add(node, name + ": found " + node.describe() + "; a text is needed");
            return null;
        }
        if (scalar.text().isBlank()) {
            diagnostics.add(node, name + ": found a blank text; something must stand there");
            return null;
        }
        try {
            Template template = Template.parse(scalar.text());
            boolean known = true;
            for (Template.Part part : template.parts()) {
                if (part instanceof Template.Part.Filled(int at, Expression expression)) {
                    known &= names(scalar, at, name, expression, on);
                }
            }
            return known ? template : null;
        } catch (ExpressionException wrong) {
            fault(scalar, wrong.at(), name + ": " + wrong.sentence());
            return null;
        }
    }

    /** Whether all runs and streams that it names are there. */
    private boolean names(YamlNode.Scalar scalar, int offset, String name, Expression expression, String on) {
        switch (expression) {
            case Expression.OnRun(int at, String run, Expression of) -> {
                if (!runs.containsKey(run)) {
                    fault(scalar, offset + at,
                            name + ": there is no run " + Quoted.of(run) + meant(run, runs.keySet()));
                    return false;
                }
                return names(scalar, offset, name, of, run);
            }
            case Expression.Property it -> {
                return names(scalar, offset, name, it.of(), on);
            }
            case Expression.Joined it -> {
                boolean left = names(scalar, offset, name, it.left(), on);
                return names(scalar, offset, name, it.right(), on) && left;
            }
            case Expression.Listing it -> {
                return it.items().stream().allMatch(item -> names(scalar, offset, name, item, on));
            }
            case Expression.Call it -> {
                boolean known = true;
                for (Argument argument : it.arguments()) {
                    known &= switch (argument) {
                        case Argument.Which(_, var number) -> names(scalar, offset, name, number, on);
                        case Argument.ByValue(_, _, var bound) -> names(scalar, offset, name, bound, on);
                        case Argument.OfType _ -> true;
                        case Argument.ByWord(int at, var kind, var word) ->
                            kind != Argument.FilterKind.STREAM || stream(scalar, offset + at, name, word, on);
                    };
                }
                return known;
            }
            case Expression.Literal _,Expression.Measured _,Expression.Cores _ -> {
                return true;
            }
        }
    }

    private boolean stream(YamlNode.Scalar scalar, int at, String name, String stream, String on) {
        LessonRun run = runs.get(on);
        if (run == null) {
            return true;
        }
        List<String> streams = run.scenario().streams().stream().map(StreamSpec::name).toList();
        if (!streams.contains(stream)) {
            fault(scalar, at, name + ": the run " + Quoted.of(on) + " has no stream " + Quoted.of(stream)
                    + meant(stream, streams));
            return false;
        }
        return true;
    }

    static String meant(String word, java.util.Collection<String> known) {
        String meant = Suggestion.among(word, known);
        return meant == null ? "; there are " + String.join(", ", known) : "; did you mean '" + meant + "'?";
    }

    /** At the character, if the text stands in the file as it is; at its beginning if it is folded or escaped. */
    private void fault(YamlNode.Scalar scalar, int at, String message) {
        String line = scalar.line() >= 1 && scalar.line() <= lines.size() ? lines.get(scalar.line() - 1) : "";
        int begin = scalar.column() - 1 + (scalar.quoted() ? 1 : 0);
        boolean plain = begin + at <= line.length() && begin >= 0 && at <= scalar.text().length()
                && line.startsWith(scalar.text().substring(0, at), begin);
        diagnostics.add(scalar.line(), plain ? begin + at + 1 : scalar.column(), message);
    }
}
