package dev.poolscope.app.chart.time;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

/** The scale of the time axis, with the captions of the marks above it. */
public final class TimeRuler extends TimeChart {
    static final double TICK_DISTANCE = 84;

    private static final MarkSource NONE = (_, _, _) -> {};

    private final MarkSource marks;
    private LongConsumer onMoment = _ -> {};
    private LongFunction<String> headOfValues = _ -> "";
    private final ReadOnlyStringWrapper hovered = new ReadOnlyStringWrapper(this, "hovered", "");
    private final StringProperty thinnedText = new SimpleStringProperty(this, "thinnedText", "");

    public TimeRuler(TimeViewport viewport, TimeCursor cursor, MarkSource marks) {
        super(viewport, cursor);
        this.marks = marks;
        getStyleClass().add("time-ruler");
        setFocusTraversable(false);
    }

    /** A scale alone, without room for captions. */
    public TimeRuler(TimeViewport viewport, TimeCursor cursor) {
        this(viewport, cursor, NONE);
    }

    boolean hasCaptions() {
        return !marks.equals(NONE);
    }

    /** All that is said of the mark under the pointer, uncut; empty if there is none. */
    public ReadOnlyStringProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    void hover(String text) {
        hovered.set(text);
    }

    /** What stands above the values at the left while they are those of a moment, and not of the present. */
    public void setHeadOfValues(LongFunction<String> words) {
        headOfValues = words;
    }

    /** The head of values that are those under the pointer, or else at the cursor; empty if they are those of the present. */
    String headOfValues() {
        long present = viewport().horizon();
        OptionalLong moment = cursor().moment().isPresent() ? cursor().moment() : cursor().placed();
        return moment.isPresent() ? headOfValues.apply(Math.clamp(moment.getAsLong(), 0, present)) : "";
    }

    /** Called with the moment of the mark that is clicked. */
    public void setOnMoment(LongConsumer consumer) {
        onMoment = consumer;
    }

    void askOf(long moment) {
        onMoment.accept(moment);
    }

    MarkSource marks() {
        return marks;
    }

    /** What stands left of where the detail begins. */
    public StringProperty thinnedTextProperty() {
        return thinnedText;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TimeRulerSkin(this);
    }
}
