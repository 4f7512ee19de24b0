package dev.poolscope.telemetry.event;

/** A detail that is written later, by the collector, so that no worker writes text. */
@FunctionalInterface
public interface DetailText {

    /** {@return the detail as a file of events has it} */
    String write();
}
