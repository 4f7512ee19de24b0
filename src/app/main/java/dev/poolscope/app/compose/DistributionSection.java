package dev.poolscope.app.compose;

import java.util.List;

import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.compose.form.VariantEditor;
import dev.poolscope.workload.model.Distribution;

/** The lines of a distribution: which kind, and its numbers. */
final class DistributionSection {
    private DistributionSection() {}

    static VariantEditor<Distribution, DistributionKind> editor(Form form, String name, Slot<Distribution> slot,
            PlaceInForm place) {
        return new VariantEditor<>(form, name, slot, place, List.of(DistributionKind.values()),
                kind -> form.texts().of("compose.distribution." + kind.key()), DistributionKind::of,
                (distribution, kind) -> kind.like(distribution),
                (kind, rows) -> lines(form.values(), slot, kind, rows));
    }

    private static FormRows lines(ValueForms values, Slot<Distribution> slot, DistributionKind kind, FormRows rows) {
        switch (kind) {
            case FIXED -> rows.field("fixed", ValueForms.duration(),
                    slot.then(d -> ((Distribution.Fixed) d).value(), (_, value) -> new Distribution.Fixed(value)));
            case UNIFORM -> {
                Slot<Distribution.Uniform> uniform = slot.then(Distribution.Uniform.class::cast, (_, it) -> it);
                rows.field("uniform.min", ValueForms.duration(), uniform.then(Distribution.Uniform::min,
                        (it, min) -> new Distribution.Uniform(min, it.max())));
                rows.field("uniform.max", ValueForms.duration(), uniform.then(Distribution.Uniform::max,
                        (it, max) -> new Distribution.Uniform(it.min(), max)));
            }
            case EXPONENTIAL -> rows.field("exponential.mean", values.positiveDuration(),
                    slot.then(d -> ((Distribution.Exponential) d).mean(),
                            (_, mean) -> new Distribution.Exponential(mean)));
            case LOGNORMAL -> {
                Slot<Distribution.LogNormal> normal = slot.then(Distribution.LogNormal.class::cast, (_, it) -> it);
                rows.field("lognormal.median", values.positiveDuration(), normal.then(Distribution.LogNormal::median,
                        (it, median) -> new Distribution.LogNormal(median, it.sigma())));
                rows.field("lognormal.sigma", values.shape(), normal.then(Distribution.LogNormal::sigma,
                        (it, sigma) -> new Distribution.LogNormal(it.median(), sigma)));
            }
            case PARETO -> {
                Slot<Distribution.Pareto> pareto = slot.then(Distribution.Pareto.class::cast, (_, it) -> it);
                rows.field("pareto.scale", values.positiveDuration(), pareto.then(Distribution.Pareto::scale,
                        (it, scale) -> new Distribution.Pareto(scale, it.shape())));
                rows.field("pareto.shape", values.shape(), pareto.then(Distribution.Pareto::shape,
                        (it, shape) -> new Distribution.Pareto(it.scale(), shape)));
            }
        }
        return rows;
    }
}
