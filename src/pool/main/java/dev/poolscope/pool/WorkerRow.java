package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/**
 * Workers in a row. A new one stands last, and can go from anywhere in one step; neither takes memory. Not safe for threads.
 */
final class WorkerRow {

    /** What a worker has of its own for each row that it can stand in. */
    static final class Link {
        private final RosterEntry worker;
        private @Nullable Link before;
        private @Nullable Link after;

        Link(RosterEntry worker) {
            this.worker = worker;
        }

        RosterEntry worker() {
            return worker;
        }

        @Nullable
        Link after() {
            return after;
        }
    }

    private @Nullable Link first;
    private @Nullable Link last;

    @Nullable
    Link first() {
        return first;
    }

    @Nullable
    Link last() {
        return last;
    }

    void addLast(Link link) {
        Link before = last;
        link.before = before;
        last = link;
        if (before == null) {
            first = link;
        } else {
            before.after = link;
        }
    }

    /** Takes out one that stands in this row. */
    void remove(Link link) {
        Link before = link.before;
        Link after = link.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        link.before = null;
        link.after = null;
    }
}
