package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.Optional;

import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;

/** The lines about the scenario as a whole. */
final class ScenarioSection {
    // What an open end becomes when it is closed again.
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(20);

    private ScenarioSection() {}

    static FormRows of(Form form) {
        FormRows rows = new FormRows(form, new PlaceInForm(() -> "", ""));
        rows.field("name", form.values().title(), ScenarioSlots.name());
        rows.area("description", ValueForms.text(), ScenarioSlots.description());
        Slot<Optional<Duration>> length = ScenarioSlots.duration();
        rows.field("duration", form.values().positiveDuration(),
                length.then(it -> it.orElse(USUAL_LENGTH), (_, duration) -> Optional.of(duration)),
                scenario -> scenario.duration() != null);
        rows.toggle("open",
                length.then(Optional::isEmpty, (_, open) -> open ? Optional.empty() : Optional.of(USUAL_LENGTH)));
        rows.field("seed", form.values().seed(), ScenarioSlots.seed());
        return rows;
    }
}
