package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.stats.Histogram;
import dev.poolscope.workload.model.Quantity;

/**
 * Two runs beside each other.
 *
 * @param a the first
 * @param b the second
 * @param changes what is not the same in both; what is known of neither is not in it
 * @param results what came of it in all, and then of each stream that either has
 * @param pairs the n-th task of a stream in one beside the n-th in the other, of each stream up to the first that was due at another time
 * @param resamples how many resamples were drawn to judge percentiles; 0 if none was
 */
public record Comparison(ComparedRun a, ComparedRun b, List<Change> changes, List<Results> results,
        List<TaskPair> pairs, int resamples) {
    private static final List<Quantity.Statistic> PERCENTILES = List.of(Quantity.Statistic.P50,
            Quantity.Statistic.P90, Quantity.Statistic.P95, Quantity.Statistic.P99);
    private static final double[] PERCENTS = {50, 90, 95, 99};

    /** How often a difference that is chance is taken for more, about. */
    public static final double LEVEL = BlockBootstrap.LEVEL;

    /** Copies the lists. */
    public Comparison {
        changes = List.copyOf(changes);
        results = List.copyOf(results);
        pairs = List.copyOf(pairs);
    }

    /**
     * What came of a run or a stream.
     *
     * @param stream its name; empty for the run as a whole
     * @param rows measure by measure
     */
    public record Results(Optional<String> stream, List<Result> rows) {
        /** Copies the list. */
        public Results {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Compares two runs.
     *
     * @param a the first, from which differences count
     * @param b the second
     * @return what is not the same, and what came of it
     */
    public static Comparison of(ComparedRun a, ComparedRun b) {
        Judge judge = new Judge(a, b);
        List<Results> results = new ArrayList<>();
        results.add(new Results(Optional.empty(),
                judge.rows(Measure.ofRun(), a.numbers(), b.numbers(), judge.all())));
        Set<String> streams = new LinkedHashSet<>(a.streams().keySet());
        streams.addAll(b.streams().keySet());
        for (String stream : streams) {
            results.add(new Results(Optional.of(stream),
                    judge.rows(Measure.ofStream(), a.stream(stream), b.stream(stream), judge.only(stream))));
        }
        return new Comparison(a, b, Changes.between(a, b), results, TaskPair.of(a.tasks(), b.tasks()),
                judge.resamples());
    }

    /**
     * Finds what came of a measure.
     *
     * @param stream the name of a stream; empty for the run as a whole
     * @param measure which
     * @return the result; empty if neither run has such a stream
     */
    public Optional<Result> result(Optional<String> stream, Measure measure) {
        return results.stream().filter(each -> each.stream().equals(stream)).flatMap(each -> each.rows().stream())
                .filter(row -> row.measure().equals(measure)).findFirst();
    }

    /** {@return the names of the streams that either run has, in the order of the first one's scenario, then of the second one's} */
    public List<String> streams() {
        return results.stream().flatMap(each -> each.stream().stream()).toList();
    }

    /** {@return whether all percentiles but those of lateness are exact, because all tasks of both runs are known} */
    public boolean isExact() {
        return a.withoutTasks().isEmpty() && b.withoutTasks().isEmpty();
    }

    /** Finds the exact percentiles of two runs and judges them, if their tasks are known. */
    private static final class Judge {
        private final ComparedRun a;
        private final ComparedRun b;
        private final Map<String, StreamTasks> inA = new HashMap<>();
        private final Map<String, StreamTasks> inB = new HashMap<>();

        Judge(ComparedRun a, ComparedRun b) {
            this.a = a;
            this.b = b;
            a.tasks().forEach(each -> inA.put(each.stream(), each));
            b.tasks().forEach(each -> inB.put(each.stream(), each));
        }

        List<String> all() {
            return new ArrayList<>(Stream.concat(inA.keySet().stream(), inB.keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }

        List<String> only(String stream) {
            return inA.containsKey(stream) || inB.containsKey(stream) ? List.of(stream) : List.of();
        }

        int resamples() {
            return reason().isEmpty()
                    ? BlockBootstrap.resamples(Stream.concat(a.tasks().stream(), b.tasks().stream())
                            .mapToLong(each -> each.tasks().size()).sum())
                    : 0;
        }

        private String reason() {
            return a.withoutTasks().isEmpty() ? b.withoutTasks() : a.withoutTasks();
        }

        List<Result> rows(List<Measure> measures, Numbers ofA, Numbers ofB, List<String> streams) {
            Map<Measure, Judgement> judged = judgements(streams);
            Map<Measure, Reading> exactA = exact(streams, inA);
            Map<Measure, Reading> exactB = exact(streams, inB);
            List<Result> rows = new ArrayList<>();
            for (Measure measure : measures) {
                boolean exact = exactA.containsKey(measure) && exactB.containsKey(measure);
                Reading before = exact ? exactA.getOrDefault(measure, ofA.of(measure)) : ofA.of(measure);
                Reading after = exact ? exactB.getOrDefault(measure, ofB.of(measure)) : ofB.of(measure);
                boolean both = before instanceof Reading.Known && after instanceof Reading.Known;
                rows.add(new Result(measure, before, after,
                        exact || !measure.isRounded() ? 0 : roundedBy(before) + roundedBy(after),
                        both ? Optional.ofNullable(judged.get(measure)) : Optional.empty()));
            }
            return rows;
        }

        private static double roundedBy(Reading reading) {
            return reading instanceof Reading.Known(double value) ? Histogram.roundedBy(value) : 0;
        }

        /** Those of one run; both are read in one way, or what they differ by would be the rounding. */
        private Map<Measure, Reading> exact(List<String> streams, Map<String, StreamTasks> in) {
            Map<Measure, Reading> exact = new HashMap<>();
            for (Quantity.Span span : reason().isEmpty() ? Quantity.Span.values() : new Quantity.Span[0]) {
                long[] sorted = streams.stream().map(in::get).filter(Objects::nonNull)
                        .flatMapToLong(each -> Arrays.stream(each.times(span)))
                        .filter(time -> time != StreamTasks.NONE).sorted().toArray();
                for (int i = 0; i < PERCENTS.length && sorted.length > 0; i++) {
                    int rank = (int) Math.max(1, Math.ceil(PERCENTS[i] * sorted.length / 100 - 1e-9));
                    exact.put(Measure.of(new Quantity.Time(span, PERCENTILES.get(i))),
                            new Reading.Known(sorted[rank - 1]));
                }
            }
            return exact;
        }

        Map<Measure, Judgement> judgements(List<String> streams) {
            Map<Measure, Judgement> judged = new HashMap<>();
            for (Quantity.Span span : Quantity.Span.values()) {
                List<Judgement> percentiles = reason().isEmpty()
                        ? BlockBootstrap.judge(streams.stream().map(each -> stratum(each, span)).toList(), PERCENTS)
                        : List.of();
                for (int i = 0; i < PERCENTILES.size(); i++) {
                    judged.put(Measure.of(new Quantity.Time(span, PERCENTILES.get(i))),
                            reason().isEmpty() ? percentiles.get(i) : new Judgement.Untold(reason()));
                }
            }
            return judged;
        }

        private BlockBootstrap.Stratum stratum(String stream, Quantity.Span span) {
            StreamTasks none = new StreamTasks(stream, List.of());
            StreamTasks one = inA.getOrDefault(stream, none);
            StreamTasks other = inB.getOrDefault(stream, none);
            return new BlockBootstrap.Stratum(one.times(span), other.times(span), one.isDueAs(other));
        }
    }
}
