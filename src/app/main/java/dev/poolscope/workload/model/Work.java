package dev.poolscope.workload.model;

/** What a synthetic task does. */
public sealed interface Work {

    /**
     * Sleeps.
     *
     * @param time how long
     */
    record Sleep(Distribution time) implements Work {
        @Override
        public Work atSpeed(double speed) {
            return new Sleep(time.atSpeed(speed));
        }
    }

    /**
     * Computes until its thread has consumed that much CPU time.
     *
     * @param time how much
     */
    record Cpu(Distribution time) implements Work {
        @Override
        public Work atSpeed(double speed) {
            return new Cpu(time.atSpeed(speed));
        }
    }

    /**
     * Takes the one lock that all tasks of the run share, and holds it, sleeping.
     *
     * @param time how long it holds the lock
     */
    record Lock(Distribution time) implements Work {
        @Override
        public Work atSpeed(double speed) {
            return new Lock(time.atSpeed(speed));
        }
    }

    /**
     * Submits children to the same pool. A child sleeps.
     *
     * @param children how many
     * @param child how long each sleeps
     * @param await whether the parent waits for them, and fails if one does not complete
     */
    record FanOut(int children, Distribution child, boolean await) implements Work {
        @Override
        public Work atSpeed(double speed) {
            return new FanOut(children, child.atSpeed(speed), await);
        }
    }

    /**
     * The same, faster.
     *
     * @param speed a positive factor
     * @return every duration divided by it
     */
    Work atSpeed(double speed);
}
