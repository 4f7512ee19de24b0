package dev.poolscope.lesson.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.Fields;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.Values;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Reads the runs of a lesson, in each of its variations. */
final class RunsBinder {
    private static final int MOST_RUNS = 10;
    private static final int MOST_VARIATIONS = 100;
    private static final int MOST_CORES = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final Diagnostics diagnostics;
    private final Values values;
    private final ScenarioShelf shelf;

    RunsBinder(Diagnostics diagnostics, ScenarioShelf shelf) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.shelf = shelf;
    }

    /** As the file has it. */
    private record Plan(YamlNode node, @Nullable Scenario scenario, @Nullable String from, List<ScenarioEdit> set,
            int cores) {}

    /** All variations; none after a fault. */
    List<LessonVariation> bind(YamlNode runs, @Nullable YamlNode vary) {
        Map<String, Plan> plans = plans(runs);
        List<Map<String, YamlNode>> combinations = combinations(vary);
        if (!diagnostics.none() || plans.isEmpty()) {
            return List.of();
        }
        List<LessonVariation> variations = new ArrayList<>();
        for (Map<String, YamlNode> combination : combinations) {
            Map<String, LessonRun> made = runs(plans, combination);
            if (!diagnostics.none()) {
                return List.of();
            }
            Map<String, String> texts = new LinkedHashMap<>();
            combination.forEach((path, value) -> texts.put(path, ScenarioEdit.of(path, value).text()));
            variations.add(new LessonVariation(texts, made));
        }
        return variations;
    }

    private Map<String, Plan> plans(YamlNode node) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        if (!(node instanceof YamlNode.Mapping(_, _, var entries))) {
            diagnostics.add(node, "runs: found " + node.describe() + "; a mapping of names to runs is needed");
            return plans;
        }
        if (entries.isEmpty() || entries.size() > MOST_RUNS) {
            diagnostics.add(node, "runs: found " + entries.size() + "; allowed are 1 to " + MOST_RUNS);
        }
        for (YamlNode.Entry entry : entries) {
            String name = entry.key().text();
            if (!NAME.matcher(name).matches()) {
                diagnostics.add(entry.key(),
                        "runs: found the name " + Quoted.of(name) + "; allowed are letters, digits and '_'");
            }
            Plan plan = plan(entry.value(), plans);
            if (plan != null) {
                plans.put(name, plan);
            }
        }
        return plans;
    }

    private @Nullable Plan plan(YamlNode node, Map<String, Plan> before) {
        Fields fields = Fields.of(node, "a run", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode.Entry origin = fields.oneOf(List.of("scenario", "from"));
        YamlNode coresNode = fields.optional("cores");
        Integer cores = coresNode == null ? null : values.count(coresNode, "cores", MOST_CORES);
        List<ScenarioEdit> set = edits(fields.optional("set"));
        fields.refuseOthers();
        if (origin == null) {
            return null;
        }
        if (origin.key().text().equals("scenario")) {
            Scenario scenario = scenario(origin.value());
            return new Plan(node, scenario, null, set, cores == null ? LessonRun.DEFAULT_CORES : cores);
        }
        String from = values.title(origin.value(), "from");
        Plan base = from == null ? null : before.get(from);
        if (from != null && base == null) {
            diagnostics.add(origin.value(), "from: there is no run " + Quoted.of(from) + " before this one"
                    + (before.isEmpty() ? "" : Expressions.meant(from, before.keySet())));
        }
        return base == null ? null : new Plan(node, null, from, set, cores == null ? base.cores() : cores);
    }

    private @Nullable Scenario scenario(YamlNode node) {
        Scenario scenario;
        if (node instanceof YamlNode.Mapping) {
            scenario = ScenarioReader.bind(node, diagnostics);
        } else {
            String name = values.title(node, "scenario");
            try {
                scenario = name == null ? null : shelf.load(name);
            } catch (ScenarioShelf.Missing missing) {
                diagnostics.add(node, "scenario: " + missing.getMessage());
                return null;
            }
        }
        if (scenario != null && scenario.duration() == null) {
            diagnostics.add(node, "scenario: the duration is open; a lesson needs a run that ends");
            return null;
        }
        return scenario;
    }

    private List<ScenarioEdit> edits(@Nullable YamlNode node) {
        List<ScenarioEdit> edits = new ArrayList<>();
        if (node instanceof YamlNode.Mapping(_, _, var entries)) {
            entries.forEach(entry -> edits.add(ScenarioEdit.of(entry.key().text(), entry.value())));
        } else if (node != null) {
            diagnostics.add(node, "set: found " + node.describe() + "; a mapping of paths to values is needed");
        }
        return edits;
    }

    /** One mapping from paths to lists gives all combinations; a list of mappings from paths to values, those. */
    private List<Map<String, YamlNode>> combinations(@Nullable YamlNode vary) {
        List<Map<String, YamlNode>> combinations = new ArrayList<>();
        switch (vary) {
            case null -> combinations.add(Map.of());
            case YamlNode.Mapping(_, _, var entries) -> {
                combinations.add(new LinkedHashMap<>());
                for (YamlNode.Entry entry : entries) {
                    combinations = crossed(combinations, entry);
                }
            }
            case YamlNode.Sequence(_, _, var items) -> {
                for (YamlNode item : items) {
                    if (item instanceof YamlNode.Mapping(_, _, var entries)) {
                        Map<String, YamlNode> combination = new LinkedHashMap<>();
                        entries.forEach(entry -> combination.put(entry.key().text(), entry.value()));
                        combinations.add(combination);
                    } else {
                        diagnostics.add(item,
                                "vary: found " + item.describe() + "; a mapping of paths to values is needed");
                    }
                }
            }
            case YamlNode.Scalar scalar -> diagnostics.add(scalar, "vary: found " + scalar.describe()
                    + "; a mapping of paths to lists of values is needed, or a list of mappings of paths to values");
        }
        if (vary != null && (combinations.isEmpty() || combinations.size() > MOST_VARIATIONS)) {
            diagnostics.add(vary,
                    "vary: found " + combinations.size() + " variations; allowed are 1 to " + MOST_VARIATIONS);
        }
        return combinations;
    }

    private List<Map<String, YamlNode>> crossed(List<Map<String, YamlNode>> before, YamlNode.Entry entry) {
        if (!(entry.value() instanceof YamlNode.Sequence(_, _, var items)) || items.isEmpty()) {
            diagnostics.add(entry.value(), "vary: found " + entry.value().describe() + "; a list of values is needed");
            return before;
        }
        List<Map<String, YamlNode>> crossed = new ArrayList<>();
        for (Map<String, YamlNode> combination : before) {
            for (YamlNode value : items) {
                if (crossed.size() <= MOST_VARIATIONS) {
                    Map<String, YamlNode> longer = new LinkedHashMap<>(combination);
                    longer.put(entry.key().text(), value);
                    crossed.add(longer);
                }
            }
        }
        return crossed;
    }

    private Map<String, LessonRun> runs(Map<String, Plan> plans, Map<String, YamlNode> combination) {
        Map<String, LessonRun> runs = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, Plan> each : plans.entrySet()) {
            Plan plan = each.getValue();
            LessonRun base = plan.from() == null ? null : runs.get(plan.from());
            Scenario scenario = base == null ? plan.scenario() : base.scenario();
            if (scenario == null) {
                return runs;
            }
            if (plan.from() == null) {
                scenario = varied(scenario, combination, used);
            }
            Scenario changed = edited(scenario, plan.set());
            if (changed != null && changed.duration() == null) {
                diagnostics.add(plan.node(), "set: the duration is open now; a lesson needs a run that ends");
            }
            runs.put(each.getKey(), new LessonRun(changed == null ? scenario : changed, plan.cores()));
        }
        combination.forEach((path, value) -> {
            if (!used.contains(path)) {
                // It fits no scenario: the first says why.
                Scenario first = plans.values().iterator().next().scenario();
                if (first != null && edited(first, List.of(ScenarioEdit.of(path, value))) != null) {
                    diagnostics.add(value,
                            "vary: " + Quoted.of(path) + " fits no run together with the values beside it");
                }
            }
        });
        return runs;
    }

    /** With those of the values that it has; another scenario of the lesson may have the others. */
    private static Scenario varied(Scenario scenario, Map<String, YamlNode> combination, Set<String> used) {
        List<ScenarioEdit> fitting = new ArrayList<>();
        combination.forEach((path, value) -> {
            ScenarioEdit edit = ScenarioEdit.of(path, value);
            try {
                edit.applyTo(scenario);
                fitting.add(edit);
            } catch (InvalidEditException elsewhere) {
                // Perhaps another run has it; that none has it is reported.
            }
        });
        try {
            Scenario varied = ScenarioEdit.apply(scenario, fitting).scenario();
            fitting.forEach(edit -> used.add(edit.path()));
            return varied;
        } catch (InvalidEditException together) {
            return scenario;
        }
    }

    private @Nullable Scenario edited(Scenario scenario, List<ScenarioEdit> edits) {
        try {
            return ScenarioEdit.apply(scenario, edits).scenario();
        } catch (InvalidEditException wrong) {
            for (InvalidEditException.Fault fault : wrong.faults()) {
                YamlNode at = fault.edit() == null ? edits.getFirst().value() : fault.edit().value();
                diagnostics.add(at.line(), at.column(), fault.edit() == null
                        ? fault.message()
                        : fault.edit().path() + ": " + fault.message());
            }
            return null;
        }
    }
}
