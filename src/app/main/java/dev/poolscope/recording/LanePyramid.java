package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.timeline.PastTap;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import org.jspecify.annotations.Nullable;

/**
 * What lanes did in buckets of several widths, each four times the one before: exact sums, made as the run goes on and in memory that does
 * not grow with it. Belongs to the thread of the writer.
 *
 * <p>Where there are few tasks, narrow buckets would take more room than the tasks do, and nothing is to be seen in them that the tasks do
 * not show: there they are left out. Where those of one width are there, those of each greater width are there as well.
 */
final class LanePyramid implements PastTap {
    /** How long the buckets of level 0 are. */
    static final long FINEST_NANOS = 6_250_000;
    /** The highest level; its buckets are as long as those of the overview of a day. */
    static final int TOP = 7;
    /** Up to this level the narrower buckets in one of its buckets are there or not, all of one width. */
    static final int BLOCK = 4;
    /** How many buckets of one level are as long as one of the next. */
    static final int FACTOR = 4;

    static final int TASKS = 0;
    static final int FAILED = 1;
    static final int KINDS = SegmentKind.values().length;
    static final int COLUMNS = 2 + KINDS;

    private static final Map<SegmentKind, Integer> COLUMN_OF = new EnumMap<>(SegmentKind.class);

    static {
        for (SegmentKind kind : SegmentKind.values()) {
            COLUMN_OF.put(kind, 2 + COLUMN_OF.size());
        }
    }

    private static final long BLOCK_NANOS = width(BLOCK);
    /** For three tasks there may be so many rows of one level. */
    private static final int ROWS_FOR_THREE = 2;
    private static final int KEYS = 3;

    private final List<Lane> lanes = new ArrayList<>();
    /** Of each level from that of the blocks on, the buckets whose greater one is not complete. */
    private final List<List<Bucket>> open = new ArrayList<>();
    /** The block that is added up next. */
    private long block;
    private long known;
    /** Complete, and not committed: level, bucket, lane, and the columns. */
    private final List<long[]> rows = new ArrayList<>();

    /** What one lane did since the beginning of the block that is added up next. */
    private static final class Lane {
        /** From, to and the column of its kind, one after the other. */
        private long[] spans = new long[3 * 64];
        private int spanCount;
        /** When tasks returned, twice, and one more if they failed. */
        private long[] returns = new long[64];
        private int returnCount;
        private long until;
    }

    /** The sums of one bucket, of each lane one after the other. */
    private static final class Bucket {
        private final long number;
        private final long[] sums;
        /** Whether narrower ones of its time were written. */
        private final boolean isDivided;

        Bucket(long number, long[] sums, boolean isDivided) {
            this.number = number;
            this.sums = sums;
            this.isDivided = isDivided;
        }

        long tasks() {
            long tasks = 0;
            for (int at = TASKS; at < sums.length; at += COLUMNS) {
                tasks += sums[at];
            }
            return tasks;
        }

        int lanesInUse() {
            int used = 0;
            for (int at = 0; at < sums.length; at += COLUMNS) {
                used += isUsed(sums, at) ? 1 : 0;
            }
            return used;
        }
    }

    LanePyramid() {
        for (int level = BLOCK; level <= TOP; level++) {
            open.add(new ArrayList<>());
        }
    }

    /** How long the buckets of a level are. */
    static long width(int level) {
        return FINEST_NANOS << (2 * level);
    }

    /** The highest level whose buckets are not longer; the lowest if all are. */
    static int levelOf(long widest) {
        int level = 0;
        while (level < TOP && width(level + 1) <= widest) {
            level++;
        }
        return level;
    }

    /** How long the stretches are of which a level is there or not. */
    static long unit(int level) {
        return level < BLOCK ? BLOCK_NANOS : width(level + 1);
    }

    @Override
    public void add(int slot, SegmentKind kind, long from, long to, @Nullable TaskTrace returned) {
        while (lanes.size() < slot) {
            lanes.add(new Lane());
        }
        Lane lane = lanes.get(slot - 1);
        long begin = Math.max(lane.until, from);
        if (begin < to) {
            if (3 * lane.spanCount == lane.spans.length) {
                lane.spans = Arrays.copyOf(lane.spans, lane.spans.length * 2);
            }
            lane.spans[3 * lane.spanCount] = begin;
            lane.spans[3 * lane.spanCount + 1] = to;
            lane.spans[3 * lane.spanCount + 2] = Objects.requireNonNull(COLUMN_OF.get(kind));
            lane.spanCount++;
            lane.until = to;
        }
        if (returned != null) {
            if (lane.returnCount == lane.returns.length) {
                lane.returns = Arrays.copyOf(lane.returns, lane.returns.length * 2);
            }
            // One that comes late counts where what is not complete begins.
            long at = Math.max(to - 1, known);
            lane.returns[lane.returnCount++] = 2 * at + (returned.status() == TaskStatus.FAILED ? 1 : 0);
        }
    }

    /** Adds up what is complete, once everything before a time has been told. */
    void knownUntil(long nanos) {
        known = Math.max(known, nanos);
        while ((block + 1) * BLOCK_NANOS <= known) {
            addUpBlock();
        }
    }

    /** Adds up the rest, once everything has been told. */
    void end() {
        long last = known;
        for (Lane lane : lanes) {
            last = Math.max(last, lane.until);
            for (int i = 0; i < lane.returnCount; i++) {
                last = Math.max(last, lane.returns[i] / 2 + 1);
            }
        }
        while (block * BLOCK_NANOS < last) {
            addUpBlock();
        }
        for (int level = BLOCK; level <= TOP; level++) {
            complete(level);
        }
    }

    private void addUpBlock() {
        Bucket whole = sum(BLOCK, block);
        int used = whole.lanesInUse();
        long tasks = whole.tasks();
        int level = BLOCK;
        for (long rowsOfLevel = (long) used * FACTOR; level > 0
                && pays(rowsOfLevel, tasks); rowsOfLevel *= FACTOR) {
            level--;
            long buckets = BLOCK_NANOS / width(level);
            for (long i = 0; i < buckets; i++) {
                write(level, sum(level, block * buckets + i));
            }
        }
        for (Lane lane : lanes) {
            forget(lane, (block + 1) * BLOCK_NANOS);
        }
        block++;
        close(BLOCK, new Bucket(whole.number, whole.sums, level < BLOCK));
    }

    private static boolean pays(long rows, long tasks) {
        return rows > 0 && 3 * rows <= ROWS_FOR_THREE * tasks;
    }

    private void close(int level, Bucket bucket) {
        open.get(level - BLOCK).add(bucket);
        if (bucket.number % FACTOR == FACTOR - 1) {
            complete(level);
        }
    }

    /** The buckets of a level that are open make one of the next. */
    private void complete(int level) {
        List<Bucket> parts = open.get(level - BLOCK);
        if (parts.isEmpty()) {
            return;
        }
        long[] sums = new long[lanes.size() * COLUMNS];
        boolean divided = false;
        for (Bucket each : parts) {
            divided |= each.isDivided;
            for (int i = 0; i < each.sums.length; i++) {
                sums[i] += each.sums[i];
            }
        }
        Bucket whole = new Bucket(parts.getFirst().number / FACTOR, sums, false);
        boolean written = divided || pays((long) whole.lanesInUse() * FACTOR, whole.tasks());
        if (written) {
            parts.forEach(each -> write(level, each));
        }
        parts.clear();
        if (level < TOP) {
            close(level + 1, new Bucket(whole.number, sums, written));
        }
    }

    private Bucket sum(int level, long number) {
        long from = number * width(level);
        long to = from + width(level);
        long[] sums = new long[lanes.size() * COLUMNS];
        for (int lane = 0; lane < lanes.size(); lane++) {
            Lane it = lanes.get(lane);
            int base = lane * COLUMNS;
            for (int i = 3 * firstSpan(it, from); i < 3 * it.spanCount && it.spans[i] < to; i += 3) {
                sums[base + (int) it.spans[i + 2]] += Math.min(to, it.spans[i + 1]) - Math.max(from, it.spans[i]);
            }
            for (int i = firstReturn(it, from); i < it.returnCount && it.returns[i] / 2 < to; i++) {
                sums[base + TASKS]++;
                sums[base + FAILED] += it.returns[i] % 2;
            }
        }
        return new Bucket(number, sums, false);
    }

    /** The first span that ends after a time. */
    private static int firstSpan(Lane lane, long from) {
        return Sorted.count(lane.spanCount, at -> lane.spans[3 * at + 1] <= from);
    }

    private static int firstReturn(Lane lane, long from) {
        return Sorted.count(lane.returnCount, at -> lane.returns[at] / 2 < from);
    }

    private static void forget(Lane lane, long until) {
        int spans = firstSpan(lane, until);
        lane.spanCount -= spans;
        System.arraycopy(lane.spans, 3 * spans, lane.spans, 0, 3 * lane.spanCount);
        int returns = firstReturn(lane, until);
        lane.returnCount -= returns;
        System.arraycopy(lane.returns, returns, lane.returns, 0, lane.returnCount);
    }

    private static boolean isUsed(long[] sums, int base) {
        for (int i = base; i < base + COLUMNS; i++) {
            if (sums[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void write(int level, Bucket bucket) {
        for (int base = 0; base < bucket.sums.length; base += COLUMNS) {
            if (isUsed(bucket.sums, base)) {
                long[] row = new long[KEYS + COLUMNS];
                row[0] = level;
                row[1] = bucket.number;
                row[2] = base / COLUMNS + 1L;
                System.arraycopy(bucket.sums, base, row, KEYS, COLUMNS);
                rows.add(row);
            }
        }
    }

    /** Writes what has been added up since the last commit; it is still new if that fails. */
    void write(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO lane_level VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (long[] each : rows) {
                for (int i = 0; i < each.length; i++) {
                    row.setLong(i + 1, each[i]);
                }
                row.executeUpdate();
            }
        }
    }

    void committed() {
        rows.clear();
    }
}
