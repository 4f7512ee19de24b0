package dev.poolscope.workload.model;

import java.time.Duration;

/** How long a thing takes: what one draw may give. */
public sealed interface Distribution {

    /**
     * Always the same.
     *
     * @param value that time
     */
    record Fixed(Duration value) implements Distribution {
        @Override
        public Distribution atSpeed(double speed) {
            return new Fixed(Speed.divide(value, speed));
        }
    }

    /**
     * Any value between two bounds, each as likely.
     *
     * @param min the least
     * @param max the greatest; not less than {@code min}
     */
    record Uniform(Duration min, Duration max) implements Distribution {
        @Override
        public Distribution atSpeed(double speed) {
            return new Uniform(Speed.divide(min, speed), Speed.divide(max, speed));
        }
    }

    /**
     * Exponential: memoryless, many short ones and a few long ones.
     *
     * @param mean its mean; positive
     */
    record Exponential(Duration mean) implements Distribution {
        @Override
        public Distribution atSpeed(double speed) {
            return new Exponential(Speed.divide(mean, speed));
        }
    }

    /**
     * Lognormal: its logarithm is normal, with standard deviation {@code sigma} around the logarithm of the median.
     *
     * @param median half of the draws are below it; positive
     * @param sigma shape, without unit; positive
     */
    record LogNormal(Duration median, double sigma) implements Distribution {
        @Override
        public Distribution atSpeed(double speed) {
            return new LogNormal(Speed.divide(median, speed), sigma);
        }
    }

    /**
     * Pareto: a heavy tail. P(X &gt; x) = (scale / x) ^ shape for x &ge; scale.
     *
     * @param scale the least; positive
     * @param shape tail index, without unit; positive; with 1 or less there is no finite mean
     */
    record Pareto(Duration scale, double shape) implements Distribution {
        @Override
        public Distribution atSpeed(double speed) {
            return new Pareto(Speed.divide(scale, speed), shape);
        }
    }

    /**
     * The same, faster.
     *
     * @param speed a positive factor
     * @return every duration divided by it
     */
    Distribution atSpeed(double speed);
}
