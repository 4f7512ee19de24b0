package dev.poolscope.lesson.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.model.Trust;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.Fields;
import dev.poolscope.workload.format.Values;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a lesson. */
final class StepBinder {
    private static final List<String> KINDS = List.of("text", "run", "simulate", "question", "change");
    private static final int MOST_CHANGES = 20;

    private final Diagnostics diagnostics;
    private final Values values;
    private final Expressions expressions;
    private final Map<String, LessonRun> runs;
    private final AskedBinder askedBinder;

    StepBinder(Diagnostics diagnostics, Expressions expressions, Map<String, LessonRun> runs, Set<String> codes) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.expressions = expressions;
        this.runs = runs;
        this.askedBinder = new AskedBinder(diagnostics, expressions, codes);
    }

    /** The step, or null after a fault. */
    @Nullable
    Step bind(YamlNode node) {
        Fields fields = Fields.of(node, "a step", diagnostics);
        if (fields == null) {
            return null;
        }
        List<YamlNode.Entry> entries = ((YamlNode.Mapping) node).entries();
        // A run may say something besides.
        boolean shows = entries.stream().anyMatch(each -> each.key().text().equals("run")
                || each.key().text().equals("simulate")) && fields.optional("question") == null;
        YamlNode.Entry kind = shows
                ? fields.oneOf(List.of("run", "simulate"))
                : fields.oneOf(KINDS.stream().filter(each -> !each.equals("run") && !each.equals("simulate")).toList());
        Step step = kind == null ? null : switch (kind.key().text()) {
            case "text" -> text(node, kind.value(), fields);
            case "question" -> question(node, kind.value(), fields);
            case "change" -> change(node, kind.value(), fields);
            default -> show(node, kind, fields);
        };
        if (kind != null) {
            fields.refuseOthers();
        }
        return step;
    }

    private String firstRun() {
        return runs.isEmpty() ? "" : runs.keySet().iterator().next();
    }

    private String run(@Nullable YamlNode node, String key) {
        if (node == null) {
            return firstRun();
        }
        String name = values.title(node, key);
        if (name != null && !runs.isEmpty() && !runs.containsKey(name)) {
            diagnostics.add(node,
                    key + ": there is no run " + Quoted.of(name) + Expressions.meant(name, runs.keySet()));
        }
        return name == null ? firstRun() : name;
    }

    private @Nullable Step text(YamlNode node, YamlNode value, Fields fields) {
        String on = run(fields.optional("on"), "on");
        Template text = expressions.template(value, "text", on);
        return text == null ? null : new Step.Text(node.line(), node.column(), text, on);
    }

    private Step show(YamlNode node, YamlNode.Entry kind, Fields fields) {
        String key = kind.key().text();
        String on = run(kind.value(), key);
        YamlNode text = fields.optional("text");
        Template said = text == null ? null : expressions.template(text, "text", on);
        return new Step.Show(node.line(), node.column(), said == null ? new Template("", List.of()) : said, on,
                key.equals("simulate"));
    }

    private @Nullable Step question(YamlNode node, YamlNode value, Fields fields) {
        String on = run(fields.optional("on"), "on");
        Template text = expressions.template(value, "question", on);
        Asked asked = askedBinder.bind(fields, on);
        Trust trust = trust(fields, asked, on);
        YamlNode sureNode = fields.optional("sure");
        Boolean sure = sureNode == null
                ? Boolean.valueOf(!(asked instanceof Asked.Why))
                : values.truth(sureNode, "sure");
        Template hint = hint(fields, on);
        Reveal reveal = reveal(fields, on);
        String notes = notes(fields);
        if (text == null || asked == null || sure == null || reveal == null) {
            return null;
        }
        return new Step.Question(node.line(), node.column(), text, on, asked, trust, sure, hint, reveal, notes);
    }

    private @Nullable Step change(YamlNode node, YamlNode value, Fields fields) {
        String on = run(fields.optional("of"), "of");
        Template text = expressions.template(value, "change", on);
        List<String> allow = new ArrayList<>();
        if (fields.optional("allow") instanceof YamlNode.Sequence(_, _, var items)) {
            for (YamlNode item : items) {
                String path = values.title(item, "allow");
                if (path != null) {
                    allow.add(path.replaceFirst("\\.\\*$", ""));
                }
            }
        } else if (fields.optional("allow") != null) {
            diagnostics.add(fields.key("allow"), "allow: a list of paths is needed, such as [pool]");
        }
        YamlNode mostNode = fields.optional("most");
        Integer most = mostNode == null ? Integer.valueOf(MOST_CHANGES) : values.count(mostNode, "most", MOST_CHANGES);
        List<Expression> expect = new ArrayList<>();
        YamlNode expectNode = fields.required("expect");
        if (expectNode instanceof YamlNode.Sequence(_, _, var items) && !items.isEmpty()) {
            for (YamlNode item : items) {
                Expression expression = expressions.expression(item, "expect", on, Kind.TRUTH);
                if (expression != null) {
                    expect.add(expression);
                }
            }
        } else if (expectNode != null) {
            diagnostics.add(expectNode,
                    "expect: found " + expectNode.describe() + "; a list of one or more expressions is needed");
        }
        Template hint = hint(fields, on);
        Reveal reveal = reveal(fields, on);
        String notes = notes(fields);
        if (text == null || most == null || reveal == null) {
            return null;
        }
        return new Step.Change(node.line(), node.column(), text, on, allow, most, expect, hint, reveal, notes);
    }

    private Trust trust(Fields fields, @Nullable Asked asked, String on) {
        YamlNode node = fields.optional("class");
        YamlNode simulate = fields.optional("simulate");
        if (simulate != null) {
            values.truth(simulate, "simulate");
        }
        if (node != null) {
            String code = values.title(node, "class");
            for (Trust trust : Trust.values()) {
                if (trust.code().equals(code)) {
                    return trust;
                }
            }
            if (code != null) {
                diagnostics.add(node, "class: found " + Quoted.of(code)
                        + "; allowed are D for a decision, T for a time, and V for what is asked of a simulation");
            }
        }
        boolean virtual = simulate instanceof YamlNode.Scalar scalar && Boolean.parseBoolean(scalar.text());
        return virtual ? Trust.VIRTUAL : TrustOf.question(asked, runs.get(on));
    }

    private @Nullable Template hint(Fields fields, String on) {
        YamlNode node = fields.optional("hint");
        return node == null ? null : expressions.template(node, "hint", on);
    }

    private String notes(Fields fields) {
        YamlNode node = fields.optional("notes");
        String notes = node == null ? null : values.text(node, "notes");
        return notes == null ? "" : notes;
    }

    private @Nullable Reveal reveal(Fields step, String on) {
        YamlNode node = step.required("reveal");
        Fields fields = node == null ? null : Fields.of(node, "reveal", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode at = fields.optional("at");
        YamlNode untilNode = fields.optional("until");
        YamlNode select = fields.optional("select");
        YamlNode explain = fields.required("explain");
        Expression moment = at == null ? null : expressions.expression(at, "at", on, Kind.TIME);
        Expression until = untilNode == null ? null : expressions.expression(untilNode, "until", on, Kind.TIME);
        if (untilNode != null && at == null) {
            diagnostics.add(fields.key("until"), "until: has a meaning only with at");
        }
        Expression selected = select == null
                ? null
                : expressions.expression(select, "select", on, Kind.TASK, Kind.WORKER, Kind.NUMBER);
        Template explained = explain == null ? null : expressions.template(explain, "explain", on);
        fields.refuseOthers();
        return explained == null ? null : new Reveal(moment, until, selected, explained);
    }
}
