package dev.poolscope.telemetry.recorder;

import dev.poolscope.telemetry.event.RunEvent;

/** An event but for its stamp, made later, by the collector: a worker only says what it is to be made of. */
@FunctionalInterface
interface Fact {

    /** {@return the event, with a stamp in nanoseconds from the start of the run} */
    RunEvent at(long stamp);
}
