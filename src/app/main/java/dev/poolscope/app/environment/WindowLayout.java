package dev.poolscope.app.environment;

import java.util.List;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** How the window is arranged: which zones at the sides are open, and what lies over everything. */
public final class WindowLayout {
    private final BooleanProperty compose = new SimpleBooleanProperty(this, "compose", true);
    private final BooleanProperty explain = new SimpleBooleanProperty(this, "explain", true);
    private final BooleanProperty lesson = new SimpleBooleanProperty(this, "lesson");
    private final BooleanProperty presentation = new SimpleBooleanProperty(this, "presentation");
    private final BooleanProperty comparison = new SimpleBooleanProperty(this, "comparison");
    private final BooleanProperty twin = new SimpleBooleanProperty(this, "twin");
    private final BooleanProperty whatIf = new SimpleBooleanProperty(this, "whatIf");
    private final BooleanProperty manual = new SimpleBooleanProperty(this, "manual");
    private final BooleanProperty glossary = new SimpleBooleanProperty(this, "glossary");
    private final BooleanProperty sizing = new SimpleBooleanProperty(this, "sizing");
    private final BooleanProperty recordings = new SimpleBooleanProperty(this, "recordings");
    private final BooleanProperty shortcuts = new SimpleBooleanProperty(this, "shortcuts");

    /** Nothing lies over the zones at first. */
    public WindowLayout() {
        // Of those that lead to other runs one is open at a time.
        for (BooleanProperty card : runCards()) {
            card.addListener((_, _, open) -> {
                if (open) {
                    runCards().stream().filter(other -> !other.equals(card)).forEach(other -> other.set(false));
                }
            });
        }
    }

    private List<BooleanProperty> runCards() {
        return List.of(sizing, comparison, twin, whatIf);
    }

    /** {@return whether something lay over the zones; nothing does afterwards} */
    public boolean closeCards() {
        boolean open = false;
        for (BooleanProperty card : List.of(manual, shortcuts, glossary, sizing, comparison, twin, whatIf,
                recordings)) {
            open |= card.get();
            card.set(false);
        }
        return open;
    }

    /** Whether the sheet that asks how large a pool is to be is open. */
    public BooleanProperty sizingProperty() {
        return sizing;
    }

    /** Whether the zone on the left is wanted. */
    public BooleanProperty composeProperty() {
        return compose;
    }

    /** Whether the zone on the right is wanted. */
    public BooleanProperty explainProperty() {
        return explain;
    }

    /** Whether lessons have the place of the form in the zone on the left. */
    public BooleanProperty lessonProperty() {
        return lesson;
    }

    /** Whether the picture has the window for itself, in larger type, whichever zones are wanted otherwise. */
    public BooleanProperty presentationProperty() {
        return presentation;
    }

    /** Whether two runs are shown beside each other. */
    public BooleanProperty comparisonProperty() {
        return comparison;
    }

    /** Whether it is asked what is to be changed in another run of the same. */
    public BooleanProperty twinProperty() {
        return twin;
    }

    /** Whether it is asked on what the recorded load is to be replayed. */
    public BooleanProperty whatIfProperty() {
        return whatIf;
    }

    /** Whether it is asked how many recordings are kept. */
    public BooleanProperty recordingsProperty() {
        return recordings;
    }

    /** Whether the manual is open. */
    public BooleanProperty manualProperty() {
        return manual;
    }

    /** Whether the glossary is open. */
    public BooleanProperty glossaryProperty() {
        return glossary;
    }

    /** Whether the overview of the keys is open. */
    public BooleanProperty shortcutsProperty() {
        return shortcuts;
    }

    public static void toggle(BooleanProperty property) {
        property.set(!property.get());
    }
}
