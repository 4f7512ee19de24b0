package dev.poolscope.app.compose;

import java.util.List;
import java.util.Optional;

import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.compose.form.VariantEditor;
import dev.poolscope.workload.model.Arrivals;

/** The lines of a stream's arrivals: which kind, and its numbers. */
final class ArrivalsSection {
    private ArrivalsSection() {}

    static VariantEditor<Arrivals, ArrivalsKind> editor(Form form, Slot<Arrivals> slot, PlaceInForm place) {
        return new VariantEditor<>(form, "arrivals", slot, place, List.of(ArrivalsKind.values()),
                kind -> form.texts().of("compose.arrivals." + kind.key()), ArrivalsKind::of,
                (arrivals, kind) -> kind.like(arrivals), (kind, rows) -> lines(form, slot, place, kind, rows));
    }

    private static FormRows lines(Form form, Slot<Arrivals> slot, PlaceInForm place, ArrivalsKind kind,
            FormRows rows) {
        ValueForms values = form.values();
        switch (kind) {
            case CONSTANT -> rows.field("rate", values.rate(),
                    slot.then(a -> ((Arrivals.Constant) a).rate(), (_, rate) -> new Arrivals.Constant(rate)));
            case POISSON -> rows.field("poisson.rate", values.rate(),
                    slot.then(a -> ((Arrivals.Poisson) a).rate(), (_, rate) -> new Arrivals.Poisson(rate)));
            case RAMP -> ramp(slot, rows);
            case BURSTS -> bursts(values, slot, rows);
            case BATCH -> batch(values, slot, rows);
            case CLOSED -> closed(form, slot, place, rows);
            case MAP, MAP_ALL, STARMAP, STARMAP_ALL -> bulk(values, slot, kind, rows);
        }
        return rows;
    }

    private static void ramp(Slot<Arrivals> slot, FormRows rows) {
        Slot<Arrivals.Ramp> ramp = slot.then(Arrivals.Ramp.class::cast, (_, it) -> it);
        rows.field("fromRate", ValueForms.rateOrZero(),
                ramp.then(Arrivals.Ramp::fromRate, (it, rate) -> new Arrivals.Ramp(rate, it.toRate())));
        rows.field("toRate", ValueForms.rateOrZero(),
                ramp.then(Arrivals.Ramp::toRate, (it, rate) -> new Arrivals.Ramp(it.fromRate(), rate)));
        rows.fault("ramp");
    }

    private static void bursts(ValueForms values, Slot<Arrivals> slot, FormRows rows) {
        Slot<Arrivals.Bursts> bursts = slot.then(Arrivals.Bursts.class::cast, (_, it) -> it);
        rows.field("bursts.count", values.count(),
                bursts.then(Arrivals.Bursts::count, (it, count) -> new Arrivals.Bursts(count, it.every())));
        rows.field("every", values.positiveDuration(),
                bursts.then(Arrivals.Bursts::every, (it, every) -> new Arrivals.Bursts(it.count(), every)));
    }

    private static void batch(ValueForms values, Slot<Arrivals> slot, FormRows rows) {
        Slot<Arrivals.Batch> batch = slot.then(Arrivals.Batch.class::cast, (_, it) -> it);
        rows.field("count", values.count(),
                batch.then(Arrivals.Batch::count, (it, count) -> new Arrivals.Batch(count, it.at())));
        rows.field("at", ValueForms.duration(),
                batch.then(Arrivals.Batch::at, (it, at) -> new Arrivals.Batch(it.count(), at)));
    }

    private static void closed(Form form, Slot<Arrivals> slot, PlaceInForm place, FormRows rows) {
        Slot<Arrivals.Closed> closed = slot.then(Arrivals.Closed.class::cast, (_, it) -> it);
        rows.field("users", form.values().count(),
                closed.then(Arrivals.Closed::users, (it, users) -> new Arrivals.Closed(users, it.think())));
        rows.add(DistributionSection.editor(form, "think",
                closed.then(Arrivals.Closed::think, (it, think) -> new Arrivals.Closed(it.users(), think)), place));
    }

    private static void bulk(ValueForms values, Slot<Arrivals> slot, ArrivalsKind kind, FormRows rows) {
        Slot<Arrivals.Bulk> bulk = slot.then(Arrivals.Bulk.class::cast, (_, it) -> it);
        rows.field("items", values.count(),
                bulk.then(Arrivals.Bulk::items, (it, items) -> new Arrivals.Bulk(it.call(), items, it.at(),
                        it.chunkSize(), it.bufferSize(), it.ordered(), it.timeout())));
        rows.field("at", ValueForms.duration(),
                bulk.then(Arrivals.Bulk::at, (it, at) -> new Arrivals.Bulk(it.call(), it.items(), at, it.chunkSize(),
                        it.bufferSize(), it.ordered(), it.timeout())));
        rows.field("chunkSize", values.count(),
                bulk.then(Arrivals.Bulk::chunkSize, (it, size) -> new Arrivals.Bulk(it.call(), it.items(), it.at(),
                        size, it.bufferSize(), it.ordered(), it.timeout())));
        if (kind == ArrivalsKind.MAP || kind == ArrivalsKind.STARMAP) {
            rows.field("bufferSize", values.count(),
                    bulk.then(Arrivals.Bulk::bufferSize, (it, size) -> new Arrivals.Bulk(it.call(), it.items(), it.at(),
                            it.chunkSize(), size, it.ordered(), it.timeout())));
        }
        rows.toggle("ordered", bulk.then(Arrivals.Bulk::ordered, (it, ordered) -> new Arrivals.Bulk(it.call(),
                it.items(), it.at(), it.chunkSize(), it.bufferSize(), ordered, it.timeout())));
        rows.field("bulk.timeout", ValueForms.optionalDuration(),
                bulk.then(it -> Optional.ofNullable(it.timeout()), (it, timeout) -> new Arrivals.Bulk(it.call(),
                        it.items(), it.at(), it.chunkSize(), it.bufferSize(), it.ordered(), timeout.orElse(null))));
    }
}
