package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.poolscope.app.compose.form.Card;
import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.compose.form.VariantEditor;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;

/** An action and its moment. */
final class ActionCard extends Card {
    private final Form form;
    private final Slot<TimedAction> timed = ScenarioSlots.entry(ScenarioSlots.actions(), this::index);

    ActionCard(Form form) {
        super(form);
        this.form = form;
        getStyleClass().add("action-card");
    }

    @Override
    protected String part() {
        return FaultPlace.entry("actions", index());
    }

    @Override
    protected FormRows makeBody() {
        PlaceInForm place = new PlaceInForm(this::part, "");
        FormRows rows = new FormRows(form, place);
        rows.field("action.at", ValueForms.duration(),
                timed.then(TimedAction::at, (it, at) -> new TimedAction(at, it.action())));
        Slot<Action> action = timed.then(TimedAction::action, (it, other) -> new TimedAction(it.at(), other));
        rows.add(new VariantEditor<>(form, "action", action, place, List.of(ActionKind.values()),
                kind -> form.texts().of("compose.action." + kind.key()), ActionKind::of,
                (it, kind) -> kind.like(it, form.document().scenarioProperty().get(),
                        form.texts().of("compose.note.new")),
                (kind, lines) -> lines(action, kind, lines)));
        return rows;
    }

    private FormRows lines(Slot<Action> slot, ActionKind kind, FormRows rows) {
        ValueForms values = form.values();
        switch (kind) {
            case NOTE -> rows.field("note", values.title(),
                    slot.then(a -> ((Action.Note) a).caption(), (_, caption) -> new Action.Note(caption)));
            case SUBMIT -> {
                Slot<Action.Submit> submit = slot.then(Action.Submit.class::cast, (_, it) -> it);
                rows.choice("submit.stream", ActionCard::streams,
                        submit.then(Action.Submit::stream, (it, stream) -> new Action.Submit(stream, it.count())));
                rows.field("submit.count", values.count(),
                        submit.then(Action.Submit::count, (it, count) -> new Action.Submit(it.stream(), count)));
            }
            case SET_RATE -> {
                Slot<Action.SetRate> rate = slot.then(Action.SetRate.class::cast, (_, it) -> it);
                rows.choice("setRate.stream", ActionCard::streams,
                        rate.then(Action.SetRate::stream, (it, stream) -> new Action.SetRate(stream, it.rate())));
                rows.field("setRate.rate", values.rate(),
                        rate.then(Action.SetRate::rate, (it, now) -> new Action.SetRate(it.stream(), now)));
            }
            case CANCEL_PENDING -> rows.choice("cancelPending", ActionCard::streams,
                    slot.then(a -> ((Action.CancelPending) a).stream(), (_, it) -> new Action.CancelPending(it)));
            case SPAWN_WORKERS -> rows.field("spawnWorkers", values.count(),
                    slot.then(a -> ((Action.SpawnWorkers) a).count(), (_, it) -> new Action.SpawnWorkers(it)));
            case SET_IDLE_TIMEOUT -> rows.field("setIdleTimeout", ValueForms.durationOrNever(),
                    slot.then(a -> Optional.ofNullable(((Action.SetIdleTimeout) a).timeout()),
                            (_, it) -> new Action.SetIdleTimeout(it.orElse(null))));
            case JOIN -> rows.field("join", ValueForms.optionalDuration(),
                    slot.then(a -> Optional.ofNullable(((Action.Join) a).timeout()),
                            (_, it) -> new Action.Join(it.orElse(null))))
                    .input().setPromptText(form.texts().of("compose.join.none"));
            case SPAWN_MAX_WORKERS, BREAK_NEXT_INITIALIZER, SHUTDOWN -> {
                // Nothing to be said about these.
            }
        }
        return rows;
    }

    private static List<String> streams(Scenario scenario) {
        return scenario.streams().stream().map(StreamSpec::name).distinct().toList();
    }

    @Override
    protected void face(Draft shown) {
        TimedAction it = timed.get().apply(shown.scenario());
        say(DurationText.format(it.at()), words(it.action()));
    }

    private String words(Action action) {
        String kind = form.texts().of("compose.action." + ActionKind.of(action).key());
        return switch (action) {
            case Action.Note(var caption) -> "“" + caption + "”";
            case Action.Submit(var stream, var count) -> kind + ": " + LegibleCount.of(count) + " × " + stream;
            case Action.SetRate(var stream, var rate) -> kind + ": " + stream + ", " + rate;
            case Action.CancelPending(var stream) -> kind + ": " + stream;
            case Action.SpawnWorkers(var count) -> kind + ": " + LegibleCount.of(count);
            case Action.SetIdleTimeout _ -> kind + ": " + action.value();
            case Action.Join(var timeout) -> timeout == null ? kind : kind + ": " + DurationText.format(timeout);
            case Action.SpawnMaxWorkers _,Action.BreakNextInitializer _,Action.Shutdown _ -> kind;
        };
    }

    /** An action that is new: a note at the end of what there is, or in the middle of an empty run. */
    static TimedAction another(Scenario scenario, String caption) {
        Duration at = scenario.actions().isEmpty()
                ? scenario.duration() == null ? Duration.ZERO : scenario.duration().dividedBy(2)
                : scenario.actions().getLast().at();
        return new TimedAction(at, new Action.Note(caption));
    }
}
