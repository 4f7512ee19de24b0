package dev.poolscope.app.compose;

import dev.poolscope.app.compose.form.Card;
import dev.poolscope.app.compose.form.Draft;
import dev.poolscope.app.compose.form.FaultPlace;
import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;

/** A stream of tasks: when they arrive, and what each does. */
final class StreamCard extends Card {
    private final Form form;
    private final StreamPhrases words;
    private final Slot<StreamSpec> stream = ScenarioSlots.entry(ScenarioSlots.streams(), this::index);

    StreamCard(Form form) {
        super(form);
        this.form = form;
        this.words = new StreamPhrases(form.texts());
        getStyleClass().add("stream-card");
    }

    @Override
    protected String part() {
        return FaultPlace.entry("streams", index());
    }

    @Override
    protected FormRows makeBody() {
        PlaceInForm place = new PlaceInForm(this::part, "");
        FormRows rows = new FormRows(form, place);
        rows.field("stream.name", form.values().title(), ScenarioSlots.streamName(this::index));
        rows.add(ArrivalsSection.editor(form, ScenarioSlots.arrivals(stream), place.within("arrivals")));
        rows.add(new WindowSection(form, stream, place), this::hasWindow);
        rows.add(TaskSection.of(form, stream, place.within("task")));
        return rows;
    }

    private boolean hasWindow(Scenario scenario) {
        return stream.get().apply(scenario).arrivals().windowed();
    }

    @Override
    protected void face(Draft shown) {
        StreamSpec spec = stream.get().apply(shown.scenario());
        say(spec.name(), words.of(spec) + words.load(shown.scenario(), index()));
        chip().getStyleClass().setAll("card-chip", "stream-" + Math.min(index() + 1, StreamPhrases.COLORS));
    }
}
