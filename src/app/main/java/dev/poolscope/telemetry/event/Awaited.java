package dev.poolscope.telemetry.event;

import org.jspecify.annotations.Nullable;

/** What a task waits for while it is blocked, as far as the workload knows. */
public sealed interface Awaited {

    /**
     * The lock that all tasks of the run share.
     *
     * @param holder the task that holds it when the wait begins; when the wait ends, the task that held it last; 0 if that is
     *            not known
     */
    record Lock(long holder) implements Awaited {
        @Override
        public String text() {
            return Detail.of(Detail.ON, LOCK) + ' ' + Detail.of(Detail.HOLDER, holder);
        }
    }

    /**
     * The end of another task.
     *
     * @param taskId its number
     */
    record Task(long taskId) implements Awaited {
        @Override
        public String text() {
            return Detail.of(Detail.ON, TASK) + ' ' + Detail.of(Detail.TASK, taskId);
        }
    }

    /** How files of events name the lock. */
    String LOCK = "lock";
    /** How files of events name another task. */
    String TASK = "task";

    /**
     * Writes it for a file of events.
     *
     * @return {@code on=lock holder=12} or {@code on=task task=17}
     */
    String text();

    /** Reads what {@link #text()} has written; null if it is something else. */
    static @Nullable Awaited read(String detail) {
        String on = Detail.value(detail, Detail.ON);
        return switch (on) {
            case LOCK -> new Lock(Detail.number(detail, Detail.HOLDER, 0));
            case TASK -> new Task(Detail.number(detail, Detail.TASK, 0));
            case null, default -> null;
        };
    }
}
