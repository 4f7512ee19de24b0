package dev.poolscope.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.workload.model.Quantity;

/** Reads {@code summary.json}, one of the files of a report. */
final class SummaryFile {
    private static final long MOST_WORKERS = 1_000_000;

    private SummaryFile() {}

    static ComparedRun read(Path file, String title) throws UnreadableRunException, IOException {
        JsonTree json = JsonTree.read(file, title);
        JsonTree pool = json.object("pool");
        long cores = json.truth("simulated") ? json.whole("cores") : 0;
        long nanos = Math.multiplyExact(Math.min(json.whole("durationMillis"), Long.MAX_VALUE / 1_000_000), 1_000_000L);
        ComparedRun.Outline outline = new ComparedRun.Outline(json.text("scenario"), json.signedWhole("seed"), nanos,
                (int) Math.min(cores, Integer.MAX_VALUE), pool.text("type"), pool.text("name"),
                (int) Math.min(pool.whole("maxWorkers"), MOST_WORKERS));
        Numbers.Builder numbers = new Numbers.Builder();
        counts(json, numbers, List.of(Quantity.Count.values()));
        JsonTree retired = json.object("retired");
        for (RetirementReason reason : RetirementReason.values()) {
            numbers.put(Measure.of(new Quantity.Retired(reason)), (double) retired.whole(reason.name()));
        }
        times(json, numbers);
        long dropped = json.whole("droppedEvents");
        numbers.put(Measure.DROPPED, (double) dropped);
        for (Quantity.Count peak : List.of(Quantity.Count.PEAK_WORKERS, Quantity.Count.PEAK_PENDING)) {
            numbers.peak(peak, json.whole(peak.key()), dropped);
        }
        // Reports of before have no utilisation, and it does not follow from what they have.
        if (json.has(Measure.UTILISATION.key())) {
            if (json.isNull(Measure.UTILISATION.key())) {
                numbers.noSample(Measure.UTILISATION);
            } else {
                numbers.put(Measure.UTILISATION, json.number(Measure.UTILISATION.key()).doubleValue());
            }
        }
        for (Quantity.State state : Quantity.State.values()) {
            numbers.put(Measure.of(state), json.truth(state.key()) ? 1 : 0);
        }
        Map<String, Numbers> streams = new LinkedHashMap<>();
        for (JsonTree stream : json.objects("streams")) {
            Numbers.Builder its = new Numbers.Builder();
            counts(stream, its,
                    List.of(Quantity.Count.SUBMITTED, Quantity.Count.COMPLETED, Quantity.Count.FAILED,
                            Quantity.Count.CANCELLED, Quantity.Count.REJECTED));
            times(stream, its);
            streams.put(stream.text("name"), its.build());
        }
        return new ComparedRun(title, outline, numbers.build(), streams, Optional.empty(), List.of(), List.of(),
                "'" + title + "' has numbers only, and no tasks");
    }

    private static void counts(JsonTree json, Numbers.Builder numbers, List<Quantity.Count> counts)
            throws UnreadableRunException {
        for (Quantity.Count count : counts) {
            numbers.count(count, json.whole(count.key()));
        }
    }

    private static void times(JsonTree json, Numbers.Builder numbers) throws UnreadableRunException {
        for (Quantity.Span span : Quantity.Span.values()) {
            JsonTree times = json.object(span.name().toLowerCase(Locale.ROOT));
            for (Quantity.Statistic statistic : Quantity.Statistic.values()) {
                time(times, statistic.name().toLowerCase(Locale.ROOT), Measure.of(new Quantity.Time(span, statistic)),
                        numbers);
            }
        }
        JsonTree late = json.object("arrivalLateness");
        time(late, "p99", Measure.LATE_P99, numbers);
        time(late, "max", Measure.LATE_MAX, numbers);
        numbers.throughput(json.isNull("throughput")
                ? OptionalDouble.empty()
                : OptionalDouble.of(json.number("throughput").doubleValue()));
    }

    private static void time(JsonTree times, String key, Measure measure, Numbers.Builder numbers)
            throws UnreadableRunException {
        if (times.isNull(key)) {
            numbers.noSample(measure);
        } else {
            BigDecimal nanos = times.number(key).movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
            numbers.put(measure, nanos.doubleValue());
        }
    }
}
