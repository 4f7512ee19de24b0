package dev.poolscope.app.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.app.chart.TimeText;
import dev.poolscope.app.chart.TimeViewport;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.TaskStory;
import dev.poolscope.telemetry.WorkerStory;
import dev.poolscope.workload.Scenario;

/** Tells of what is selected: the life of a task or worker in words, in which everything that is named is a link. */
public final class SelectedController {
    /** How often a story that goes on is told anew, by the time of the run. */
    private static final long PAUSE_NANOS = 250_000_000;
    private static final int MOST_BACK = 50;

    private final RunModel model;
    private final Selection selection;
    private final TimeViewport viewport;
    private final Texts texts;
    private final EventWords eventWords;
    private final Deque<Selected> past = new ArrayDeque<>();
    private List<List<StoryPart>> shown = List.of();
    private boolean goingBack;
    private boolean open;
    private long toldAt;

    @FXML
    private Label storyTitle;
    @FXML
    private Label storyStatus;
    @FXML
    private Button storyBack;
    @FXML
    private Button storyClear;
    @FXML
    private VBox storySentences;

    public SelectedController(RunModel model, Selection selection, TimeViewport viewport, Texts texts) {
        this.model = model;
        this.selection = selection;
        this.viewport = viewport;
        this.texts = texts;
        eventWords = new EventWords(texts);
    }

    @FXML
    void initialize() {
        selection.selectedProperty().addListener((_, before, now) -> {
            if (now == null) {
                past.clear();
            } else if (before != null && !goingBack) {
                past.push(before);
                if (past.size() > MOST_BACK) {
                    past.removeLast();
                }
            }
            tell();
        });
        model.revisionProperty().addListener(_ -> {
            long now = model.horizonProperty().get();
            if (open && (Math.abs(now - toldAt) >= PAUSE_NANOS || model.phaseProperty().get() == RunPhase.OVER)) {
                tell();
            }
        });
        tell();
    }

    @FXML
    void goBack() {
        Selected before = past.poll();
        if (before != null) {
            goingBack = true;
            selection.select(before);
            goingBack = false;
        }
    }

    @FXML
    void clearSelection() {
        selection.select(null);
    }

    private void tell() {
        toldAt = model.horizonProperty().get();
        open = false;
        Selected what = selection.selectedProperty().get();
        List<List<StoryPart>> said = new ArrayList<>();
        storyTitle.setText(texts.of("selected.nothing"));
        storyStatus.setText("");
        if (what instanceof Selected.Event(var event)) {
            storyTitle.setText(eventWords.type(event.type()));
            Sentences line = new Sentences(texts);
            String detail = eventWords.detail(event);
            line.sayText(texts.of("selected.event", line.moment(event.nanos()), eventWords.type(event.type()))
                    + (detail.isEmpty() ? "" : ": " + Sentences.plain(detail)));
            said.addAll(line.said());
        }
        if (selection.task().isPresent()) {
            tellTask(selection.task().getAsLong(), said);
        } else if (selection.worker().isPresent()) {
            tellWorker(selection.worker().getAsInt(), said);
        }
        if (what == null) {
            said.add(List.of(new StoryPart(texts.of("selected.hint"), null)));
        }
        storyClear.setVisible(what != null);
        storyBack.setVisible(what != null);
        storyBack.setDisable(past.isEmpty());
        storyStatus.setVisible(!storyStatus.getText().isEmpty());
        show(said);
    }

    private void tellTask(long id, List<List<StoryPart>> said) {
        TaskStory story = model.timeline().taskStory(id);
        if (story == null) {
            storyTitle.setText(texts.of("fact.task", id));
            said.add(List.of(new StoryPart(texts.of("selected.forgotten"), null)));
            return;
        }
        String stream = story.stream();
        storyTitle.setText(stream == null ? texts.of("fact.task", id) : texts.of("fact.taskOf", id, stream));
        storyStatus.setText(texts.of("taskStatus." + story.status()));
        open = story.isOpen();
        said.addAll(TaskWords.of(story, texts));
    }

    private void tellWorker(int id, List<List<StoryPart>> said) {
        WorkerStory story = model.timeline().workerStory(id);
        storyTitle.setText(texts.of("selected.worker", id));
        if (story == null) {
            said.add(List.of(new StoryPart(texts.of("selected.forgotten"), null)));
            return;
        }
        open = story.isOpen();
        if (story.slot() > 0) {
            storyStatus.setText(texts.of("lanes.slot", story.slot()));
        }
        Scenario scenario = model.scenarioProperty().get();
        said.addAll(WorkerWords.of(story, scenario == null ? null : scenario.pool().idleTimeout(), texts));
    }

    // Sentences that stay the same keep their nodes, so that a link in them keeps the focus while the story goes on.
    private void show(List<List<StoryPart>> said) {
        var nodes = storySentences.getChildren();
        for (int i = 0; i < said.size(); i++) {
            if (i >= nodes.size()) {
                nodes.add(flowOf(said.get(i)));
            } else if (i >= shown.size() || !shown.get(i).equals(said.get(i))) {
                nodes.set(i, flowOf(said.get(i)));
            }
        }
        nodes.remove(said.size(), nodes.size());
        shown = List.copyOf(said);
    }

    private TextFlow flowOf(List<StoryPart> sentence) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("sentence");
        StringBuilder whole = new StringBuilder();
        for (StoryPart part : sentence) {
            whole.append(part.text());
            StoryPart.Target target = part.target();
            if (target == null) {
                Text text = new Text(part.text());
                text.getStyleClass().add("story-text");
                flow.getChildren().add(text);
            } else {
                flow.getChildren().add(linkTo(part.text(), target));
            }
        }
        flow.setAccessibleText(whole.toString());
        return flow;
    }

    private Hyperlink linkTo(String text, StoryPart.Target target) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("story-link");
        switch (target) {
            case StoryPart.Thing(Selected what) -> {
                link.setAccessibleText(what instanceof Selected.Task ? texts.of("selected.toTask", text) : text);
                link.setOnAction(_ -> selection.select(what));
            }
            case StoryPart.Moment(long nanos) -> {
                link.setAccessibleText(texts.of("selected.toMoment", TimeText.moment(nanos)));
                link.setOnAction(_ -> viewport.show(nanos - viewport.span() / 2, viewport.span()));
            }
        }
        // A link is no trace of where one has been.
        link.visitedProperty().addListener(_ -> link.setVisited(false));
        return link;
    }
}
