package dev.poolscope.app.chart.time;

import java.util.Locale;

import javafx.scene.paint.Color;

/** The colours of the drawn controls. A style sheet sets each by its name; what stands here is used where none does. */
public enum ChartColor {
    SURFACE("#ffffff"), LANE("#f6f8fa"), GRID("#dfe4ea"), TEXT("#1f2328"), MUTED_TEXT("#59636e"), FOCUS("#0969da"),
    STARTING("#b27a03"), RUNNING("#1f6fe5"), BLOCKED("#24245c"), WRAPPING_UP("#168178"), FAILED("#bc2a28"),
    CANCELLED("#783d9a"),
    IDLE("#828e9f"), FINALIZING("#204e4a"),
    ON_STARTING("#0b0f14"), ON_RUNNING("#ffffff"), ON_BLOCKED("#ffffff"), ON_WRAPPING_UP("#ffffff"),
    ON_FAILED("#ffffff"),
    ON_CANCELLED("#ffffff"), ON_FINALIZING("#ffffff"),
    SERIES("#3d5a80"), SERIES_AREA("#3d5a8030"), ALIVE("#3d5a80"), FREE("#8a6d1f"), ARRIVALS("#b4540a"),
    OLDEST("#a40e26"),
    MEDIAN("#1d3557"), P95("#3f7cc4"), P99("#7089a8"),
    MARK_ACTION("#0550ae"), MARK_NOTE("#7d4e00"), MARK_END("#a40e26"), PRESENT("#1f2328"), CURSOR("#59636e"),
    PLACED("#c2185b"),
    SELECTION("#1f2328"),
    ON_TASK("#ffffff"), STREAM_1("#1f6fe5"), STREAM_2("#b4540a"), STREAM_3("#098076"), STREAM_4("#9a3a9a"),
    STREAM_5("#544700"),
    STREAM_6("#475465"),
    WAITED_1("#399e8a"), WAITED_2("#187c6d"), WAITED_3("#0b5a50"), WAITED_4("#05302c"), ON_SHORT_WAIT("#0b0f14"),
    ON_LONG_WAIT("#ffffff");

    private final String fallback;

    ChartColor(String fallback) {
        this.fallback = fallback;
    }

    /** The property's name in a style sheet: {@code -chart-on-running} for {@link #ON_RUNNING}. */
    public String cssName() {
        return "-chart-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Color fallback() {
        return Color.web(fallback);
    }
}
