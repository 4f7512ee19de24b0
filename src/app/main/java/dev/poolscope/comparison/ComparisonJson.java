package dev.poolscope.comparison;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.session.ReadableJson;
import tools.jackson.core.JsonGenerator;

/** A comparison for machines: times in milliseconds, parts as fractions, null for what was not measured or is not known. */
public final class ComparisonJson {
    private static final int DIGITS = 6;

    private final JsonGenerator json;

    private ComparisonJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes it.
     *
     * @param comparison of two runs
     * @param bounds what came of the bounds that were set
     * @return the text, in UTF-8
     */
    public static byte[] of(Comparison comparison, List<Bound.Outcome> bounds) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = ReadableJson.to(out)) {
            new ComparisonJson(json).write(comparison, bounds);
        }
        return out.toByteArray();
    }

    private void write(Comparison comparison, List<Bound.Outcome> bounds) {
        json.writeStartObject();
        run("a", comparison.a());
        run("b", comparison.b());
        json.writeArrayPropertyStart("changes");
        for (Change change : comparison.changes()) {
            json.writeStartObject();
            json.writeStringProperty("what", change.what());
            json.writeStringProperty("a", change.before());
            json.writeStringProperty("b", change.after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("results");
        comparison.results().forEach(results -> results.rows().forEach(row -> result(results, row)));
        json.writeEndArray();
        json.writeArrayPropertyStart("pairs");
        comparison.pairs().forEach(this::pair);
        json.writeEndArray();
        json.writeStringProperty("kinship", SideBySide.of(comparison).kinship());
        json.writeStringProperty("method", Method.of(comparison));
        json.writeNumberProperty("resamples", comparison.resamples());
        json.writeNumberProperty("level", Comparison.LEVEL);
        json.writeArrayPropertyStart("bounds");
        for (Bound.Outcome outcome : bounds) {
            json.writeStartObject();
            json.writeStringProperty("text", outcome.bound().text());
            json.writeStringProperty("measured", outcome.measured());
            json.writeBooleanProperty("passed", outcome.passed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(String name, ComparedRun run) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("file", run.title());
        json.writeStringProperty("scenario", run.outline().scenario());
        json.writeNumberProperty("seed", run.outline().seed());
        json.writeNumberProperty("durationMillis", run.outline().nanos() / 1_000_000);
        json.writeBooleanProperty("simulated", run.outline().simulatedCores() > 0);
        if (run.outline().simulatedCores() > 0) {
            json.writeNumberProperty("cores", run.outline().simulatedCores());
        }
        json.writeEndObject();
    }

    private void result(Comparison.Results results, Result row) {
        json.writeStartObject();
        results.stream().ifPresent(stream -> json.writeStringProperty("stream", stream));
        json.writeStringProperty("measure", row.measure().key());
        reading("a", row.measure(), row.a());
        reading("b", row.measure(), row.b());
        number("difference", row.measure(), row.difference());
        number("within", row.measure(),
                row.difference().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(row.within()));
        OptionalDouble relative = row.relative();
        if (relative.isPresent() && Double.isFinite(relative.getAsDouble())) {
            json.writeNumberProperty("relative", rounded(relative.getAsDouble()));
        } else {
            json.writeNullProperty("relative");
        }
        switch (row.judgement().orElse(null)) {
            case Judgement.Told told -> {
                json.writeBooleanProperty("moreThanChance", told.isMoreThanChance());
                number("low", row.measure(), OptionalDouble.of(told.low()));
                number("high", row.measure(), OptionalDouble.of(told.high()));
                json.writeBooleanProperty("paired", told.paired());
            }
            case Judgement.Untold(String reason) -> {
                json.writeNullProperty("moreThanChance");
                json.writeStringProperty("reason", reason);
            }
            case null -> {
                // Only percentiles that both have are judged.
            }
        }
        json.writeEndObject();
    }

    private void pair(TaskPair pair) {
        json.writeStartObject();
        json.writeStringProperty("stream", pair.stream());
        json.writeNumberProperty("n", pair.n());
        json.writeNumberProperty("taskA", pair.a().id());
        json.writeNumberProperty("taskB", pair.b().id());
        time("waitA", pair.a().waitNanos());
        time("waitB", pair.b().waitNanos());
        json.writeEndObject();
    }

    private void time(String name, long nanos) {
        if (nanos == StreamTasks.NONE) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, plain(BigDecimal.valueOf(nanos, DIGITS)));
        }
    }

    private void reading(String name, Measure measure, Reading reading) {
        if (reading instanceof Reading.Known(double value) && measure.unit() == Measure.Unit.TRUTH) {
            json.writeBooleanProperty(name, value == 1);
        } else {
            number(name, measure, switch (reading) {
                case Reading.Known(double value) -> OptionalDouble.of(value);
                case Reading.AtLeast(double value) -> OptionalDouble.of(value);
                case Reading.NoSample _,Reading.NotKnown _ -> OptionalDouble.empty();
            });
        }
        if (reading instanceof Reading.AtLeast) {
            json.writeBooleanProperty(name + "AtLeast", true);
        }
    }

    private void number(String name, Measure measure, OptionalDouble value) {
        if (value.isEmpty()) {
            json.writeNullProperty(name);
            return;
        }
        switch (measure.unit()) {
            case COUNT, TRUTH -> json.writeNumberProperty(name, Math.round(value.getAsDouble()));
            case NANOS ->
                json.writeNumberProperty(name, plain(BigDecimal.valueOf(Math.round(value.getAsDouble()), DIGITS)));
            case PER_SECOND, SHARE -> json.writeNumberProperty(name, rounded(value.getAsDouble()));
        }
    }

    private static BigDecimal rounded(double number) {
        return plain(BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
