package dev.poolscope.lesson.format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.JdkFact;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.Fields;
import dev.poolscope.workload.format.Values;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;

/** Reads what a question asks for. */
final class AskedBinder {
    private static final int FEWEST_OPTIONS = 2;
    private static final int MOST_OPTIONS = 9;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Diagnostics diagnostics;
    private final Values values;
    private final Expressions expressions;
    private final Set<String> codes;

    AskedBinder(Diagnostics diagnostics, Expressions expressions, Set<String> codes) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.expressions = expressions;
        this.codes = codes;
    }

    /** What is asked; null after a fault. */
    @Nullable
    Asked bind(Fields step, String on) {
        YamlNode manyNode = step.optional("many");
        Boolean many = manyNode == null ? Boolean.FALSE : values.truth(manyNode, "many");
        YamlNode.Entry kind = step.oneOf(List.of("pick", "number", "order", "point", "why"));
        if (kind == null || many == null) {
            return null;
        }
        if (many && !kind.key().text().equals("pick")) {
            diagnostics.add(step.key("many"), "many: has a meaning only with pick");
        }
        return switch (kind.key().text()) {
            case "pick" -> pick(kind.value(), many, on);
            case "number" -> number(kind.value(), on);
            case "order" -> order(kind.value(), on);
            case "point" -> point(kind.value(), on);
            default -> why(kind.value());
        };
    }

    private @Nullable Asked why(YamlNode node) {
        Boolean why = values.truth(node, "why");
        if (why != null && !why) {
            diagnostics.add(node, "why: found 'false'; only true has a meaning here");
        }
        return why == null ? null : new Asked.Why();
    }

    private @Nullable Asked pick(YamlNode node, boolean many, String on) {
        if (!(node instanceof YamlNode.Sequence(_, _, var items))) {
            diagnostics.add(node, "pick: found " + node.describe() + "; a list of options is needed");
            return null;
        }
        List<Asked.Option> options = new ArrayList<>();
        for (YamlNode item : items) {
            Asked.Option option = option(item, on);
            if (option != null) {
                options.add(option);
            }
        }
        if (items.size() < FEWEST_OPTIONS || items.size() > MOST_OPTIONS) {
            diagnostics.add(node,
                    "pick: found " + items.size() + " options; allowed are " + FEWEST_OPTIONS + " to " + MOST_OPTIONS);
        } else if (options.size() == items.size()) {
            check(node, options);
        }
        return options.size() == items.size() ? new Asked.Pick(many, options) : null;
    }

    private void check(YamlNode node, List<Asked.Option> options) {
        long facts = options.stream().filter(option -> option.fact() != null).count();
        long whens = options.stream().filter(option -> option.when() != null).count();
        if (facts > 0 && whens > 0) {
            diagnostics.add(node, "pick: options with 'fact' and options with 'when' exclude each other");
        } else if (facts > 1) {
            diagnostics.add(node, "pick: " + facts + " options name a fact; exactly one is right");
        } else if (facts + whens == 0) {
            diagnostics.add(node, "pick: no option can be right; give one 'when', or one 'fact'");
        }
    }

    private Asked.@Nullable Option option(YamlNode node, String on) {
        Fields fields = Fields.of(node, "an option", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode textNode = fields.required("text");
        Template text = textNode == null ? null : expressions.template(textNode, "text", on);
        YamlNode whenNode = fields.optional("when");
        Expression when = whenNode == null ? null : expressions.expression(whenNode, "when", on, Kind.TRUTH);
        YamlNode factNode = fields.optional("fact");
        JdkFact fact = factNode == null ? null : fact(factNode);
        String shows = shows(fields);
        fields.refuseOthers();
        if (text == null || (whenNode != null && when == null) || (factNode != null && fact == null)) {
            return null;
        }
        return new Asked.Option(text, when, fact, shows);
    }

    private @Nullable JdkFact fact(YamlNode node) {
        String name = values.title(node, "fact");
        JdkFact fact = name == null ? null : JdkFact.of(name);
        if (name != null && fact == null) {
            diagnostics.add(node,
                    "fact: there is no fact " + Quoted.of(name) + Expressions.meant(name, JdkFact.keys()));
        }
        return fact;
    }

    private String shows(Fields fields) {
        YamlNode node = fields.optional("shows");
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() == YamlNode.Kind.NOTHING) {
            if (node != null) {
                diagnostics.add(node, "shows: found " + node.describe() + "; the code of a misconception is needed");
            }
            return "";
        }
        if (!codes.isEmpty() && !codes.contains(scalar.text())) {
            diagnostics.add(node, "shows: there is no misconception " + Quoted.of(scalar.text())
                    + Expressions.meant(scalar.text(), codes));
        }
        return scalar.text();
    }

    private @Nullable Asked number(YamlNode node, String on) {
        Fields fields = Fields.of(node, "number", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode answerNode = fields.required("answer");
        Expression answer = answerNode == null
                ? null
                : expressions.expression(answerNode, "answer", on, Kind.NUMBER, Kind.TIME);
        YamlNode unitNode = fields.optional("unit");
        String unit = unitNode == null ? "" : values.title(unitNode, "unit");
        boolean time = answer != null && answer.kind() == Kind.TIME;
        if (time && unit != null && !List.of("", "us", "ms", "s", "min").contains(unit) && unitNode != null) {
            diagnostics.add(unitNode,
                    "unit: found " + Quoted.of(unit) + "; allowed are us, ms, s and min, as the answer is a time");
        }
        Asked.Tolerance tolerance = tolerance(fields.optional("tolerance"), time);
        List<Asked.Tempting> tempting = tempting(fields, "answer", on, answer == null ? Kind.NUMBER : answer.kind());
        fields.refuseOthers();
        return answer == null || unit == null
                ? null
                : new Asked.Quantity(answer, time && unit.isEmpty() ? "ms" : unit, tolerance, tempting);
    }

    private Asked.Tolerance tolerance(@Nullable YamlNode node, boolean time) {
        if (node == null) {
            return Asked.Tolerance.NONE;
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.text().endsWith("%")) {
            Percentage part = values.percentage(node, "tolerance");
            return part == null ? Asked.Tolerance.NONE : new Asked.Tolerance(0, part.fraction());
        }
        if (time) {
            Duration room = values.duration(node, "tolerance");
            return room == null ? Asked.Tolerance.NONE : new Asked.Tolerance((double) room.toNanos(), 0);
        }
        if (node instanceof YamlNode.Scalar scalar && NUMBER.matcher(scalar.text()).matches()) {
            return new Asked.Tolerance(Double.parseDouble(scalar.text()), 0);
        }
        diagnostics.add(node, "tolerance: found " + node.describe()
                + "; a number or a percentage is needed, as the answer is a number");
        return Asked.Tolerance.NONE;
    }

    private List<Asked.Tempting> tempting(Fields fields, String key, String on, Kind kind) {
        YamlNode node = fields.optional("tempting");
        List<Asked.Tempting> tempting = new ArrayList<>();
        if (node instanceof YamlNode.Sequence(_, _, var items)) {
            for (YamlNode item : items) {
                Fields one = Fields.of(item, "tempting", diagnostics);
                YamlNode answer = one == null ? null : one.required(key);
                if (one != null && answer != null) {
                    Expression expression = expressions.expression(answer, key, on, kind);
                    String shows = shows(one);
                    one.refuseOthers();
                    if (expression != null) {
                        tempting.add(new Asked.Tempting(expression, shows));
                    }
                }
            }
        } else if (node != null) {
            diagnostics.add(node, "tempting: found " + node.describe() + "; a list is needed");
        }
        return tempting;
    }

    private @Nullable Asked order(YamlNode node, String on) {
        Fields fields = Fields.of(node, "order", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode ofNode = fields.optional("of");
        String of = ofNode == null ? "tasks" : values.title(ofNode, "of");
        if (of != null && ofNode != null && !List.of("tasks", "workers").contains(of)) {
            diagnostics.add(ofNode, "of: found " + Quoted.of(of) + "; allowed are tasks and workers");
        }
        YamlNode answerNode = fields.required("answer");
        Expression answer = answerNode == null ? null : expressions.expression(answerNode, "answer", on, Kind.LIST);
        List<Asked.Tempting> tempting = tempting(fields, "answer", on, Kind.LIST);
        fields.refuseOthers();
        return answer == null || of == null ? null : new Asked.Order(of.equals("workers"), answer, tempting);
    }

    private @Nullable Asked point(YamlNode node, String on) {
        Fields fields = Fields.of(node, "point", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode laneNode = fields.optional("lane");
        YamlNode atNode = fields.optional("at");
        if (laneNode == null && atNode == null) {
            diagnostics.add(node, "point: 'lane' or 'at' is needed, or both; found neither");
        }
        Expression lane = laneNode == null ? null : expressions.expression(laneNode, "lane", on, Kind.NUMBER);
        Expression at = atNode == null ? null : expressions.expression(atNode, "at", on, Kind.TIME);
        YamlNode toleranceNode = atNode == null ? fields.optional("tolerance") : fields.required("tolerance");
        Duration tolerance = toleranceNode == null
                ? Duration.ZERO
                : values.positiveDuration(toleranceNode, "tolerance");
        List<Asked.Tempting> tempting = tempting(fields, "at", on, Kind.TIME);
        fields.refuseOthers();
        if (tolerance == null || (lane == null && at == null) || (laneNode != null && lane == null)
                || (atNode != null && at == null)) {
            return null;
        }
        return new Asked.Point(lane, at, tolerance, tempting);
    }
}
