package dev.poolscope.app.chart.lanes;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Segments narrower than a pixel, added up: for each column of pixels how much of it each kind covers. A column is drawn
 * in the colour of the kind that covers most of it; that a failure is among them is remembered apart, so that it does not
 * vanish among many that went well, and so is what an idle worker did besides.
 */
final class PixelColumns {
    // Something that happened is never invisible, however short it was.
    private static final float LEAST = 0.001f;

    /** By the indexes of kinds: asked for every segment, of which there may be a hundred thousand. */
    private final Cover[] covers = Arrays.stream(LaneState.values()).map(Cover::new).toArray(Cover[]::new);
    /** Those of them of which there has been anything, in the same order: few, and asked for every column. */
    private Cover[] used = {};
    private int width;
    private KindFilter filter = KindFilter.ALL;
    /** What of a kind was in the columns from one on before something was lent. */
    private final float[] before = new float[3];
    private @Nullable Cover lentOf;
    private int lentAt;
    private int from = Integer.MAX_VALUE;
    private int to = Integer.MIN_VALUE;

    /** How much of each column one kind covers. */
    private static final class Cover {
        private final LaneState kind;
        private boolean used;
        private float[] columns = new float[0];

        Cover(LaneState kind) {
            this.kind = kind;
        }
    }

    /** Kinds that are chosen win a column from those that are not. */
    void prefer(KindFilter chosen) {
        filter = chosen;
    }

    /** Empties everything for a lane of this width. */
    void reset(int newWidth) {
        width = Math.max(width, newWidth);
        for (Cover cover : used) {
            if (cover.columns.length < width) {
                cover.columns = new float[width];
            } else if (from <= to) {
                Arrays.fill(cover.columns, from, to + 1, 0);
            }
        }
        from = Integer.MAX_VALUE;
        to = Integer.MIN_VALUE;
    }

    /** Adds a narrow stretch; positions in pixels from the left end of the axis, not negative. */
    void add(LaneState kind, double x0, double x1) {
        float[] own = use(kind).columns;
        // No position is negative, so that the cast goes to the next whole number below.
        int first = Math.min((int) x0, own.length - 1);
        int end = Math.min((int) x1, own.length - 1);
        if (first == end) {
            own[first] += Math.max(LEAST, (float) (x1 - x0));
        } else {
            own[first] += Math.max(LEAST, (float) (first + 1 - x0));
            Arrays.fill(own, first + 1, end, 1);
            own[end] += (float) (x1 - end);
        }
        from = Math.min(from, first);
        to = Math.max(to, end);
    }

    /** Adds a stretch narrower than two columns that is to be {@linkplain #takeBack() taken back} again. */
    void lend(LaneState kind, double x0, double x1) {
        Cover cover = use(kind);
        lentAt = Math.min((int) x0, cover.columns.length - 1);
        lentOf = cover;
        int count = Math.min(before.length, cover.columns.length - lentAt);
        System.arraycopy(cover.columns, lentAt, before, 0, count);
        add(kind, x0, x1);
    }

    /** Leaves nothing of what was lent, if anything was. */
    void takeBack() {
        Cover cover = lentOf;
        if (cover != null) {
            System.arraycopy(before, 0, cover.columns, lentAt,
                    Math.min(before.length, cover.columns.length - lentAt));
            lentOf = null;
        }
    }

    /** Moves everything to the left by so many columns; what gets beyond the first one is gone. */
    void shift(int by) {
        if (by == 0 || from > to) {
            return;
        }
        int first = Math.max(from, by);
        for (Cover cover : used) {
            if (first <= to) {
                System.arraycopy(cover.columns, first, cover.columns, first - by, to - first + 1);
            }
            Arrays.fill(cover.columns, Math.max(from, to - by + 1), to + 1, 0);
            Arrays.fill(cover.columns, Math.max(0, from - by), first - by, 0);
        }
        boolean empty = first > to;
        from = empty ? Integer.MAX_VALUE : first - by;
        to = empty ? Integer.MIN_VALUE : to - by;
    }

    private Cover use(LaneState kind) {
        Cover cover = covers[kind.index()];
        if (!cover.used) {
            cover.used = true;
            cover.columns = new float[width];
            used = Arrays.stream(covers).filter(it -> it.used).toArray(Cover[]::new);
        }
        return cover;
    }

    private boolean isFailedIn(int column) {
        Cover failed = covers[LaneState.FAILED.index()];
        return failed.used && failed.columns[column] > 0;
    }

    /** Visits runs of columns that look the same. */
    void forEachRun(RunVisitor visitor) {
        if (from > to) {
            return;
        }
        LaneState kind = winner(from);
        boolean failed = isFailedIn(from);
        int begin = from;
        for (int column = from + 1; column <= to + 1; column++) {
            LaneState next = column <= to ? winner(column) : null;
            boolean nextFailed = column <= to && isFailedIn(column);
            if (column > to || next != kind || nextFailed != failed) {
                if (kind != null) {
                    visitor.run(kind, failed, begin, column - begin);
                }
                begin = column;
                kind = next;
                failed = nextFailed;
            }
        }
    }

    private @Nullable LaneState winner(int column) {
        LaneState winner = null;
        float most = 0;
        boolean chosen = false;
        for (Cover cover : used) {
            float covered = cover.columns[column];
            boolean outdoes = filter.shows(cover.kind) && !chosen;
            if (covered > 0 && (outdoes || (covered > most && filter.shows(cover.kind) == chosen))) {
                most = covered;
                winner = cover.kind;
                chosen = filter.shows(cover.kind);
            }
        }
        return winner;
    }

    /** What a worker did most of the time in a column in which it was idle otherwise; null if nothing. */
    @Nullable
    LaneState beside(int column) {
        LaneState beside = null;
        float most = 0;
        for (Cover cover : used) {
            if (cover.kind != LaneState.IDLE && cover.kind != LaneState.NOT_RECORDED && cover.columns[column] > most) {
                most = cover.columns[column];
                beside = cover.kind;
            }
        }
        return beside;
    }

    /** For which part of a column a worker was there and not idle, from 0 to 1. */
    double shareBeside(int column) {
        double share = 0;
        for (Cover cover : used) {
            if (cover.kind != LaneState.IDLE && cover.kind != LaneState.NOT_RECORDED) {
                share += cover.columns[column];
            }
        }
        return Math.min(1, share);
    }

    /** Takes the runs. */
    interface RunVisitor {
        /**
         * Columns side by side in which the same kind prevails.
         *
         * @param failures whether something failed in each of them
         * @param column the first, from the left end of the axis
         */
        void run(LaneState kind, boolean failures, int column, int width);
    }
}
