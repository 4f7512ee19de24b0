package dev.poolscope.app.compose.form;

import java.util.ArrayList;
import java.util.List;

/**
 * What is being read, to take the place of what is composed. Until it is there, what is asked for, by key or by click, is
 * about that and waits for it. Belongs to the thread of the screen.
 */
public final class AwaitedScenario {
    private final List<Runnable> asked = new ArrayList<>();
    private boolean expected;

    AwaitedScenario() {}

    /** Something is being read; what was before does not come any more. */
    public void expect() {
        forget();
        expected = true;
    }

    /**
     * Does something as soon as what is being read is shown; it is not done if that cannot be read.
     *
     * @return whether something is being read; if not, nothing is done
     */
    public boolean postpones(Runnable what) {
        return expected && asked.add(what);
    }

    /** What was expected is there: shows it, and does what was asked for meanwhile. */
    public void arrives(Runnable show) {
        List<Runnable> then = List.copyOf(asked);
        forget();
        show.run();
        then.forEach(Runnable::run);
    }

    /** Nothing comes any more. */
    public void forget() {
        expected = false;
        asked.clear();
    }
}
