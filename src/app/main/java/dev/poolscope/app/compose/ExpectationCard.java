package dev.poolscope.app.compose;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;

import dev.poolscope.app.compose.form.Card;
import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Verdict;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Expectation.Bound;
import dev.poolscope.workload.model.Expectation.Comparison;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.jspecify.annotations.Nullable;

/** Something that is expected of the run's end: which number, how it compares, and with what. */
final class ExpectationCard extends Card {
    /** What a new one expects. */
    static final Expectation USUAL = new Expectation(Quantity.Count.FAILED, Comparison.EQUAL, new Bound.Whole(0));

    private static final Percentage USUAL_UTILISATION = new Percentage(BigDecimal.valueOf(80));

    private final Form form;
    private final RunModel run;
    private final InvalidationListener measured = _ -> showOutcome();
    // A card may go before the model does.
    private final WeakInvalidationListener weak = new WeakInvalidationListener(measured);
    private @Nullable Draft draft;
    private final Slot<Expectation> slot = ScenarioSlots.entry(ScenarioSlots.expectations(), this::index);

    ExpectationCard(Form form, RunModel run) {
        super(form);
        this.form = form;
        this.run = run;
        run.outcomesProperty().addListener(weak);
        run.phaseProperty().addListener(weak);
    }

    @Override
    protected String part() {
        return FaultPlace.entry("expect", index());
    }

    @Override
    protected FormRows makeBody() {
        FormRows rows = new FormRows(form, new PlaceInForm(this::part, ""));
        rows.field("expect", ValueForms.expectation(), slot);
        rows.choice("quantity", Quantity.all(), Quantity::key,
                slot.then(it -> it.quantity().base(), ExpectationCard::about));
        rows.choice("quantity.stream", this::streams,
                stream -> stream.isEmpty() ? form.texts().of("compose.quantity.all") : stream,
                slot.then(it -> stream(it).orElse(""), ExpectationCard::aboutStream));
        return rows;
    }

    private static Optional<String> stream(Expectation expectation) {
        return expectation.quantity() instanceof Quantity.OfStream(_, var stream)
                ? Optional.of(stream)
                : Optional.empty();
    }

    /** Those of which it may be; no name of one is empty, which stands for the whole run. */
    private List<String> streams(Scenario scenario) {
        List<String> streams = new ArrayList<>(List.of(""));
        if (Quantity.ofStreams().contains(slot.get().apply(scenario).quantity().base())) {
            scenario.streams().stream().map(StreamSpec::name).distinct().forEach(streams::add);
        }
        return streams;
    }

    /** The same about the tasks of a stream, or about all if its name is empty. */
    static Expectation aboutStream(Expectation old, String stream) {
        Quantity base = old.quantity().base();
        return new Expectation(stream.isEmpty() ? base : new Quantity.OfStream(base, stream), old.comparison(),
                old.bound());
    }

    /** The same about another number, of the same stream if there is such a number of one; with the same bound if that can be compared with it. */
    static Expectation about(Expectation old, Quantity base) {
        Quantity quantity = stream(old).filter(_ -> Quantity.ofStreams().contains(base))
                .<Quantity>map(stream -> new Quantity.OfStream(base, stream)).orElse(base);
        try {
            return new Expectation(quantity, comparison(quantity, old.comparison()), old.bound());
        } catch (IllegalArgumentException otherBound) {
            return new Expectation(quantity, comparison(quantity, usual(quantity)), bound(quantity));
        }
    }

    private static Comparison usual(Quantity quantity) {
        return quantity.base() instanceof Quantity.Time || quantity instanceof Quantity.Utilisation
                ? Comparison.LESS
                : Comparison.AT_LEAST;
    }

    // What is so or not so cannot be more or less.
    private static Comparison comparison(Quantity quantity, Comparison wanted) {
        boolean ordered = !(quantity instanceof Quantity.State);
        return ordered || List.of(Comparison.EQUAL, Comparison.NOT_EQUAL).contains(wanted) ? wanted : Comparison.EQUAL;
    }

    private static Bound bound(Quantity quantity) {
        return switch (quantity.base()) {
            case Quantity.Utilisation _,Quantity.OfStream _ -> new Bound.Share(USUAL_UTILISATION);
            case Quantity.Count _,Quantity.Retired _ -> new Bound.Whole(1);
            case Quantity.Time _ -> new Bound.Time(Duration.ofSeconds(1));
            case Quantity.Throughput _ -> new Bound.PerTime(new Rate(BigDecimal.ONE, false));
            case Quantity.State _ -> new Bound.Truth(true);
        };
    }

    @Override
    protected void face(Draft shown) {
        draft = shown;
        showOutcome();
    }

    // Of a run of another scenario too: what is expected is the same.
    private void showOutcome() {
        Draft shown = draft;
        if (shown == null || index() >= shown.scenario().expectations().size()) {
            return;
        }
        Expectation expectation = slot.get().apply(shown.scenario());
        boolean over = run.phaseProperty().get() == RunPhase.OVER;
        Expectation.Outcome outcome = run.outcomesProperty().get().stream()
                .filter(each -> each.expectation().equals(expectation)).findFirst().orElse(null);
        Verdict verdict = outcome == null ? null : Verdict.of(outcome, over);
        chip().getStyleClass().setAll("card-chip", verdict == null ? "verdict-none" : "verdict-" + verdict);
        say(expectation.text(), outcome == null || verdict == null
                ? ""
                : form.texts().of("compose.outcome", form.texts().of("verdict." + verdict), outcome.actual()));
    }
}
