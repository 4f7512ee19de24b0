package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.Optional;

import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.VBox;

import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormPart;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueField;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.workload.model.StreamSpec;
import org.controlsfx.control.RangeSlider;
import org.jspecify.annotations.Nullable;

/** From when until when a stream's tasks arrive: as numbers, and as a range of the run that can be dragged. */
final class WindowSection extends VBox implements FormPart {
    // A range that is dragged stops at round moments: so many in the whole run at least.
    private static final int STOPS = 100;
    private static final long[] ROUND = {1, 2, 5};

    private final Form form;
    private final Slot<StreamSpec> stream;
    private final FormRows rows;
    private final RangeSlider range = new RangeSlider(0, 1, 0, 1);
    private Duration length = Duration.ofSeconds(1);
    private boolean showing;

    WindowSection(Form form, Slot<StreamSpec> stream, PlaceInForm place) {
        this.form = form;
        this.stream = stream;
        getStyleClass().add("form-rows");
        rows = new FormRows(form, place);
        rows.field("from", ValueForms.duration(), stream.then(StreamSpec::from,
                (it, from) -> new StreamSpec(it.name(), it.arrivals(), from, it.until(), it.task())));
        ValueField<Optional<Duration>> until = rows.field("until", ValueForms.optionalDuration(),
                stream.then(it -> Optional.ofNullable(it.until()),
                        (it, end) -> new StreamSpec(it.name(), it.arrivals(), it.from(), end.orElse(null),
                                it.task())));
        until.input().setPromptText(form.texts().of("compose.until.none"));
        range.getStyleClass().add("window-range");
        range.setId("compose-window");
        range.setAccessibleText(form.texts().of("compose.window"));
        range.lowValueProperty().addListener(_ -> moved(range.lowValueChangingProperty()));
        range.highValueProperty().addListener(_ -> moved(range.highValueChangingProperty()));
        range.lowValueChangingProperty().addListener((_, _, changing) -> moved(range.lowValueChangingProperty()));
        range.highValueChangingProperty().addListener((_, _, changing) -> moved(range.highValueChangingProperty()));
        getChildren().addAll(rows, range);
    }

    // One step for a drag, when the mouse lets go; one for each key.
    private void moved(BooleanProperty changing) {
        if (showing || changing.get()) {
            return;
        }
        Duration from = moment(range.getLowValue());
        Duration until = moment(range.getHighValue());
        if (until.compareTo(from) <= 0) {
            return;
        }
        Slot<StreamSpec> slot = stream;
        form.edit(form.texts().of("compose.did.change", form.texts().of("compose.window")),
                scenario -> {
                    StreamSpec it = slot.get().apply(scenario);
                    boolean toTheEnd = range.getHighValue() >= 1;
                    return slot.set().apply(scenario, new StreamSpec(it.name(), it.arrivals(),
                            sameOr(it.from(), from), toTheEnd ? null : sameOr(it.until(), until), it.task()));
                });
    }

    // The end that was not dragged stays what it was, to the nanosecond.
    private Duration sameOr(@Nullable Duration old, Duration now) {
        return old != null && moment(old.toNanos() / (double) length.toNanos()).equals(now) ? old : now;
    }

    private Duration moment(double part) {
        long step = step(length.toNanos());
        return Duration.ofNanos(Math.round(part * length.toNanos() / step) * step);
    }

    /** The largest round step of which the run has enough. */
    static long step(long lengthNanos) {
        long step = 1_000;
        for (long unit = 1_000; unit <= lengthNanos; unit *= 10) {
            for (long round : ROUND) {
                if (unit * round * STOPS <= lengthNanos) {
                    step = unit * round;
                }
            }
        }
        return step;
    }

    @Override
    public void withdraw() {
        rows.withdraw();
    }

    @Override
    public void show(Draft draft) {
        rows.show(draft);
        StreamSpec it = stream.get().apply(draft.scenario());
        Duration end = draft.scenario().duration();
        range.setVisible(end != null);
        range.setManaged(end != null);
        if (end == null) {
            return;
        }
        showing = true;
        length = end;
        range.setBlockIncrement(step(end.toNanos()) / (double) end.toNanos());
        double low = part(it.from());
        double high = it.until() == null ? 1 : part(it.until());
        // In this order no end ever passes the other.
        range.setLowValue(0);
        range.setHighValue(Math.max(high, 0));
        range.setLowValue(Math.min(low, high));
        showing = false;
    }

    private double part(Duration moment) {
        return Math.clamp(moment.toNanos() / (double) length.toNanos(), 0, 1);
    }

    @Override
    public boolean reveal(FaultPlace where) {
        return rows.reveal(where);
    }

    @Override
    public void leave() {
        showing = true;
        rows.leave();
    }
}
