package dev.poolscope.lesson.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.Fields;
import dev.poolscope.workload.format.Values;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;

/** Reads a whole lesson from the tree of its file. */
final class LessonBinder {
    private static final int LONGEST_MINUTES = 120;
    private static final int MOST_STEPS = 40;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,8}");

    private final Diagnostics diagnostics;
    private final Values values;
    private final Expressions expressions;
    private final ScenarioShelf shelf;

    LessonBinder(Diagnostics diagnostics, Expressions expressions, ScenarioShelf shelf) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.expressions = expressions;
        this.shelf = shelf;
    }

    /** The lesson, or null after a fault. */
    @Nullable
    Lesson bind(String name, String hash, YamlNode root) {
        Fields fields = Fields.of(root, "lesson", diagnostics);
        if (fields == null) {
            return null;
        }
        version(fields.required("lesson"));
        String title = title(fields.required("title"), "title");
        YamlNode ideaNode = fields.required("idea");
        String idea = text(ideaNode, "idea");
        if (idea.isEmpty() && ideaNode instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TEXT) {
            diagnostics.add(ideaNode, "idea: found a blank text; something must stand there");
        }
        String audience = text(fields.optional("for"), "for");
        String know = text(fields.optional("know"), "know");
        YamlNode minutesNode = fields.required("minutes");
        Integer minutes = minutesNode == null ? null : values.count(minutesNode, "minutes", LONGEST_MINUTES);
        List<String> before = before(fields.optional("before"));
        Map<String, String> misconceptions = misconceptions(fields.optional("misconceptions"));
        YamlNode runs = fields.required("runs");
        YamlNode vary = fields.optional("vary");
        List<LessonVariation> variations = runs == null
                ? List.of()
                : new RunsBinder(diagnostics, shelf).bind(runs, vary);
        if (!variations.isEmpty()) {
            expressions.know(variations.getFirst().runs());
        }
        List<Step> steps = steps(fields.required("steps"), variations, misconceptions);
        fields.refuseOthers();
        if (!diagnostics.none() || minutes == null || variations.isEmpty()) {
            return null;
        }
        return new Lesson(name, title, idea, audience, know, minutes, before, misconceptions, variations, steps, hash);
    }

    private void version(@Nullable YamlNode node) {
        BigInteger version = node == null
                ? null
                : values.integer(node, "lesson", "the version of the format, 1,");
        if (node != null && version != null && !version.equals(BigInteger.ONE)) {
            diagnostics.add(node, "lesson: found version " + version + " of the format; only version 1 is known");
        }
    }

    private String title(@Nullable YamlNode node, String name) {
        String title = node == null ? null : values.title(node, name);
        return title == null ? "" : title;
    }

    private String text(@Nullable YamlNode node, String name) {
        String text = node == null ? null : values.text(node, name);
        return text == null ? "" : text.strip();
    }

    private List<String> before(@Nullable YamlNode node) {
        List<String> names = new ArrayList<>();
        if (node instanceof YamlNode.Sequence(_, _, var items)) {
            for (YamlNode item : items) {
                String name = values.title(item, "before");
                if (name != null && !ReadyLessons.names().contains(name)) {
                    diagnostics.add(item, "before: there is no lesson " + Quoted.of(name)
                            + Expressions.meant(name, ReadyLessons.names()));
                } else if (name != null) {
                    names.add(name);
                }
            }
        } else if (node != null) {
            diagnostics.add(node, "before: found " + node.describe() + "; a list of names of lessons is needed");
        }
        return names;
    }

    private Map<String, String> misconceptions(@Nullable YamlNode node) {
        Map<String, String> codes = new LinkedHashMap<>();
        if (node instanceof YamlNode.Mapping(_, _, var entries)) {
            for (YamlNode.Entry entry : entries) {
                if (!CODE.matcher(entry.key().text()).matches()) {
                    diagnostics.add(entry.key(), "misconceptions: found the code " + Quoted.of(entry.key().text())
                            + "; allowed are one to eight letters and digits, such as 3a");
                }
                codes.put(entry.key().text(), text(entry.value(), "misconceptions"));
            }
        } else if (node != null) {
            diagnostics.add(node,
                    "misconceptions: found " + node.describe() + "; a mapping of codes to sentences is needed");
        }
        return codes;
    }

    private List<Step> steps(@Nullable YamlNode node, List<LessonVariation> variations, Map<String, String> codes) {
        List<Step> steps = new ArrayList<>();
        if (!(node instanceof YamlNode.Sequence(_, _, var items))) {
            if (node != null) {
                diagnostics.add(node, "steps: found " + node.describe() + "; a list is needed");
            }
            return steps;
        }
        if (items.isEmpty() || items.size() > MOST_STEPS) {
            diagnostics.add(node, "steps: found " + items.size() + " steps; allowed are 1 to " + MOST_STEPS);
        }
        StepBinder binder = new StepBinder(diagnostics, expressions,
                variations.isEmpty() ? Map.of() : variations.getFirst().runs(), codes.keySet());
        for (YamlNode item : items) {
            Step step = binder.bind(item);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }
}
