package dev.poolscope.session.report;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.PlannedActions;
import dev.poolscope.session.ReadableJson;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import tools.jackson.core.JsonGenerator;

/** Writes the numbers of a run for machines: times in milliseconds, exact to the nanosecond, null where there is no sample. */
final class SummaryJson {
    private static final int NANOS_PER_MILLI_DIGITS = 6;

    private final JsonGenerator json;

    private SummaryJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(FinishedRun run, OutputStream out) {
        try (JsonGenerator json = ReadableJson.to(out)) {
            new SummaryJson(json).write(run);
        }
    }

    private void write(FinishedRun run) {
        Summary summary = run.summary();
        json.writeStartObject();
        json.writeStringProperty("scenario", run.scenario().name());
        json.writeNumberProperty("seed", run.scenario().seed());
        json.writeNumberProperty("durationMillis", run.length().toMillis());
        json.writeBooleanProperty("simulated", run.simulatedCores() > 0);
        if (run.simulatedCores() > 0) {
            json.writeNumberProperty("cores", run.simulatedCores());
        }
        json.writeObjectPropertyStart("pool");
        json.writeStringProperty("type", run.scenario().pool().kind().key());
        json.writeStringProperty("name", run.poolName());
        json.writeNumberProperty("maxWorkers", run.maxWorkers());
        json.writeEndObject();
        counts(summary);
        times("wait", summary.waitTimes());
        times("run", summary.runTimes());
        times("total", summary.totalTimes());
        rates(summary.rate(), summary.arrivalLateness());
        actions(PlannedActions.of(run).latest());
        if (run.utilisation().isPresent()) {
            json.writeNumberProperty("utilisation", rounded(run.utilisation().getAsDouble()));
        } else {
            json.writeNullProperty("utilisation");
        }
        streams(summary);
        json.writeNumberProperty("droppedEvents", summary.droppedEvents());
        json.writeStringProperty("remark", run.remark());
        json.writeBooleanProperty("terminated", summary.terminated());
        json.writeBooleanProperty("broken", summary.broken());
        json.writeBooleanProperty("starved", summary.starved());
        expectations(run);
        json.writeEndObject();
    }

    private void rates(OptionalDouble throughput, SampleSummary lateness) {
        if (throughput.isPresent()) {
            json.writeNumberProperty("throughput", rounded(throughput.getAsDouble()));
        } else {
            json.writeNullProperty("throughput");
        }
        json.writeObjectPropertyStart("arrivalLateness");
        millis("p99", lateness, lateness.p99());
        millis("max", lateness, lateness.max());
        json.writeEndObject();
    }

    private void actions(OptionalLong latest) {
        json.writeObjectPropertyStart("actionLateness");
        if (latest.isPresent()) {
            json.writeNumberProperty("max", plain(BigDecimal.valueOf(latest.getAsLong(), NANOS_PER_MILLI_DIGITS)));
        } else {
            json.writeNullProperty("max");
        }
        json.writeEndObject();
    }

    private void streams(Summary summary) {
        json.writeArrayPropertyStart("streams");
        for (StreamSummary stream : summary.streams()) {
            json.writeStartObject();
            json.writeStringProperty("name", stream.stream());
            json.writeNumberProperty("submitted", stream.submitted());
            json.writeNumberProperty("started", stream.started());
            json.writeNumberProperty("completed", stream.completed());
            json.writeNumberProperty("failed", stream.failed());
            json.writeNumberProperty("cancelled", stream.unended());
            json.writeNumberProperty("rejected", stream.rejected());
            times("wait", stream.waitTimes());
            times("run", stream.runTimes());
            times("total", stream.totalTimes());
            rates(stream.rate(), stream.arrivalLateness());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void counts(Summary summary) {
        json.writeNumberProperty("submitted", summary.submitted());
        json.writeNumberProperty("completed", summary.completed());
        json.writeNumberProperty("failed", summary.failed());
        json.writeNumberProperty("cancelled", summary.cancelled());
        json.writeNumberProperty("rejected", summary.rejected());
        json.writeNumberProperty("peakWorkers", summary.peakWorkers());
        json.writeNumberProperty("peakPending", summary.peakPending());
        json.writeNumberProperty("spawned", summary.spawned());
        json.writeObjectPropertyStart("retired");
        summary.retired().forEach((reason, count) -> json.writeNumberProperty(reason.name(), count));
        json.writeEndObject();
    }

    private void expectations(FinishedRun run) {
        json.writeArrayPropertyStart("expectations");
        for (Expectation.Outcome outcome : run.expectations()) {
            json.writeStartObject();
            json.writeStringProperty("text", outcome.expectation().text());
            json.writeStringProperty("actual", outcome.written());
            json.writeBooleanProperty("held", outcome.held());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void times(String name, SampleSummary samples) {
        json.writeObjectPropertyStart(name);
        millis("p50", samples, samples.p50());
        millis("p90", samples, samples.p90());
        millis("p95", samples, samples.p95());
        millis("p99", samples, samples.p99());
        millis("max", samples, samples.max());
        millis("mean", samples, Math.round(samples.mean()));
        json.writeEndObject();
    }

    private void millis(String name, SampleSummary samples, long nanos) {
        if (samples.isEmpty()) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, plain(BigDecimal.valueOf(nanos, NANOS_PER_MILLI_DIGITS)));
        }
    }

    private static BigDecimal rounded(double number) {
        return plain(BigDecimal.valueOf(number).setScale(NANOS_PER_MILLI_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** Without trailing zeros, and never with an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
