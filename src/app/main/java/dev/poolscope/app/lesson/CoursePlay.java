package dev.poolscope.app.lesson;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.ChangeableValues;
import dev.poolscope.lesson.play.Grade;
import dev.poolscope.lesson.play.Grading;
import dev.poolscope.lesson.play.LessonAnswers;
import dev.poolscope.lesson.play.LessonRuns;
import dev.poolscope.lesson.play.LockedPrediction;
import dev.poolscope.lesson.play.Prediction;
import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.ScenarioPhrases;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A lesson file that is played, for the variation of one student. All that is said of a run comes from its simulation, and answers are
 * graded as the command line grades them. Locks answers for one window.
 */
final class CoursePlay implements LessonPlay {
    private final Lesson lesson;
    private final long seed;
    private final Texts texts;
    private final LessonRuns runs;
    private final Map<Integer, LockedPrediction> locked = new ConcurrentHashMap<>();
    /** What a step came to; made where a step is tried, as that may take time. */
    private final Map<Integer, Grade> grades = new ConcurrentHashMap<>();
    private final Map<Integer, FinishedRun> changed = new ConcurrentHashMap<>();

    /**
     * Makes it ready: simulates its runs, which takes the time that that takes.
     *
     * @param seed of the student
     */
    CoursePlay(Lesson lesson, long seed, Texts texts) {
        this.lesson = lesson;
        this.seed = seed;
        this.texts = texts;
        runs = new LessonRuns(lesson.variation(seed));
        runs.variation().runs().keySet().forEach(runs::facts);
    }

    @Override
    public String name() {
        return lesson.name();
    }

    @Override
    public String title() {
        return lesson.title();
    }

    @Override
    public String idea() {
        return lesson.idea();
    }

    @Override
    public String about() {
        return texts.of("lesson.about", lesson.audience(), lesson.minutes(), seed, runs.variation().text());
    }

    @Override
    public Scenario scenario() {
        return runs.variation().runs().values().iterator().next().scenario();
    }

    @Override
    public int size() {
        return lesson.steps().size();
    }

    private Evaluator evaluator(Step step) {
        return runs.evaluator(step.on());
    }

    @Override
    public StepView step(int index) {
        Step step = lesson.steps().get(index);
        Evaluator on = evaluator(step);
        String text = step.text().filled(on);
        return switch (step) {
            case Step.Text _,Step.Show _ -> StepView.said(text);
            case Step.Question it -> question(it, text, on);
            case Step.Change it ->
                new StepView(StepView.Kind.CHANGE, text, List.of(), "", filled(it.hint(), on), ChangeableValues.of(it,
                        runs.variation()), false);
        };
    }

    private static StepView question(Step.Question step, String text, Evaluator on) {
        StepView.Kind kind = switch (step.asked()) {
            case Asked.Pick pick -> pick.many() ? StepView.Kind.MARK : StepView.Kind.PICK;
            case Asked.Quantity number ->
                number.answer().kind() == Kind.TIME ? StepView.Kind.TIME : StepView.Kind.NUMBER;
            case Asked.Order _ -> StepView.Kind.ORDER;
            case Asked.Point _ -> StepView.Kind.POINT;
            case Asked.Why _ -> StepView.Kind.WHY;
        };
        List<String> options = step.asked() instanceof Asked.Pick pick
                ? pick.options().stream().map(option -> option.text().filled(on)).toList()
                : List.of();
        String unit = step.asked() instanceof Asked.Quantity number ? number.unit() : "";
        return new StepView(kind, text, options, unit, filled(step.hint(), on), List.of(), step.sure());
    }

    private static String filled(@Nullable Template template, Evaluator on) {
        return template == null ? "" : template.filled(on);
    }

    @Override
    public Optional<String> fault(int index, String answer) {
        Step step = lesson.steps().get(index);
        try {
            Prediction prediction = Prediction.parse(step, answer);
            if (step instanceof Step.Change change && prediction instanceof Prediction.Changed(var values)) {
                for (String path : values.keySet()) {
                    if (!change.allows(path)) {
                        return Optional.of(texts.of("lesson.notAllowed", path, String.join(", ", change.allow())));
                    }
                }
                changed.put(index, changedRun(change, values));
            }
            grades.put(index, new Grading(runs, seed).grade(step, prediction));
            return Optional.empty();
        } catch (InvalidEditException | StandstillException | IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private FinishedRun changedRun(Step.Change change, Map<String, String> values) throws InvalidEditException {
        LessonRun run = runs.variation().runs().get(change.on());
        if (run == null) {
            throw new IllegalArgumentException("the lesson has no run " + change.on());
        }
        List<ScenarioEdit> edits = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            edits.add(ScenarioEdit.of(value.getKey(), value.getValue()));
        }
        return SimulatedRun.of(ScenarioEdit.apply(run.scenario(), edits).scenario(), run.cores());
    }

    @Override
    public void lock(int index, String answer, Sureness sureness) {
        Prediction prediction = Prediction.parse(lesson.steps().get(index), answer);
        locked.putIfAbsent(index, new LockedPrediction(index + 1, prediction, sureness, 0));
    }

    @Override
    public Optional<String> locked(int index) {
        return Optional.ofNullable(locked.get(index))
                .map(it -> it.prediction() instanceof Prediction.Picked(var options)
                        ? options.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        : it.prediction().text());
    }

    @Override
    public Sureness sureness(int index) {
        LockedPrediction it = locked.get(index);
        return it == null ? Sureness.UNSAID : it.sureness();
    }

    @Override
    public FinishedRun run(int index) {
        return runs.facts(lesson.steps().get(index).on()).run();
    }

    @Override
    public RevealView reveal(int index) {
        Grade grade = grades.get(index);
        return view(index, grade);
    }

    @Override
    public RevealView solution(int index) {
        return view(index, null);
    }

    private RevealView view(int index, @Nullable Grade grade) {
        Step step = lesson.steps().get(index);
        Evaluator on = evaluator(step);
        Reveal reveal = switch (step) {
            case Step.Question it -> it.reveal();
            case Step.Change it -> it.reveal();
            case Step.Text _,Step.Show _ -> throw new IllegalArgumentException("step " + index + " asks nothing");
        };
        FinishedRun run = grade == null ? run(index) : changed.getOrDefault(index, run(index));
        boolean change = step instanceof Step.Change;
        long moment = moment(reveal.at(), on);
        boolean shown = change ? grade != null : moment >= 0;
        RevealPhrases words = new RevealPhrases(texts, step, on, shown);
        String simulated = shown ? texts.of("lesson.simulated", run.simulation().orElse("")) : "";
        return new RevealView(grade == null ? words.solution() : words.said(grade), reveal.explain().filled(on),
                (words.computed() + "\n" + simulated).strip(), shown ? run : null, change ? -1 : moment,
                change ? -1 : Math.max(moment, moment(reveal.until(), on)), selected(reveal.select(), on));
    }

    private static long moment(@Nullable Expression at, Evaluator on) {
        return at != null && on.value(at) instanceof Value.Time(long nanos) ? nanos : -1;
    }

    private static @Nullable Selected selected(@Nullable Expression select, Evaluator on) {
        return select == null ? null : switch (on.value(select)) {
            case Value.OfTask(var task) when task.id() > 0 -> new Selected.Task(task.id());
            case Value.OfWorker(var worker) -> new Selected.Worker(worker.number());
            case Value.Amount(var task) when task > 0 -> new Selected.Task((long) task);
            default -> null;
        };
    }

    @Override
    public String streamText(String stream) {
        return scenario().streams().stream().filter(each -> each.name().equals(stream)).findFirst()
                .map(ScenarioPhrases::stream).orElse("");
    }

    @Override
    public String answers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LessonAnswers(lesson.name(), lesson.hash(), seed, List.copyOf(new TreeMap<>(locked).values())).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
