package dev.poolscope.app.compose;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.Expectation;
import dev.poolscope.workload.Expectation.Bound;
import dev.poolscope.workload.Expectation.Comparison;
import dev.poolscope.workload.Quantity;
import dev.poolscope.workload.Rate;

/** Something that is expected of the run's end: which number, how it compares, and with what. */
final class ExpectationCard extends Card {
    /** What a new one expects. */
    static final Expectation USUAL = new Expectation(Quantity.Count.FAILED, Comparison.EQUAL, new Bound.Whole(0));

    private final Form form;
    private final Slot<Expectation> slot = ScenarioSlots.entry(ScenarioSlots.expectations(), this::index);

    ExpectationCard(Form form) {
        super(form);
        this.form = form;
    }

    @Override
    String part() {
        return FaultPlace.entry("expect", index());
    }

    @Override
    FormRows makeBody() {
        FormRows rows = new FormRows(form, new PlaceInForm(this::part, ""));
        rows.field("expect", ValueForms.expectation(), slot);
        rows.choice("quantity", Quantity.all(), Quantity::key,
                slot.then(Expectation::quantity, ExpectationCard::about));
        return rows;
    }

    /** The same about another number; with the same bound if that can be compared with it. */
    static Expectation about(Expectation old, Quantity quantity) {
        try {
            return new Expectation(quantity, comparison(quantity, old.comparison()), old.bound());
        } catch (IllegalArgumentException otherBound) {
            return new Expectation(quantity, comparison(quantity, usual(quantity)), bound(quantity));
        }
    }

    private static Comparison usual(Quantity quantity) {
        return quantity instanceof Quantity.Time ? Comparison.LESS : Comparison.AT_LEAST;
    }

    // What is so or not so cannot be more or less.
    private static Comparison comparison(Quantity quantity, Comparison wanted) {
        boolean ordered = !(quantity instanceof Quantity.State);
        return ordered || List.of(Comparison.EQUAL, Comparison.NOT_EQUAL).contains(wanted) ? wanted : Comparison.EQUAL;
    }

    private static Bound bound(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Count _,Quantity.Retired _ -> new Bound.Whole(1);
            case Quantity.Time _ -> new Bound.Time(Duration.ofSeconds(1));
            case Quantity.Throughput _ -> new Bound.PerTime(new Rate(BigDecimal.ONE, false));
            case Quantity.State _ -> new Bound.Truth(true);
        };
    }

    @Override
    void face(Draft shown) {
        say(slot.get().apply(shown.scenario()).text(), "");
    }
}
