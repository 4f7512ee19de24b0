package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.UnbrokenText;
import dev.poolscope.pool.PoolState;
import dev.poolscope.story.DecisionPhrases;
import dev.poolscope.story.Sentences;
import dev.poolscope.story.StoryPart;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.moment.StateAt.Knowledge;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Scenario;

/** Tells how everything stands where the window looks: at the cursor, or at the present. */
public final class StateController {
    /** How often the state of the present is made anew, by the time of the run. */
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int MOST_WORKERS = 64;

    private final RunModel model;
    private final RunCursor cursor;
    private final Selection selection;
    private final Texts texts;
    private final QueueTiles tiles;
    private final Label beyond = new Label();
    private final Label legend = new Label();
    private final List<WorkerRow> rows = new ArrayList<>();
    private boolean visible;
    private long toldAt = Long.MIN_VALUE;

    @FXML
    private Label stateTitle;
    @FXML
    private Label stateWithin;
    @FXML
    private Label stateNote;
    @FXML
    private TextFlow stateDecision;
    @FXML
    private Label stateTotals;
    @FXML
    private Label stateWorkersTitle;
    @FXML
    private GridPane stateWorkers;
    @FXML
    private Label stateQueueTitle;
    @FXML
    private VBox stateQueue;
    @FXML
    private Label stateWaitsTitle;
    @FXML
    private VBox stateWaits;

    public StateController(RunModel model, RunCursor cursor, Selection selection, Texts texts) {
        this.model = model;
        this.cursor = cursor;
        this.selection = selection;
        this.texts = texts;
        tiles = new QueueTiles(selection, texts);
    }

    @FXML
    void initialize() {
        beyond.setWrapText(true);
        beyond.getStyleClass().add("muted");
        legend.setId("stateLegend");
        legend.setWrapText(true);
        legend.getStyleClass().add("muted");
        stateQueue.getChildren().setAll(tiles, legend, beyond);
        stateWorkersTitle.setText(texts.of("state.workers"));
        stateWaitsTitle.setText(texts.of("state.waits"));
        for (Node part : List.of(stateWithin, stateNote, stateDecision, stateTotals, stateWorkersTitle, stateWorkers,
                stateQueueTitle,
                stateQueue, legend, beyond, stateWaits, stateWaitsTitle)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        cursor.pointProperty().addListener(_ -> tell());
        // The present is shown some times a second only: in a pause, and at the end, there would be nothing to renew it.
        model.pausedProperty().addListener(_ -> tell());
        model.phaseProperty().addListener(_ -> tell());
        model.revisionProperty().addListener(_ -> {
            long now = model.horizonProperty().get();
            boolean isDue = cursor.moment().isEmpty() && Math.abs(now - toldAt) >= PAUSE_NANOS;
            if (isDue || model.run() == null) {
                tell();
            }
        });
    }

    /** Says whether this can be seen: otherwise it costs nothing. */
    void setVisible(boolean shown) {
        visible = shown;
        tell();
    }

    private void tell() {
        if (!visible) {
            return;
        }
        toldAt = model.horizonProperty().get();
        if (model.phaseProperty().get().isBeforeRun()) {
            tellNothing();
            return;
        }
        StateAt state = cursor.state();
        EventPoint point = state.point();
        stateTitle.setText(texts.of(title(), TimeText.moment(point.nanos())));
        int toCome = cursor.toCome().size();
        stateWithin.setVisible(toCome > 0);
        stateWithin.setText(toCome > 0 ? texts.of("state.within", toCome) : "");
        stateNote.setText(
                texts.of("state.knowledge." + state.knowledge(), TimeText.moment(state.countedNanos())));
        stateNote.setVisible(state.knowledge() != Knowledge.WHOLE);
        // Of what is not known it is not said that there was none.
        boolean known = state.knowledge() != Knowledge.NOTHING;
        for (Node part : List.of(stateTotals, stateWorkersTitle, stateWorkers, stateQueueTitle, stateQueue)) {
            part.setVisible(known);
        }
        tellDecision();
        tellTotals(state);
        tellWorkers(state);
        tellQueue(state);
        tellWaits(state);
    }

    /** Before a run there is no moment: a number of workers would be one of none. */
    private void tellNothing() {
        stateTitle.setText(texts.of("state.none.title"));
        stateNote.setText(texts.of("state.none.about"));
        for (Node part : List.of(stateWithin, stateDecision, stateTotals, stateWorkersTitle, stateWorkers,
                stateQueueTitle, stateQueue, stateWaits, stateWaitsTitle)) {
            part.setVisible(false);
        }
        stateNote.setVisible(true);
    }

    /** Which moment it is: the present only while nothing has come since, and not where a picture ends that does not show more. */
    private String title() {
        return !cursor.foretells() && cursor.moment().isEmpty()
                ? "state.shownEnd"
                : cursor.moment().isPresent()
                        ? "state.title"
                        : model.pausedProperty().get()
                                ? "state.held"
                                : model.phaseProperty().get() == RunPhase.OVER
                                        ? "state.end"
                                        : "state.present";
    }

    private void tellDecision() {
        Decision decision = cursor.decision();
        stateDecision.setVisible(decision != null);
        if (decision != null) {
            stateDecision.getChildren().setAll(parts(DecisionPhrases.of(decision, texts.story())));
        }
    }

    private void tellTotals(StateAt state) {
        Counts counts = state.counts();
        boolean afterBreaking = state.broken() && state.pool() != PoolState.BROKEN;
        String pool = state.pool() == null
                ? ""
                : texts.of((afterBreaking ? "state.pool.broken." : "state.pool.") + state.pool());
        stateTotals.setText(texts.of("state.totals", pool,
                state.idleTimeout() == null
                        ? texts.of("state.timeoutUnknown")
                        : new Sentences(texts.story()).timeout(state.idleTimeout().duration()),
                counts.submitted(), counts.completed(), counts.failed(), counts.cancelled(), counts.rejected()));
    }

    private void tellWorkers(StateAt state) {
        stateWorkersTitle.setText(texts.of("state.workersWith", state.counts().alive(), state.counts().busy(),
                state.counts().free()));
        int shown = Math.min(MOST_WORKERS, state.workers().size());
        while (rows.size() < shown) {
            rows.add(new WorkerRow());
        }
        for (int i = 0; i < shown; i++) {
            rows.get(i).show(state.workers().get(i), state.point().nanos());
        }
        if (stateWorkers.getRowCount() != shown) {
            stateWorkers.getChildren().clear();
            for (int i = 0; i < shown; i++) {
                stateWorkers.addRow(i, rows.get(i).nodes());
            }
        }
    }

    private void tellQueue(StateAt state) {
        long pending = state.counts().pending();
        int known = state.queue().size();
        stateQueueTitle.setText(pending == 0 && known == 0
                ? texts.of("state.queueEmpty")
                : texts.of(state.knowledge() == Knowledge.WHOLE
                        ? "state.queue"
                        : known == 0 ? "state.queueUnknown" : "state.queuePart", pending, known));
        tiles.show(state.queue(), state.knowledge() == Knowledge.WHOLE, state.point().nanos(), streams());
        List<String> streams = streams();
        boolean hasTiles = known > 0
                || state.workers().stream().anyMatch(worker -> worker.taskId() != 0 && worker.stream() != null);
        legend.setVisible(hasTiles && streams.size() > 1);
        legend.setText(IntStream.range(0, Math.min(streams.size(), QueueTiles.COLORS))
                .mapToObj(i -> texts.of(i < QueueTiles.COLORS - 1 || streams.size() == QueueTiles.COLORS
                        ? "state.legend"
                        : "state.legendRest", i + 1, streams.get(i)))
                .collect(Collectors.joining("   ")));
        beyond.setVisible(known > QueueTiles.MOST);
        if (known > QueueTiles.MOST) {
            Map<String, Integer> byStream = new LinkedHashMap<>();
            streams.forEach(stream -> byStream.put(stream, 0));
            state.queue().forEach(task -> byStream.merge(task.stream() == null
                    ? texts.of("state.noStream")
                    : task.stream(), 1, Integer::sum));
            List<String> counts = new ArrayList<>();
            byStream.values().removeIf(count -> count == 0);
            byStream.forEach((stream, count) -> counts.add(texts.of("state.ofStream", count, stream)));
            beyond.setText(texts.of("state.beyond", known - QueueTiles.MOST, String.join(", ", counts)));
        }
    }

    private List<String> streams() {
        Scenario scenario = model.scenarioProperty().get();
        return scenario == null ? List.of() : scenario.streamNames();
    }

    private void tellWaits(StateAt state) {
        Sentences words = new Sentences(texts.story());
        for (StateAt.Wait wait : state.waits()) {
            String task = words.task(wait.taskId());
            String since = words.moment(wait.since());
            String worker = words.worker(wait.workerId());
            switch (wait.awaited()) {
                case Awaited.Lock(long holder) -> words.sayText(holder == 0
                        ? texts.of("state.waitsLock", task, worker, since)
                        : texts.of("state.waitsLockOf", task, worker, since, words.task(holder)));
                // Where it stands is not known where tasks ahead of it may be missing.
                case Awaited.Task(long id) when wait.awaitedPlace() > 0 -> words.sayText(
                        state.knowledge() == Knowledge.WHOLE
                                ? texts.of("state.waitsPending", task, worker, since, words.task(id),
                                        wait.awaitedPlace())
                                : texts.of("state.waitsSomewhere", task, worker, since, words.task(id)));
                case Awaited.Task(long id) -> words.sayText(
                        wait.awaitedWorkerId() > 0
                                ? texts.of("state.waitsRunning", task, worker, since, words.task(id),
                                        words.worker(wait.awaitedWorkerId()))
                                : texts.of("state.waitsTask", task, worker, since, words.task(id)));
                case null -> words.sayText(texts.of("state.waitsUnknown", task, worker, since));
            }
        }
        stateWaits.getChildren().setAll(words.said().stream().map(sentence -> {
            TextFlow flow = new TextFlow(parts(sentence).toArray(Node[]::new));
            flow.getStyleClass().add("sentence");
            return flow;
        }).toList());
        stateWaits.setVisible(!state.waits().isEmpty());
        stateWaitsTitle.setVisible(!state.waits().isEmpty());
    }

    private List<Node> parts(List<StoryPart> sentence) {
        List<Node> nodes = new ArrayList<>();
        for (StoryPart part : sentence) {
            StoryPart.Target target = part.target();
            if (target == null) {
                Text text = new Text(UnbrokenText.of(part.text()));
                text.getStyleClass().add("story-text");
                nodes.add(text);
            } else {
                Hyperlink link = new Hyperlink(part.text());
                link.getStyleClass().add("story-link");
                link.setOnAction(_ -> follow(target));
                nodes.add(link);
            }
        }
        return nodes;
    }

    private void follow(StoryPart.Target target) {
        switch (target) {
            case StoryPart.Task(long id) -> selection.select(new Selected.Task(id));
            case StoryPart.Worker(int id) -> selection.select(new Selected.Worker(id));
            case StoryPart.Moment(long nanos) -> cursor.showMoment(nanos);
        }
    }

    /** A worker: its number, what it does and for how long, and until when it may be idle. */
    private final class WorkerRow {
        private final Hyperlink worker = new Hyperlink();
        private final Label doing = new Label();
        private final Hyperlink task = new Hyperlink();
        private final Label stream = QueueTiles.tile();
        private final Label since = new Label();

        WorkerRow() {
            worker.getStyleClass().add("story-link");
            task.getStyleClass().add("story-link");
            since.getStyleClass().add("muted");
            since.setWrapText(true);
            for (Control whole : List.of(worker, doing, task)) {
                whole.setMinWidth(Control.USE_PREF_SIZE);
            }
        }

        Node[] nodes() {
            return new Node[]{worker, doing, task, since};
        }

        void show(StateAt.AtWork at, long now) {
            worker.setText(texts.of("state.worker", at.id()));
            worker.setOnAction(_ -> selection.select(new Selected.Worker(at.id())));
            doing.setText(texts.of("state.doing." + at.kind()));
            task.setText(at.taskId() == 0 ? "" : texts.of("fact.task", at.taskId()));
            task.setVisible(at.taskId() != 0);
            List<String> streams = streams();
            String name = at.taskId() == 0 || streams.size() < 2 ? null : at.stream();
            if (name != null) {
                QueueTiles.show(stream, streams.indexOf(name));
            }
            task.setGraphic(name == null ? null : stream);
            task.setAccessibleText(name == null ? task.getText() : texts.of("fact.taskOf", at.taskId(), name));
            task.setOnAction(_ -> selection.select(new Selected.Task(at.taskId())));
            String lasts = TimeText.duration(Math.max(0, now - at.since()));
            since.setText(at.reapNanos() == Timeline.UNKNOWN
                    ? lasts
                    : at.reapNanos() <= now
                            ? texts.of("state.reapNow", lasts)
                            : texts.of("state.reap", lasts, TimeText.duration(at.reapNanos() - now)));
        }
    }
}
