package dev.poolscope.comparison;

import java.util.Locale;
import java.util.Optional;

/** Says how exact percentiles are, and how it was judged whether differences are more than chance. */
public final class Method {
    private Method() {}

    /**
     * Says it.
     *
     * @param comparison of two runs
     * @return some sentences
     */
    public static String of(Comparison comparison) {
        return exactness(comparison) + " " + judgement(comparison);
    }

    private static String exactness(Comparison comparison) {
        return comparison.isExact()
                ? "Percentiles are exact, from all tasks of both runs, but for arrivalLateness.p99, which is within 0.4 % in each run."
                : "Percentiles are within 0.4 % in each run, from histograms: where a difference may be nothing but that, it is "
                        + "told what it is less than. Max and mean are exact.";
    }

    private static String judgement(Comparison comparison) {
        Optional<String> without = Optional
                .of(comparison.a().withoutTasks().isEmpty()
                        ? comparison.b().withoutTasks()
                        : comparison.a().withoutTasks())
                .filter(reason -> !reason.isEmpty());
        if (without.isPresent()) {
            return "Whether a difference is more than chance cannot be told: " + without.get() + ".";
        }
        return String.format(Locale.ROOT,
                "A difference of a percentile is more than chance if the %.0f %% interval of a block "
                        + "bootstrap (%,d resamples, seeded) does not hold 0. Tasks of one run are not independent: one that waits long makes "
                        + "those behind wait. So blocks of tasks in a row are drawn, in the order of their due times and by stream, "
                        + "as long as the rank of a time depends on those before it (Politis and White, 2004)%s. Each percentile is judged for "
                        + "itself: of twenty that differ by chance alone, about one will be called more.",
                100 * (1 - Comparison.LEVEL),
                comparison.resamples(),
                !isPaired(comparison)
                        ? ""
                        : "; where tasks were due at the same times in both runs, from both at the same places");
    }

    private static boolean isPaired(Comparison comparison) {
        return comparison.results().stream().flatMap(results -> results.rows().stream())
                .anyMatch(row -> row.judgement().orElse(null) instanceof Judgement.Told told && told.paired());
    }
}
