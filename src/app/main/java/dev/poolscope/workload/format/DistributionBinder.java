package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import org.jspecify.annotations.Nullable;

/** Reads distributions: a bare duration, or a mapping with the name of one. */
final class DistributionBinder {
    static final List<String> KINDS = List.of("fixed", "uniform", "exponential", "lognormal", "pareto");

    private final Diagnostics diagnostics;
    private final Values values;

    DistributionBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    @Nullable
    Distribution bind(YamlNode node, String name) {
        if (!(node instanceof YamlNode.Mapping)) {
            return fixed(node, name);
        }
        Fields fields = Fields.of(node, name, diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode.Entry kind = fields.oneOf(KINDS);
        fields.refuseOthers();
        if (kind == null) {
            return null;
        }
        return switch (kind.key().text()) {
            case "fixed" -> fixed(kind.value(), "fixed");
            case "uniform" -> uniform(kind.value());
            case "exponential" -> exponential(kind.value());
            case "lognormal" -> logNormal(kind.value());
            default -> pareto(kind.value());
        };
    }

    private @Nullable Distribution fixed(YamlNode node, String name) {
        Duration value = values.duration(node, name);
        return value == null ? null : new Distribution.Fixed(value);
    }

    private @Nullable Distribution uniform(YamlNode node) {
        Fields fields = Fields.of(node, "uniform", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode least = fields.required("min");
        YamlNode greatest = fields.required("max");
        fields.refuseOthers();
        Duration min = least == null ? null : values.duration(least, "min");
        Duration max = greatest == null ? null : values.duration(greatest, "max");
        if (min == null || max == null || greatest == null) {
            return null;
        }
        if (min.compareTo(max) > 0) {
            diagnostics.add(greatest,
                    "max: found " + DurationText.format(max) + ", which is less than min, " + DurationText.format(min));
            return null;
        }
        return new Distribution.Uniform(min, max);
    }

    private @Nullable Distribution exponential(YamlNode node) {
        Fields fields = Fields.of(node, "exponential", diagnostics);
        Duration mean = fields == null ? null : positive(fields, "mean");
        if (fields != null) {
            fields.refuseOthers();
        }
        return mean == null ? null : new Distribution.Exponential(mean);
    }

    private @Nullable Distribution logNormal(YamlNode node) {
        Fields fields = Fields.of(node, "lognormal", diagnostics);
        if (fields == null) {
            return null;
        }
        Duration median = positive(fields, "median");
        Double sigma = shape(fields, "sigma");
        fields.refuseOthers();
        return median == null || sigma == null ? null : new Distribution.LogNormal(median, sigma);
    }

    private @Nullable Distribution pareto(YamlNode node) {
        Fields fields = Fields.of(node, "pareto", diagnostics);
        if (fields == null) {
            return null;
        }
        Duration scale = positive(fields, "scale");
        Double shape = shape(fields, "shape");
        fields.refuseOthers();
        return scale == null || shape == null ? null : new Distribution.Pareto(scale, shape);
    }

    private @Nullable Duration positive(Fields fields, String key) {
        YamlNode node = fields.required(key);
        return node == null ? null : values.positiveDuration(node, key);
    }

    private @Nullable Double shape(Fields fields, String key) {
        YamlNode node = fields.required(key);
        return node == null ? null : values.shape(node, key);
    }
}
