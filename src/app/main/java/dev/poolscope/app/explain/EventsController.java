package dev.poolscope.app.explain;

import java.util.StringJoiner;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/** The log of the shown run as a table that can be filtered, and that shares the selection with every other view. */
public final class EventsController {
    private static final PseudoClass RELATED = PseudoClass.getPseudoClass("related");
    /** What takes a few milliseconds to look at. */
    private static final int LINES_A_FRAME = 20_000;
    /** No reader is faster, and a table costs a good part of a frame. */
    private static final long PAUSE_NANOS = 200_000_000;
    /** While the end is out of sight, and it would have to look at all of its rows again. */
    private static final long LONG_PAUSE_NANOS = 1_000_000_000;
    /** So many rows are listed while the newest is followed: pages to look back at, and no work for the table. */
    private static final int FOLLOWED = 1000;

    private final RunModel model;
    private final Selection selection;
    private final RunCursor cursor;
    private final Texts texts;
    private final EventPhrases words;
    private final EventRows rows = new EventRows();
    private final AnimationTimer catchUp = new AnimationTimer() {
        @Override
        public void handle(long now) {
            advance();
        }
    };
    @SuppressWarnings("NullAway.Init") // made when the fields are there
    private EventFilters filters;
    private @Nullable ShownRun run;
    private boolean visible = true;
    private boolean changing;
    private @Nullable EventColumns columns;
    private long updatedAt;

    @FXML
    private CustomTextField eventSearch;
    @FXML
    private CheckComboBox<String> eventStreams;
    @FXML
    private CheckComboBox<Integer> eventWorkers;
    @FXML
    private CheckComboBox<EventType> eventTypes;
    @FXML
    private ToggleButton eventFollow;
    @FXML
    private Label eventCount;
    @FXML
    private Label noEvent;
    @FXML
    private TableView<RunEvent> eventTable;
    @FXML
    private Label eventDetail;

    public EventsController(RunModel model, Selection selection, RunCursor cursor, Texts texts) {
        this.model = model;
        this.cursor = cursor;
        this.selection = selection;
        this.texts = texts;
        words = new EventPhrases(texts);
    }

    @FXML
    void initialize() {
        columns = new EventColumns(eventTable, texts, words, this::streamOf);
        eventTable.setItems(rows);
        eventTable.setRowFactory(_ -> new EventRow());
        eventTable.addEventFilter(ScrollEvent.SCROLL, scroll -> {
            if (scroll.getDeltaY() > 0) {
                eventFollow.setSelected(false);
            }
        });
        eventTable.getSelectionModel().selectedItemProperty().addListener((_, _, event) -> chosen(event));
        eventTable.getSelectionModel().selectedItemProperty().subscribe(this::tellDetail);
        selection.selectedProperty().addListener((_, _, what) -> reveal(what));
        eventFollow.selectedProperty().addListener(_ -> followOrNot());
        rows.listNewest(FOLLOWED);
        filters = new EventFilters(eventSearch, eventStreams, eventWorkers, eventTypes, texts, words);
        filters.onChange(this::restart);
        eventDetail.managedProperty().bind(eventDetail.visibleProperty());
        model.revisionProperty().addListener(_ -> refresh(false));
        refresh(true);
    }

    private String streamOf(RunEvent event) {
        String stream = EventFilter.streamOf(event, model.timeline());
        return stream == null ? "" : stream;
    }

    /** Says whether the table can be seen: otherwise it costs nothing. */
    void setVisible(boolean shown) {
        visible = shown;
        if (shown) {
            refresh(true);
        } else {
            catchUp.stop();
        }
    }

    private void refresh(boolean atOnce) {
        ShownRun shown = model.shownProperty().get();
        if (shown != run) {
            run = shown;
            filters.forget();
            restart();
        } else if (visible && (atOnce || model.phaseProperty().get() != RunPhase.RUNNING
                || Math.abs(model.horizonProperty().get() - updatedAt) >= pause())) {
            advance();
        }
    }

    private long pause() {
        return eventFollow.isSelected() || rows.size() <= FOLLOWED ? PAUSE_NANOS : LONG_PAUSE_NANOS;
    }

    private void restart() {
        ShownRun shown = run;
        whileChanging(() -> rows.show(shown == null ? null : shown.events(), shown == null ? null : shown.timeline(),
                filters.filter()));
        if (visible) {
            advance();
        }
    }

    private void advance() {
        updatedAt = model.horizonProperty().get();
        filters.offer(run);
        if (columns != null) {
            columns.makeRoomFor(model.countsProperty().get().submitted(), model.horizonProperty().get());
        }
        int before = rows.count();
        boolean[] more = new boolean[1];
        whileChanging(() -> more[0] = rows.advance(LINES_A_FRAME));
        if (more[0]) {
            catchUp.start();
        } else {
            catchUp.stop();
        }
        if (rows.count() != before) {
            followNow();
        }
        tellCount();
    }

    private void tellCount() {
        ShownRun shown = run;
        long all = shown == null ? 0 : shown.events().end();
        long forgotten = shown == null ? 0 : shown.events().first();
        long dropped = model.droppedProperty().get();
        eventCount.setText(texts.of("events.count", rows.count(), all)
                + (forgotten == 0 ? "" : texts.of("events.forgotten", forgotten))
                + (dropped == 0 ? "" : texts.of("events.dropped", dropped))
                + (rows.size() == rows.count() ? "" : texts.of("events.newest", rows.size())));
        noEvent.setText(texts.of(all == 0 ? "events.none" : "events.noMatch"));
    }

    private void followOrNot() {
        if (eventFollow.isSelected()) {
            whileChanging(() -> rows.listNewest(FOLLOWED));
            followNow();
            tellCount();
        } else {
            // Not while the table tells of a click on one of its rows.
            Platform.runLater(this::listAll);
        }
    }

    // What is in view stays there.
    private void listAll() {
        if (eventFollow.isSelected()) {
            return;
        }
        IndexedCell<?> first = eventTable.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                ? flow.getFirstVisibleCell()
                : null;
        whileChanging(() -> {
            int before = rows.listAll();
            if (before > 0 && first != null) {
                eventTable.scrollTo(before + first.getIndex());
            }
        });
        tellCount();
    }

    private void followNow() {
        if (eventFollow.isSelected() && !rows.isEmpty()) {
            // Beyond the last row, which means the very end: the row itself would be brought to the top, as far as that goes.
            eventTable.scrollTo(rows.size());
        }
    }

    private void chosen(@Nullable RunEvent event) {
        if (!changing && event != null) {
            eventFollow.setSelected(false);
            selection.select(new Selected.Event(event));
        }
    }

    // All of the row, whichever columns there is room for.
    private void tellDetail(@Nullable RunEvent event) {
        eventDetail.setVisible(event != null);
        if (event == null) {
            eventDetail.setText("");
            return;
        }
        StringJoiner facts = new StringJoiner(" · ");
        facts.add(TimeText.moment(event.nanos())).add(words.type(event.type()));
        String stream = streamOf(event);
        if (event.taskId() != 0) {
            facts.add(stream.isEmpty()
                    ? texts.of("fact.task", event.taskId())
                    : texts.of("fact.taskOf", event.taskId(), stream));
        }
        if (event.workerId() != 0) {
            facts.add(texts.of("story.worker", event.workerId()));
        }
        String detail = words.detail(event);
        eventDetail.setText(facts + (detail.isEmpty() ? "" : "\n" + detail));
    }

    /** Goes to the first line of what was selected elsewhere. */
    private void reveal(@Nullable Selected what) {
        RunEvent chosen = eventTable.getSelectionModel().getSelectedItem();
        if (what instanceof Selected.Event(var event) && event.equals(chosen)) {
            return;
        }
        whileChanging(() -> eventTable.getSelectionModel().clearSelection());
        long from = beginningOf(what);
        if (from != Timeline.UNKNOWN) {
            eventFollow.setSelected(false);
            listAll();
            int row = rows.rowAt(from);
            while (row < rows.size() && rows.get(row).nanos() == from && !isRelated(rows.get(row))) {
                row++;
            }
            eventTable.scrollTo(Math.max(0, row - 1));
        }
    }

    private long beginningOf(@Nullable Selected what) {
        return switch (what) {
            case Selected.Task(long id) -> {
                TaskTrace task = model.timeline().task(id);
                yield task == null ? Timeline.UNKNOWN : task.submittedNanos();
            }
            case Selected.Worker(int id) -> {
                WorkerTrace worker = model.timeline().worker(id);
                yield worker == null ? Timeline.UNKNOWN : worker.spawnedNanos();
            }
            case Selected.Event(var event) -> event.nanos();
            case null -> Timeline.UNKNOWN;
        };
    }

    private boolean isRelated(RunEvent event) {
        return (event.taskId() != 0 && selection.task().orElse(0) == event.taskId())
                || (event.workerId() != 0 && selection.worker().orElse(0) == event.workerId())
                || (selection.selectedProperty().get() instanceof Selected.Event(var chosen) && chosen.equals(event));
    }

    private void whileChanging(Runnable change) {
        changing = true;
        try {
            change.run();
        } finally {
            changing = false;
        }
    }

    /** A row that stands out while what it is about is selected. */
    private final class EventRow extends TableRow<RunEvent> {
        EventRow() {
            selection.selectedProperty().addListener(_ -> mark());
            setOnMouseClicked(click -> {
                RunEvent event = getItem();
                if (click.getClickCount() == 2 && event != null) {
                    cursor.showEvent(event);
                }
            });
            contextMenuProperty()
                    .bind(itemProperty().map(event -> ShowMoment.menu(texts, () -> cursor.showEvent(event))));
        }

        @Override
        protected void updateItem(@Nullable RunEvent event, boolean empty) {
            super.updateItem(event, empty);
            mark();
        }

        private void mark() {
            RunEvent event = getItem();
            pseudoClassStateChanged(RELATED, event != null && isRelated(event));
        }
    }
}
