package dev.poolscope.app.chart.time;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javafx.beans.property.ObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.FontCssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * A control that draws something over the shared time axis. It has a gutter for names at its left; the axis takes the
 * rest. Colours and font come from style sheets ({@link ChartColor#cssName()}, {@code -fx-font}).
 */
public abstract class TimeChart extends Control {
    /**
     * Room for names at the left of every chart, in pixels, as long as the type is of its usual size; the same in all, so that
     * their axes lie over each other.
     */
    public static final double GUTTER = 168;
    private static final double USUAL_TYPE = 13;
    /** Where names begin in it. */
    public static final double GUTTER_LEFT = 18;
    /** Room at the right end, in pixels. */
    public static final double RIGHT_MARGIN = 10;

    private static final FontCssMetaData<TimeChart> FONT = new FontCssMetaData<>("-fx-font", Font.getDefault()) {
        @Override
        public boolean isSettable(TimeChart chart) {
            return !chart.font.isBound();
        }

        @Override
        public StyleableProperty<Font> getStyleableProperty(TimeChart chart) {
            return chart.font;
        }
    };
    private static final Map<ChartColor, CssMetaData<TimeChart, Color>> COLORS = colorMetaData();
    private static final List<CssMetaData<? extends Styleable, ?>> META_DATA = allMetaData();

    private final TimeViewport viewport;
    private final TimeCursor cursor;
    private final Map<ChartColor, StyleableObjectProperty<Color>> colors = new EnumMap<>(ChartColor.class);
    private final StyleableObjectProperty<Font> font;
    private boolean reachedByKey;

    /**
     * A chart over a time axis.
     *
     * @param viewport the part of the run that is shown, shared with the other charts
     * @param cursor the moment under the pointer, shared likewise
     */
    protected TimeChart(TimeViewport viewport, TimeCursor cursor) {
        focusedProperty().addListener((_, _, focused) -> reachedByKey &= focused);
        this.viewport = viewport;
        this.cursor = cursor;
        this.font = new SimpleStyleableObjectProperty<>(FONT, this, "font", Font.getDefault());
        COLORS.forEach((color, metaData) -> colors.put(color,
                new SimpleStyleableObjectProperty<>(metaData, this, metaData.getProperty(), color.fallback())));
        getStyleClass().add("time-chart");
        setAccessibleRole(AccessibleRole.NODE);
        setFocusTraversable(true);
    }

    public final TimeViewport viewport() {
        return viewport;
    }

    public final TimeCursor cursor() {
        return cursor;
    }

    /** The colour that is in force. */
    public final Color color(ChartColor color) {
        return colorProperty(color).get();
    }

    final ObjectProperty<Color> colorProperty(ChartColor color) {
        StyleableObjectProperty<Color> property = colors.get(color);
        if (property == null) {
            throw new IllegalArgumentException("no colour " + color);
        }
        return property;
    }

    /** How much larger than usual the type is; at least 1. */
    public final double magnification() {
        return Math.max(1, font.get().getSize() / USUAL_TYPE);
    }

    /** Room for names at the left, in pixels; more of it for larger type. */
    public final double gutter() {
        return Math.rint(GUTTER * magnification());
    }

    /** Takes the focus because of a key, so that it is shown where it is, until it goes elsewhere. */
    public final void reachByKey() {
        requestFocus();
        reachedByKey = isFocused();
        refresh();
    }

    final boolean isReachedByKey() {
        return reachedByKey;
    }

    public final Font font() {
        return font.get();
    }

    public final ObjectProperty<Font> fontProperty() {
        return font;
    }

    /** Draws anew at the next pulse: what the source tells has changed. */
    public final void refresh() {
        if (getSkin() instanceof TimeChartSkin<?> skin) {
            skin.repaint();
        }
    }

    /** The styleable properties of every chart. */
    public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
        return META_DATA;
    }

    @Override
    protected List<CssMetaData<? extends Styleable, ?>> getControlCssMetaData() {
        return META_DATA;
    }

    private static Map<ChartColor, CssMetaData<TimeChart, Color>> colorMetaData() {
        Map<ChartColor, CssMetaData<TimeChart, Color>> all = new EnumMap<>(ChartColor.class);
        for (ChartColor color : ChartColor.values()) {
            all.put(color, new CssMetaData<>(color.cssName(), StyleConverter.getColorConverter(), color.fallback()) {
                @Override
                public boolean isSettable(TimeChart chart) {
                    return !chart.colorProperty(color).isBound();
                }

                @Override
                public StyleableProperty<Color> getStyleableProperty(TimeChart chart) {
                    return (StyleableObjectProperty<Color>) chart.colorProperty(color);
                }
            });
        }
        return all;
    }

    private static List<CssMetaData<? extends Styleable, ?>> allMetaData() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Control.getClassCssMetaData());
        all.add(FONT);
        all.addAll(COLORS.values());
        return List.copyOf(all);
    }
}
