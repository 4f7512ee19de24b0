package dev.poolscope.app.chart.curves;

import java.util.Locale;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.stats.LegibleCount;

/** What a chart measures: decides its scale, and how its values are written. */
public enum ChartMeasure {
    /** So many of something: from 0 up in even steps. */
    COUNT {
        @Override
        Scale scale(double lowest, double highest, int mostSteps) {
            // One more or less must not fill the whole chart.
            return ValueScale.upTo(Math.max(2, (long) Math.ceil(highest)), mostSteps);
        }

        @Override
        String tick(double value) {
            return LegibleCount.of(Math.round(value));
        }

        @Override
        public String text(double value) {
            return value == Math.rint(value)
                    ? tick(value)
                    : String.format(Locale.ROOT, value < 100 ? "≈ %.1f" : "≈ %,.0f", value);
        }
    },
    /** So many a second: from 0 up in even steps. */
    RATE {
        @Override
        Scale scale(double lowest, double highest, int mostSteps) {
            return ValueScale.upTo(Math.max(4, (long) Math.ceil(highest)), mostSteps);
        }

        @Override
        String tick(double value) {
            return LegibleCount.of(Math.round(value)) + "/s";
        }

        @Override
        public String text(double value) {
            return value == Math.rint(value) || value >= 100
                    ? tick(value)
                    : String.format(Locale.ROOT, "%.1f/s", value);
        }
    },
    /** Durations, which reach from microseconds to minutes: each power of ten has the same room. */
    DURATION {
        @Override
        Scale scale(double lowest, double highest, int mostSteps) {
            return DecadeScale.of(lowest, highest, mostSteps + 1);
        }

        @Override
        String tick(double value) {
            return TimeText.round(Math.round(value));
        }

        @Override
        public String text(double value) {
            return TimeText.duration(Math.round(value));
        }
    };

    abstract Scale scale(double lowest, double highest, int mostSteps);

    /** How a value is written at the scale. */
    abstract String tick(double value);

    /** How a value is written for a reader; not to be asked where there is none. */
    public abstract String text(double value);
}
