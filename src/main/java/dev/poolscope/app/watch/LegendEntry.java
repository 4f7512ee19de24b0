package dev.poolscope.app.watch;

import java.util.Locale;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.chart.SegmentKind;
import dev.poolscope.app.chart.StateSwatch;
import dev.poolscope.app.fx.Texts;

/** One kind of segment with its name. Pressed, its segments stand out; what it means shows when the pointer rests on it. */
final class LegendEntry extends ToggleButton {

    LegendEntry(SegmentKind kind, Texts texts) {
        super(texts.of("kind." + kind), new StateSwatch(kind));
        String about = texts.of("kind." + kind + ".about");
        setId("legend-" + kind.name().toLowerCase(Locale.ROOT));
        setAccessibleText(texts.of("watch.legend.role", texts.of("kind." + kind)));
        setAccessibleHelp(about);
        setTooltip(new Tooltip(texts.of("watch.legend.hint", about)));
        getStyleClass().add("legend-entry");
    }
}
