package dev.poolscope.app.watch;

import java.util.Locale;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.chart.lanes.StateSwatch;
import dev.poolscope.app.fx.Texts;

/** One kind of segment with its name. Pressed, its segments stand out; what it means shows when the pointer rests on it. */
final class LegendEntry extends ToggleButton {
    /** How many characters of a name have room in any case. */
    private static final int LONG = 24;
    private static final double WIDEST = 230;
    private static final double WIDEST_TIP = 480;

    private final LaneState kind;

    LegendEntry(LaneState kind, Texts texts) {
        this(kind, texts.of("kind." + kind), texts.of("kind." + kind + ".about"), texts);
    }

    LegendEntry(LaneState kind, String name, String about, Texts texts) {
        super(name, new StateSwatch(kind));
        this.kind = kind;
        setId("legend-" + kind.name().toLowerCase(Locale.ROOT));
        setAccessibleText(texts.of("watch.legend.role", name));
        setAccessibleHelp(about);
        String hint = texts.of("watch.legend.hint", about);
        Tooltip tip = new Tooltip(hint);
        if (name.length() > LONG) {
            // That of a stream may be of any length.
            setMaxWidth(WIDEST);
            tip.setText(name + "\n" + hint);
            tip.setWrapText(true);
            tip.setMaxWidth(WIDEST_TIP);
        }
        setTooltip(tip);
        getStyleClass().add("legend-entry");
    }

    LaneState kind() {
        return kind;
    }
}
