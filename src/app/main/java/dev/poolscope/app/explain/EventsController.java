package dev.poolscope.app.explain;

import java.util.StringJoiner;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.ScrollEvent;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.ActionLateness;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/** The log of the shown run as a table that can be filtered, and that shares the selection with every other view. */
public final class EventsController {
    private final RunModel model;
    private final Selection selection;
    private final RunCursor cursor;
    private final Texts texts;
    private final EventPhrases words;
    private final EventsModel events;
    private final AnimationTimer catchUp = new AnimationTimer() {
        @Override
        public void handle(long now) {
            advance();
        }
    };
    @SuppressWarnings("NullAway.Init") // made when the fields are there
    private EventFilters filters;
    @SuppressWarnings("NullAway.Init") // made when the fields are there
    private EventTable table;
    private boolean visible = true;

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
        ActionLateness lateness = new ActionLateness(model);
        words = new EventPhrases(texts, action -> lateness.now().lateNanos(action));
        events = new EventsModel(model, selection, words);
    }

    @FXML
    void initialize() {
        table = new EventTable(eventTable, events, selection, cursor, texts, words);
        eventTable.addEventFilter(ScrollEvent.SCROLL, scroll -> {
            if (scroll.getDeltaY() > 0) {
                eventFollow.setSelected(false);
            }
        });
        table.onChosen(event -> {
            eventFollow.setSelected(false);
            selection.select(new Selected.Event(event));
        });
        eventTable.getSelectionModel().selectedItemProperty().subscribe(this::tellDetail);
        selection.selectedProperty().addListener((_, _, what) -> reveal(what));
        eventFollow.selectedProperty().addListener(_ -> followOrNot());
        filters = new EventFilters(eventSearch, eventStreams, eventWorkers, eventTypes, texts, words);
        filters.onChange(this::restart);
        eventDetail.managedProperty().bind(eventDetail.visibleProperty());
        model.revisionProperty().addListener(_ -> refresh(false));
        cursor.pointProperty().addListener(_ -> goToCursor());
        refresh(true);
    }

    /** Says whether the table can be seen: otherwise it costs nothing. */
    void setVisible(boolean shown) {
        visible = shown;
        if (shown) {
            refresh(true);
            goToCursor();
        } else {
            catchUp.stop();
        }
    }

    private void refresh(boolean atOnce) {
        if (events.takeRun()) {
            filters.forget();
            restart();
        } else if (visible && (atOnce || events.isDue(eventFollow.isSelected()))) {
            advance();
        }
    }

    private void restart() {
        table.change(() -> events.restart(filters.filter()));
        if (visible) {
            advance();
        }
    }

    private void advance() {
        filters.offer(events.run());
        table.makeRoomFor(model.countsProperty().get().submitted(), model.horizonProperty().get());
        int before = events.rows().count();
        boolean[] more = new boolean[1];
        table.change(() -> more[0] = events.advance());
        if (more[0]) {
            catchUp.start();
        } else {
            catchUp.stop();
        }
        if (events.rows().count() != before && eventFollow.isSelected()) {
            table.showEnd();
        }
        tellCount();
    }

    private void tellCount() {
        if (events.isBeingRead() || events.isUnread()) {
            noEvent.setText(texts.of(events.isBeingRead() ? "events.reading" : "events.unread"));
            eventCount.setText("");
            return;
        }
        EventRows rows = events.rows();
        eventCount.setText(texts.of("events.count", rows.count(), events.all())
                + (events.forgotten() == 0 ? "" : texts.of("events.forgotten", events.forgotten()))
                + (events.lost() == 0 ? "" : texts.of("events.lost", events.lost()))
                + (rows.size() == rows.count() ? "" : texts.of("events.newest", rows.size())));
        noEvent.setText(texts.of(events.all() == 0 ? "events.none" : "events.noMatch"));
    }

    private void followOrNot() {
        if (eventFollow.isSelected()) {
            table.listNewest();
            tellCount();
        } else {
            // Not while the table tells of a click on one of its rows.
            Platform.runLater(this::listAll);
        }
    }

    private void listAll() {
        if (!eventFollow.isSelected()) {
            table.listAll();
            tellCount();
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
        String stream = events.streamOf(event);
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

    /** Goes to the last line that has happened by the cursor. */
    private void goToCursor() {
        EventPoint point = cursor.pointProperty().get();
        if (visible && point != null) {
            eventFollow.setSelected(false);
            listAll();
            table.point(events.rows().lastBy(point));
        }
    }

    /** Goes to the first line of what was selected elsewhere. */
    private void reveal(@Nullable Selected what) {
        if (what instanceof Selected.Event(var event) && table.isChosen(event)) {
            return;
        }
        table.chooseNone();
        if (events.knows(what)) {
            eventFollow.setSelected(false);
            listAll();
            table.show(events.rowOf(what));
        }
    }
}
