package dev.poolscope.app.explain;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/** What the log lists of the shown run, and which of its lines are about what is selected. Knows no control. */
final class EventsModel {
    /** What takes a few milliseconds to look at. */
    private static final int LINES_A_FRAME = 20_000;
    /** The same where a text is looked for in what each line shows. */
    private static final int READ_LINES_A_FRAME = LINES_A_FRAME / 8;
    /** No reader is faster, and a table costs a good part of a frame. */
    private static final long PAUSE_NANOS = 200_000_000;
    /** While more comes than can be read: of what flies by, less often is as much. */
    private static final long FLOOD_PAUSE_NANOS = 1_000_000_000;
    /** So many new lines, in one pause, are more than a table shows at once. */
    private static final int FLOOD = 100;
    /** While the end is out of sight, and a table would have to look at all of its rows again. */
    private static final long LONG_PAUSE_NANOS = 1_000_000_000;
    /** So many rows are listed while the newest is followed: pages to look back at, and no work for the table. */
    private static final int FOLLOWED = 1000;

    private final RunModel model;
    private final Selection selection;
    private final EventRows rows;
    private @Nullable ShownRun run;
    private long updatedAt;
    private long updatedEnd;
    private int linesAFrame = LINES_A_FRAME;

    EventsModel(RunModel model, Selection selection, EventPhrases words) {
        this.model = model;
        rows = new EventRows(words);
        this.selection = selection;
        listNewest();
    }

    EventRows rows() {
        return rows;
    }

    @Nullable
    ShownRun run() {
        return run;
    }

    /** {@return whether another run is shown than before} */
    boolean takeRun() {
        ShownRun shown = model.shownProperty().get();
        boolean other = shown != run;
        run = shown;
        return other;
    }

    /** Lists anew, with another filter or another run. */
    void restart(EventFilter filter) {
        linesAFrame = filter.text().isEmpty() ? LINES_A_FRAME : READ_LINES_A_FRAME;
        ShownRun shown = run;
        rows.show(shown == null ? null : shown.events(), shown == null ? null : shown.timeline(), filter);
    }

    /** Lists the newest rows only, for the time in which they are followed. */
    void listNewest() {
        rows.listNewest(FOLLOWED);
    }

    /** Whether it is time to look for new events, which is not in every frame while the run goes on. */
    boolean isDue(boolean followed) {
        long usual = all() - updatedEnd > FLOOD ? FLOOD_PAUSE_NANOS : PAUSE_NANOS;
        long pause = followed || rows.size() <= FOLLOWED ? usual : LONG_PAUSE_NANOS;
        return model.phaseProperty().get() != RunPhase.RUNNING
                || Math.abs(model.horizonProperty().get() - updatedAt) >= pause;
    }

    /** Looks at some more events, as many as a frame has time for; returns whether there are more. */
    boolean advance() {
        updatedAt = model.horizonProperty().get();
        updatedEnd = all();
        return rows.advance(linesAFrame);
    }

    /** How many events the run's log has had. */
    long all() {
        ShownRun shown = run;
        return shown == null ? 0 : shown.events().end();
    }

    /** How many of them are not listed any more, which are the first. */
    long forgotten() {
        ShownRun shown = run;
        return shown == null ? 0 : shown.events().first();
    }

    /** Whether they are still to be read from the run's recording. */
    boolean isBeingRead() {
        ShownRun shown = run;
        return shown != null && shown.isBeingRead();
    }

    /** Whether none of them could be read. */
    boolean isUnread() {
        ShownRun shown = run;
        return shown != null && shown.isPartial() && !shown.isBeingRead();
    }

    /** How many were counted, but never recorded. */
    long lost() {
        return model.lostProperty().get();
    }

    /** The stream of an event's task; empty if there is none. */
    String streamOf(RunEvent event) {
        String stream = rows.streamOf(event);
        return stream == null ? "" : stream;
    }

    /** The first listed row that is about what is selected, or a place near it; -1 if the run knows nothing of that. */
    int rowOf(@Nullable Selected what) {
        long from = beginningOf(what);
        if (from == Timeline.UNKNOWN) {
            return -1;
        }
        int row = rows.rowAt(from);
        while (row < rows.size() && rows.get(row).nanos() == from && !isRelated(rows.get(row))) {
            row++;
        }
        return row;
    }

    /** Whether the run knows when what is selected began. */
    boolean knows(@Nullable Selected what) {
        return beginningOf(what) != Timeline.UNKNOWN;
    }

    private long beginningOf(@Nullable Selected what) {
        return switch (what) {
            case Selected.Task(long id) -> {
                TaskTrace task = model.timeline().tasks().find(id);
                yield task == null ? Timeline.UNKNOWN : task.submittedNanos();
            }
            case Selected.Worker(int id) -> {
                WorkerTrace worker = model.timeline().workers().find(id);
                yield worker == null ? Timeline.UNKNOWN : worker.spawnedNanos();
            }
            case Selected.Event(var event) -> event.nanos();
            case null -> Timeline.UNKNOWN;
        };
    }

    /** Whether an event is about what is selected. */
    boolean isRelated(RunEvent event) {
        return (event.taskId() != 0 && selection.task().orElse(0) == event.taskId())
                || (event.workerId() != 0 && selection.worker().orElse(0) == event.workerId())
                || (selection.selectedProperty().get() instanceof Selected.Event(var chosen) && chosen.isLike(event));
    }
}
