package dev.poolscope.app.watch;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import dev.poolscope.app.chart.SegmentKind;
import dev.poolscope.app.chart.StateSwatch;
import dev.poolscope.app.fx.Texts;

/** One kind of segment with its name; what it means shows when the pointer rests on it. */
final class LegendEntry extends HBox {

    LegendEntry(SegmentKind kind, Texts texts) {
        Label name = new Label(texts.of("kind." + kind));
        String about = texts.of("kind." + kind + ".about");
        name.setAccessibleHelp(about);
        Tooltip.install(this, new Tooltip(about));
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("legend-entry");
        getChildren().setAll(new StateSwatch(kind), name);
    }
}
