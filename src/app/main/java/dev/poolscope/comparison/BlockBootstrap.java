package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.poolscope.stats.LegibleCount;

/**
 * Judges whether percentiles of two runs differ by more than chance.
 *
 * <p><b>Method.</b> A circular moving-block bootstrap (D. N. Politis and J. P. Romano, 1992). The tasks of one run are not
 * independent: one that waits long makes those behind wait. So not tasks are drawn anew, but blocks of tasks in a row, in the order in
 * which they were due; how long blocks are, {@link BlockLength} finds in the times of both runs, and the longer is taken. It is
 * stratified: each stream keeps its number of tasks. Where the n-th task of a stream was due at the same time in both runs, for
 * all n, blocks are drawn from both at the same places: what both runs have in common is then no difference. The interval is that
 * between the quantiles of the differences of the resamples (percentile interval) at {@link #LEVEL}; the difference is more than
 * chance if it does not hold 0.
 *
 * <p>It is seeded: the same two runs are judged in the same way each time.
 */
final class BlockBootstrap {
    /** How often a difference that is chance is taken for more at most, about. */
    static final double LEVEL = 0.05;
    /** How many resamples are drawn, unless there are very many tasks. */
    static final int RESAMPLES = 1_000;
    /** With fewer tasks above a percentile than this, nothing can be said of it. */
    static final int LEAST_ABOVE = 5;
    /** With fewer blocks than this, nothing can be said. */
    static final int LEAST_BLOCKS = 10;

    private static final int LEAST_RESAMPLES = 200;
    private static final long MOST_DRAWS = 200_000_000;
    private static final long SEED = 20_041_117;

    /** The times of one stream. */
    static final class Stratum {
        private final long[] a;
        private final long[] b;
        private final boolean paired;

        /**
         * A stream.
         *
         * @param a of the first run, in the order of due times; below 0 if a task has none
         * @param b of the second run
         * @param paired whether the n-th is the same task in both
         */
        Stratum(long[] a, long[] b, boolean paired) {
            this.a = a.clone();
            this.b = b.clone();
            this.paired = paired;
        }

        int block() {
            return Math.max(BlockLength.of(a), BlockLength.of(b));
        }
    }

    private BlockBootstrap() {}

    static int resamples(long tasks) {
        return Math.clamp(MOST_DRAWS / Math.max(1, tasks), LEAST_RESAMPLES, RESAMPLES);
    }

    /** Judges each percentile, of ascending ones. */
    static List<Judgement> judge(List<Stratum> streams, double[] percents) {
        List<Stratum> strata = streams.stream().filter(each -> each.a.length > 0 || each.b.length > 0).toList();
        long inA = strata.stream().mapToLong(each -> known(each.a)).sum();
        long inB = strata.stream().mapToLong(each -> known(each.b)).sum();
        int[] blocks = strata.stream().mapToInt(Stratum::block).toArray();
        double drawn = Math.min(blocks(strata, blocks, true), blocks(strata, blocks, false));
        long fewer = Math.min(inA, inB);
        if (drawn < LEAST_BLOCKS) {
            String why = fewer < LEAST_BLOCKS
                    ? only(fewer)
                    : "tasks depend on those before them for so long that the runs have only "
                            + LegibleCount.of((int) drawn, "independent block") + " of them; " + LEAST_BLOCKS
                            + " are needed";
            return Arrays.stream(percents).<Judgement>mapToObj(_ -> new Judgement.Untold(why)).toList();
        }
        double[][] differences = differences(strata, blocks, percents, resamples(inA + inB));
        boolean paired = strata.stream().allMatch(each -> each.paired);
        List<Judgement> judged = new ArrayList<>();
        for (int i = 0; i < percents.length; i++) {
            long needed = (long) Math.ceil(LEAST_ABOVE / (1 - percents[i] / 100) - 1e-9);
            judged.add(fewer < needed
                    ? new Judgement.Untold(only(fewer) + "; " + needed + " are needed")
                    : interval(differences[i], paired));
        }
        return judged;
    }

    private static long known(long[] times) {
        return Arrays.stream(times).filter(time -> time >= 0).count();
    }

    private static double blocks(List<Stratum> strata, int[] blocks, boolean first) {
        double sum = 0;
        for (int i = 0; i < blocks.length; i++) {
            sum += (double) known(first ? strata.get(i).a : strata.get(i).b) / blocks[i];
        }
        return sum;
    }

    private static double[][] differences(List<Stratum> strata, int[] blocks, double[] percents, int resamples) {
        var random = new SplittableRandom(SEED);
        var a = new Resampling(strata.stream().map(each -> each.a).toArray(long[][]::new));
        var b = new Resampling(strata.stream().map(each -> each.b).toArray(long[][]::new));
        double[] ofA = new double[percents.length];
        double[] ofB = new double[percents.length];
        double[][] differences = new double[percents.length][resamples];
        for (int round = 0; round < resamples; round++) {
            a.clear();
            b.clear();
            for (int i = 0; i < blocks.length; i++) {
                Stratum stratum = strata.get(i);
                if (stratum.paired) {
                    for (int left = stratum.a.length; left > 0; left -= blocks[i]) {
                        int from = random.nextInt(stratum.a.length);
                        a.take(i, from, Math.min(left, blocks[i]));
                        b.take(i, from, Math.min(left, blocks[i]));
                    }
                } else {
                    draw(a, i, stratum.a.length, blocks[i], random);
                    draw(b, i, stratum.b.length, blocks[i], random);
                }
            }
            a.percentiles(percents, ofA);
            b.percentiles(percents, ofB);
            for (int k = 0; k < percents.length; k++) {
                differences[k][round] = ofB[k] - ofA[k];
            }
        }
        return differences;
    }

    private static void draw(Resampling run, int stratum, int tasks, int block, SplittableRandom random) {
        for (int left = tasks; left > 0; left -= block) {
            run.take(stratum, random.nextInt(tasks), Math.min(left, block));
        }
    }

    private static Judgement interval(double[] differences, boolean paired) {
        double[] sorted = Arrays.stream(differences).filter(each -> !Double.isNaN(each)).sorted().toArray();
        int cut = (int) Math.floor(sorted.length * LEVEL / 2);
        return new Judgement.Told(sorted[cut], sorted[sorted.length - 1 - cut], paired);
    }

    private static String only(long tasks) {
        return (tasks == 1 ? "there is only " : "there are only ") + LegibleCount.of(tasks, "task");
    }
}
