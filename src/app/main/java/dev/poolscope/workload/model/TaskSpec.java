package dev.poolscope.workload.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What each task of a stream does.
 *
 * @param work its work
 * @param fails how many of the tasks fail, drawn for each from the seed
 * @param cancelAfter so long after its submission a task that is not done is cancelled, running or not; null for never
 */
public record TaskSpec(Work work, Percentage fails, @Nullable Duration cancelAfter) {

    TaskSpec atSpeed(double speed) {
        return new TaskSpec(work.atSpeed(speed), fails, Speed.divideIfAny(cancelAfter, speed));
    }
}
