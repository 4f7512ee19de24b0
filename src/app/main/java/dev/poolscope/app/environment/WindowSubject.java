package dev.poolscope.app.environment;

import java.util.List;

import javafx.beans.Observable;

import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What a window says that it is about: what is composed in it; in a lesson, which runs something else, what that shows. Belongs to
 * the thread of the screen.
 */
public final class WindowSubject {
    private final WindowModels models;

    public WindowSubject(WindowModels models) {
        this.models = models;
    }

    /** {@return what the answers of this hang on} */
    public List<Observable> causes() {
        return List.of(models.document().scenarioProperty(), models.document().fileProperty(),
                models.document().dirtyProperty(), models.run().nextProperty(), models.run().shownProperty(),
                models.run().scenarioProperty());
    }

    /** {@return whether it is what is composed} */
    public boolean isComposed() {
        Scenario next = models.run().nextProperty().get();
        return next == null || next.equals(composed());
    }

    private Scenario composed() {
        return models.document().scenarioProperty().get();
    }

    private Scenario scenario() {
        Scenario shown = models.run().scenarioProperty().get();
        return isComposed() || shown == null ? composed() : shown;
    }

    /** {@return its name, with a sign before it if it is composed and has not been saved} */
    public String name() {
        return (isComposed() && models.document().dirtyProperty().get() ? "*" : "") + scenario().name();
    }

    /** {@return its description, in one piece} */
    public String description() {
        return scenario().description().strip();
    }

    /** {@return the run in the picture if that is of something else; null if it is not, or if there is none} */
    public @Nullable ShownRun other() {
        ShownRun shown = models.run().shownProperty().get();
        return shown == null || shown.scenario().equals(scenario()) ? null : shown;
    }
}
