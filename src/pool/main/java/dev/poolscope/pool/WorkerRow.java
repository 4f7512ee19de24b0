package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/**
 * Workers in a row. A new one stands last or behind another one, and can go from anywhere in one step; none of it takes memory. Not safe
 * for threads.
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

        @Nullable
        Link before() {
            return before;
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
        addBehind(last, link);
    }

    /** Puts one behind another that stands in this row; behind none, it stands first. */
    void addBehind(@Nullable Link before, Link link) {
        Link after = before == null ? first : before.after;
        link.before = before;
        link.after = after;
        if (before == null) {
            first = link;
        } else {
            before.after = link;
        }
        if (after == null) {
            last = link;
        } else {
            after.before = link;
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
