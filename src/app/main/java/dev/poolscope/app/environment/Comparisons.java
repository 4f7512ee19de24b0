package dev.poolscope.app.environment;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Which run is held against the one that is looked at, and runs that are begun to be held against another. Belongs to the thread of the screen. */
public final class Comparisons {
    private final RunModel model;
    private final WindowLayout layout;
    private final Notices notices;
    private final Texts texts;
    private @Nullable ShownRun wanted;

    /** None is wanted at first. */
    public Comparisons(RunModel model, WindowLayout layout, Notices notices, Texts texts) {
        this.model = model;
        this.layout = layout;
        this.notices = notices;
        this.texts = texts;
        layout.comparisonProperty().addListener((_, _, open) -> {
            if (!open) {
                wanted = null;
            }
        });
    }

    /** {@return the run that is to be A; null if it is not said which} */
    public @Nullable ShownRun wanted() {
        return wanted;
    }

    /**
     * Opens two runs beside each other.
     *
     * @param a the first, which is over; the window need not have it among its runs any more
     * @param b the second, which is over; it is looked at from now on
     */
    public void open(ShownRun a, ShownRun b) {
        if (model.shownProperty().get() != b) {
            model.show(b);
        }
        layout.comparisonProperty().set(false);
        wanted = a;
        layout.comparisonProperty().set(true);
    }

    /**
     * Runs a scenario on real threads, and opens both runs when that is over. A person who looks at something else by then is asked first.
     *
     * @param a the run that it is to be held against, which is over
     * @param other what to run; nothing is begun while a run goes on
     */
    public void run(ShownRun a, Scenario other) {
        if (model.activeProperty().get() != null) {
            notices.problem(texts.of("run.goesOn"));
            return;
        }
        model.start(other);
        ShownRun begun = model.activeProperty().get();
        if (begun == null) {
            return;
        }
        model.activeProperty().addListener(new ChangeListener<@Nullable ShownRun>() {
            @Override
            public void changed(ObservableValue<? extends @Nullable ShownRun> property,
                    @Nullable ShownRun before, @Nullable ShownRun now) {
                if (now != begun) {
                    property.removeListener(this);
                    ends(a, begun);
                }
            }
        });
    }

    private void ends(ShownRun a, ShownRun begun) {
        FinishedRun done = begun.finished();
        if (done == null) {
            return;
        }
        if (model.shownProperty().get() == begun && !done.stopped()) {
            open(a, begun);
        } else if (model.runs().contains(begun)) {
            notices.tell(texts.of("compare.ready", begun.number(), a.number()),
                    new Notices.Offer(texts.of("compare.open"), () -> open(a, begun)));
        }
    }
}
