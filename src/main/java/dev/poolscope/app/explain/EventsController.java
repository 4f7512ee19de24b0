package dev.poolscope.app.explain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;
import javafx.util.StringConverter;

import dev.poolscope.app.chart.TimeText;
import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.EventType;
import dev.poolscope.telemetry.RunEvent;
import dev.poolscope.telemetry.TaskLife;
import dev.poolscope.telemetry.Timeline;
import dev.poolscope.telemetry.WorkerLife;
import dev.poolscope.workload.StreamSpec;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/** The log of the shown run as a table that can be filtered, and that shares the selection with every other view. */
public final class EventsController {
    private static final PseudoClass RELATED = PseudoClass.getPseudoClass("related");
    /** What takes a few milliseconds to look at. */
    private static final int LINES_A_FRAME = 20_000;
    /** Nobody reads faster, and a table costs a good part of a frame. */
    private static final long PAUSE_NANOS = 200_000_000;
    /** While nobody looks at the end, and it would have to look at all of its rows again. */
    private static final long LONG_PAUSE_NANOS = 1_000_000_000;
    /** So many rows are listed while the newest is followed: pages to look back at, and no work for the table. */
    private static final int FOLLOWED = 1000;
    /** A list to choose from has an end, also where workers are recycled for hours. */
    private static final int MOST_OFFERED = 1000;

    private final RunModel model;
    private final Selection selection;
    private final Texts texts;
    private final EventWords words;
    private final EventRows rows = new EventRows();
    private final AnimationTimer catchUp = new AnimationTimer() {
        @Override
        public void handle(long now) {
            advance();
        }
    };
    private @Nullable ShownRun run;
    private boolean visible = true;
    private boolean changing;
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
    private TableColumn<RunEvent, String> timeColumn;
    @FXML
    private TableColumn<RunEvent, String> typeColumn;
    @FXML
    private TableColumn<RunEvent, String> taskColumn;
    @FXML
    private TableColumn<RunEvent, String> workerColumn;
    @FXML
    private TableColumn<RunEvent, String> streamColumn;
    @FXML
    private TableColumn<RunEvent, String> detailColumn;

    public EventsController(RunModel model, Selection selection, Texts texts) {
        this.model = model;
        this.selection = selection;
        this.texts = texts;
        words = new EventWords(texts);
    }

    @FXML
    void initialize() {
        column(timeColumn, event -> TimeText.moment(event.nanos()));
        column(typeColumn, event -> words.type(event.type()));
        column(taskColumn, event -> event.taskId() == 0 ? "" : Long.toString(event.taskId()));
        column(workerColumn, event -> event.workerId() == 0 ? "" : Integer.toString(event.workerId()));
        column(streamColumn, event -> {
            String stream = EventFilter.streamOf(event, model.timeline());
            return stream == null ? "" : stream;
        });
        column(detailColumn, words::detail);
        eventTable.setItems(rows);
        eventTable.setRowFactory(_ -> new EventRow());
        eventTable.addEventFilter(ScrollEvent.SCROLL, scroll -> {
            if (scroll.getDeltaY() > 0) {
                eventFollow.setSelected(false);
            }
        });
        eventTable.getSelectionModel().selectedItemProperty().addListener((_, _, event) -> chosen(event));
        selection.selectedProperty().addListener((_, _, what) -> reveal(what));
        eventFollow.selectedProperty().addListener(_ -> followOrNot());
        rows.listNewest(FOLLOWED);
        eventTypes.getItems().setAll(EnumSet.allOf(EventType.class));
        eventTypes.setConverter(new Words<>(words::type));
        eventWorkers.setConverter(new Words<>(id -> texts.of("story.worker", id)));
        eventSearch.textProperty().addListener(_ -> restart());
        eventStreams.getCheckModel().getCheckedItems().addListener((ListChangeListener<String>) _ -> restart());
        eventWorkers.getCheckModel().getCheckedItems().addListener((ListChangeListener<Integer>) _ -> restart());
        eventTypes.getCheckModel().getCheckedItems().addListener((ListChangeListener<EventType>) _ -> restart());
        model.revisionProperty().addListener(_ -> refresh(false));
        refresh(true);
    }

    private static void column(TableColumn<RunEvent, String> column, Function<RunEvent, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(text.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
    }

    /** Tells whether anybody can see the table: otherwise it costs noEvent. */
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
            eventStreams.getCheckModel().clearChecks();
            eventWorkers.getCheckModel().clearChecks();
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
                filter()));
        if (visible) {
            advance();
        }
    }

    private EventFilter filter() {
        return new EventFilter(Set.copyOf(eventStreams.getCheckModel().getCheckedItems()),
                Set.copyOf(eventWorkers.getCheckModel().getCheckedItems()),
                Set.copyOf(eventTypes.getCheckModel().getCheckedItems()), eventSearch.getText());
    }

    private void advance() {
        updatedAt = model.horizonProperty().get();
        offerStreamsAndWorkers();
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

    // A combo of checks forgets its checks when its items are replaced, so that they are only added to.
    private void offerStreamsAndWorkers() {
        ShownRun shown = run;
        if (shown == null) {
            eventStreams.getItems().clear();
            eventWorkers.getItems().clear();
            return;
        }
        LiveRun live = shown.live();
        List<String> names = live == null
                ? shown.scenario().streams().stream().map(StreamSpec::name).toList()
                : live.streams();
        if (!eventStreams.getItems().equals(names)) {
            eventStreams.getItems().setAll(names);
        }
        List<Integer> ids = shown.timeline().workers().stream().map(WorkerLife::id).limit(MOST_OFFERED)
                .toList();
        int known = eventWorkers.getItems().size();
        if (known > ids.size() || (known > 0 && !eventWorkers.getItems().getFirst().equals(ids.getFirst()))) {
            eventWorkers.getItems().setAll(ids);
        } else if (known < ids.size()) {
            eventWorkers.getItems().addAll(ids.subList(known, ids.size()));
        }
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
                TaskLife task = model.timeline().task(id);
                yield task == null ? Timeline.UNKNOWN : task.submittedNanos();
            }
            case Selected.Worker(int id) -> {
                WorkerLife worker = model.timeline().worker(id);
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

    /** Writes items of a list of checks. */
    private static final class Words<T> extends StringConverter<T> {
        private final Function<T, String> word;

        Words(Function<T, String> word) {
            this.word = word;
        }

        @Override
        public String toString(@Nullable T item) {
            return item == null ? "" : word.apply(item);
        }

        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException("nobody types into a list of checks");
        }
    }
}
