package dev.poolscope.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import dev.poolscope.story.SaidFacts;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.StreamName;
import org.jspecify.annotations.Nullable;

/** What an expectation looks into, computed from lines of {@code events.csv}: the values that may be said. */
public final class MeasuredByLines {
    private final SaidFacts facts;
    /** What a task brings with it, also where its submission is told later than its start. */
    private final SaidFacts all;
    private double workerNanos;

    /** What may be said: a value from the least to the most. */
    public record Range(double least, double most) {
        static Range of(double value) {
            return new Range(value, value);
        }

        static Range of(long value) {
            return of((double) value);
        }

        boolean has(double value) {
            return value >= least && value <= most;
        }
    }

    /**
     * Computes.
     *
     * @param lines what was told
     * @param all all that happened, before or later
     */
    public MeasuredByLines(List<Line> lines, SaidFacts all) {
        facts = new SaidFacts(lines, 0);
        this.all = all;
    }

    /**
     * Gives what may be said.
     *
     * @param key of a quantity
     * @return null if there is no sample
     */
    public @Nullable Range of(String key) {
        int of = key.indexOf(" of ");
        if (of >= 0) {
            return ofStream(key.substring(of + 4)).of(key.substring(0, of));
        }
        return switch (key) {
            case "utilisation" -> utilisation();
            case "submitted", "completed", "failed", "cancelled", "rejected" -> count(key);
            case "spawned" -> count("WORKER_SPAWNED");
            case "peakWorkers" -> Range.of(peak("WORKER_SPAWNED", line -> line.is("WORKER_RETIRED")));
            case "peakPending" -> Range.of(peak("SUBMITTED", MeasuredByLines::leavesQueue));
            case "throughput" -> throughput();
            case "terminated", "broken", "starved" ->
                Range.of(facts.exists(line -> line.is(key.toUpperCase(Locale.ROOT))) ? 1 : 0);
            default -> key.startsWith("retired.")
                    ? Range.of(facts.count(line -> line.is("WORKER_RETIRED")
                            && line.detail().equals("reason=" + key.substring("retired.".length()))))
                    : time(key.substring(0, key.indexOf('.')), key.substring(key.indexOf('.') + 1));
        };
    }

    /**
     * The same with the time that workers had.
     *
     * @param most how many workers there may be
     * @param nanos for how long
     */
    public MeasuredByLines during(int most, long nanos) {
        MeasuredByLines during = new MeasuredByLines(facts.lines, all);
        during.workerNanos = (double) most * nanos;
        return during;
    }

    /** The tasks that were submitted and, if the key is of a stream, are of it. */
    public double submitted(String key) {
        int of = key.indexOf(" of ");
        return Objects.requireNonNull(of("submitted" + (of < 0 ? "" : key.substring(of)))).most();
    }

    /** The streams of which something was told, as expectations name them. */
    public List<String> streams() {
        return facts.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED")).map(Line::stream)
                .filter(Objects::nonNull).distinct().map(StreamName::written).toList();
    }

    private MeasuredByLines ofStream(String written) {
        String stream = written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : written;
        return new MeasuredByLines(facts.lines.stream().filter(line -> {
            Line submission = all.task(line.task(), "SUBMITTED");
            return stream.equals(line.is("REJECTED") || submission == null ? line.stream() : submission.stream());
        }).toList(), all);
    }

    private @Nullable Range utilisation() {
        if (workerNanos <= 0) {
            return null;
        }
        double part = LongStream.of(samples("run")).sum() / workerNanos;
        return new Range(part * (1 - 1e-9), part * (1 + 1e-9));
    }

    private static boolean leavesQueue(Line line) {
        return line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0);
    }

    private Range count(String key) {
        return Range.of(facts.count(line -> line.is(key.toUpperCase(Locale.ROOT))));
    }

    /** Of what happens at one instant, what is submitted counts before what leaves; a worker that leaves counts before one that comes. */
    private double peak(String came, Predicate<Line> left) {
        boolean comesFirst = came.equals("SUBMITTED");
        long most = 0;
        long now = 0;
        long leaving = 0;
        long instant = Long.MIN_VALUE;
        for (Line line : facts.lines) {
            if (comesFirst && line.nanos() > instant) {
                now -= leaving;
                leaving = 0;
                instant = line.nanos();
            }
            now += line.is(came) ? 1 : 0;
            most = Math.max(most, now);
            if (left.test(line)) {
                leaving += comesFirst ? 1 : 0;
                now -= comesFirst ? 0 : 1;
            }
        }
        return most;
    }

    private long[] samples(String of) {
        return facts.tasks().stream().mapToLong(Long::longValue)
                .flatMap(id -> {
                    long from = of.equals("run") ? all.when(id, "STARTED") : all.due(id);
                    long to = of.equals("wait") ? facts.when(id, "STARTED") : facts.when(id, "COMPLETED", "FAILED");
                    return to == Long.MAX_VALUE ? LongStream.empty() : LongStream.of(to - from);
                }).sorted().toArray();
    }

    private @Nullable Range time(String span, String statistic) {
        long[] sorted = samples(span);
        if (sorted.length == 0) {
            return null;
        }
        if (statistic.equals("max")) {
            return Range.of(sorted[sorted.length - 1]);
        }
        if (statistic.equals("mean")) {
            double mean = Arrays.stream(sorted).average().orElseThrow();
            return new Range(mean * (1 - 1e-9), mean * (1 + 1e-9));
        }
        int percent = Integer.parseInt(statistic.substring(1));
        long exact = sorted[(percent * sorted.length + 99) / 100 - 1];
        return Range.of(exact);
    }

    private @Nullable Range throughput() {
        long last = facts.lines.stream().filter(line -> line.is("COMPLETED", "FAILED")).mapToLong(Line::nanos).max()
                .orElse(-1);
        if (last < 0) {
            return null;
        }
        long first = facts.lines.stream().filter(line -> line.is("SUBMITTED")).mapToLong(EventsCsvReplay::dueOf).min()
                .orElse(Long.MAX_VALUE);
        long completed = facts.count(line -> line.is("COMPLETED"));
        double rate = completed == 0 || last <= first ? 0 : completed * 1e9 / (last - first);
        return new Range(rate * (1 - 1e-9), rate * (1 + 1e-9));
    }
}
