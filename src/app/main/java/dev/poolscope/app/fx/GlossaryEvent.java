package dev.poolscope.app.fx;

import java.io.Serial;

import javafx.event.Event;
import javafx.event.EventType;

/** Asks for the glossary; fired at a node of any zone, and answered by the window. */
public final class GlossaryEvent extends Event {
    @Serial
    private static final long serialVersionUID = 1;

    /** The only type. */
    public static final EventType<GlossaryEvent> ASKED = new EventType<>(Event.ANY, "GLOSSARY_ASKED");

    /** Makes one. */
    public GlossaryEvent() {
        super(ASKED);
    }
}
