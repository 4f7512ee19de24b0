package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.time.ChartColor;

/**
 * What a stretch of a worker's life looks like. Each kind is told apart three times over: by colour, by pattern and by
 * letter, so that no single one is needed.
 */
public enum LaneState {
    STARTING('S', Pattern.UPRIGHT, ChartColor.STARTING, ChartColor.ON_STARTING),
    RUNNING('R', Pattern.PLAIN, ChartColor.RUNNING, ChartColor.ON_RUNNING),
    /** A task is under way and waits: for the run's lock, or for another task. */
    BLOCKED('B', Pattern.SLANTED, ChartColor.BLOCKED, ChartColor.ON_BLOCKED),
    /** A task has ended, and its worker is not free yet. */
    WRAPPING_UP('W', Pattern.CROSSED, ChartColor.WRAPPING_UP, ChartColor.ON_WRAPPING_UP),
    /** Ran a task that failed. */
    FAILED('X', Pattern.BANDED, ChartColor.FAILED, ChartColor.ON_FAILED),
    /** Ran a task that was cancelled meanwhile, until its code returned. */
    CANCELLED('C', Pattern.DOTTED, ChartColor.CANCELLED, ChartColor.ON_CANCELLED),
    IDLE('I', Pattern.THIN, ChartColor.IDLE, ChartColor.MUTED_TEXT),
    FINALIZING('F', Pattern.LEVEL, ChartColor.FINALIZING, ChartColor.ON_FINALIZING),
    /** A worker was there, and what it did was not recorded. */
    NOT_RECORDED('?', Pattern.HATCHED, ChartColor.MUTED_TEXT, ChartColor.MUTED_TEXT),
    // A running task, told by its stream. No pattern is upright or level: that would read as many tasks, or as an idle worker.
    STREAM_1('1', Pattern.PLAIN, ChartColor.STREAM_1, ChartColor.ON_TASK),
    STREAM_2('2', Pattern.SLANTED, ChartColor.STREAM_2, ChartColor.ON_TASK),
    STREAM_3('3', Pattern.DOTTED, ChartColor.STREAM_3, ChartColor.ON_TASK),
    STREAM_4('4', Pattern.BACKWARD, ChartColor.STREAM_4, ChartColor.ON_TASK),
    STREAM_5('5', Pattern.SPARSE, ChartColor.STREAM_5, ChartColor.ON_TASK),
    STREAM_6('6', Pattern.CHECKED, ChartColor.STREAM_6, ChartColor.ON_TASK),
    // A running task, told by how long it had waited: one hue that grows darker or, on a dark ground, lighter, so that none looks like a failure.
    WAIT_1('a', Pattern.PLAIN, ChartColor.WAITED_1, ChartColor.ON_SHORT_WAIT),
    WAIT_2('b', Pattern.SPARSE, ChartColor.WAITED_2, ChartColor.ON_LONG_WAIT),
    WAIT_3('c', Pattern.SLANTED, ChartColor.WAITED_3, ChartColor.ON_LONG_WAIT),
    WAIT_4('d', Pattern.CHECKED, ChartColor.WAITED_4, ChartColor.ON_LONG_WAIT);

    /** How a segment is filled. */
    enum Pattern {
        PLAIN,
        /** Upright stripes. */
        UPRIGHT,
        /** Level stripes. */
        LEVEL,
        /** A band above and a band below. */
        BANDED,
        /** A band in the middle. */
        CROSSED, DOTTED,
        /** Dots far from each other. */
        SPARSE,
        /** Slanted stripes. */
        SLANTED,
        /** Stripes that slant the other way. */
        BACKWARD,
        /** Stripes that slant both ways. */
        CHECKED,
        /** No bar, only lines that lean the other way. */
        HATCHED,
        /** A thin bar in the middle: a worker is there, and does nothing. */
        THIN
    }

    private final char letter;
    private final Pattern pattern;
    private final ChartColor color;
    private final ChartColor onColor;

    LaneState(char letter, Pattern pattern, ChartColor color, ChartColor onColor) {
        this.letter = letter;
        this.pattern = pattern;
        this.color = color;
        this.onColor = onColor;
    }

    /** Whether it tells what a worker does; else it tells a running task from others. */
    public boolean isState() {
        return compareTo(NOT_RECORDED) <= 0;
    }

    /** The letter that stands in a segment of this kind. */
    public char letter() {
        return letter;
    }

    Pattern pattern() {
        return pattern;
    }

    /** The colour of a segment. */
    public ChartColor color() {
        return color;
    }

    /** The colour of text on a segment. */
    ChartColor onColor() {
        return onColor;
    }

    /** A place in arrays, from 0: a map is too slow for what is asked for every segment. */
    @SuppressWarnings("EnumOrdinal") // never kept anywhere
    int index() {
        return ordinal();
    }
}
