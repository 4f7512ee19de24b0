package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.Locale;

import dev.poolscope.workload.model.Distribution;

/** The kinds of distributions. */
enum DistributionKind {
    FIXED, UNIFORM, EXPONENTIAL, LOGNORMAL, PARETO;

    private static final double USUAL_SIGMA = 0.5;
    private static final double USUAL_SHAPE = 2.5;

    static DistributionKind of(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed _ -> FIXED;
            case Distribution.Uniform _ -> UNIFORM;
            case Distribution.Exponential _ -> EXPONENTIAL;
            case Distribution.LogNormal _ -> LOGNORMAL;
            case Distribution.Pareto _ -> PARETO;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of this kind with about the same middle. */
    Distribution like(Distribution other) {
        if (of(other) == this) {
            return other;
        }
        Duration middle = middle(other);
        Duration positive = middle.isZero() ? Duration.ofMillis(1) : middle;
        return switch (this) {
            case FIXED -> new Distribution.Fixed(middle);
            case UNIFORM -> new Distribution.Uniform(middle.dividedBy(2), middle.plus(middle.dividedBy(2)));
            case EXPONENTIAL -> new Distribution.Exponential(positive);
            case LOGNORMAL -> new Distribution.LogNormal(positive, USUAL_SIGMA);
            case PARETO -> new Distribution.Pareto(positive, USUAL_SHAPE);
        };
    }

    private static Duration middle(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> value;
            case Distribution.Uniform(var min, var max) -> min.plus(max).dividedBy(2);
            case Distribution.Exponential(var mean) -> mean;
            case Distribution.LogNormal(var median, _) -> median;
            case Distribution.Pareto(var scale, _) -> scale;
        };
    }
}
