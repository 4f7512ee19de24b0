package dev.poolscope.app.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.ActionLateness;
import dev.poolscope.app.fx.GlossaryEvent;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.UnbrokenText;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.story.Causes;
import dev.poolscope.story.RejectionPhrases;
import dev.poolscope.story.RunStories;
import dev.poolscope.story.Sentences;
import dev.poolscope.story.StarvationPhrases;
import dev.poolscope.story.StoryPart;
import dev.poolscope.story.Telling;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Starvation;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/** Tells of what is selected: the life of a task or worker in words, in which everything that is named is a link. */
public final class SelectedController {
    /** How often a story that goes on is told anew, by the time of the run. */
    private static final long PAUSE_NANOS = 250_000_000;
    private static final int MOST_BACK = 50;
    /** How actions that are notes begin. */

    private final RunModel model;
    private final Selection selection;
    private final RunCursor cursor;
    private final Texts texts;
    private final EventPhrases eventPhrases;
    private final Deque<Selected> past = new ArrayDeque<>();
    private List<List<StoryPart>> shown = List.of();
    private final WaitBar bar;
    private final WaitGraph graph;
    private TaskCause.@Nullable Waited waited;
    private @Nullable Starvation starved;
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
    private VBox storyPictures;
    @FXML
    private VBox storySentences;

    public SelectedController(RunModel model, Selection selection, RunCursor cursor, Texts texts) {
        this.model = model;
        this.selection = selection;
        this.cursor = cursor;
        this.texts = texts;
        ActionLateness lateness = new ActionLateness(model);
        eventPhrases = new EventPhrases(texts, action -> lateness.now().lateNanos(action));
        bar = new WaitBar(texts, this::follow);
        graph = new WaitGraph(texts, this::follow);
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
    void askForGlossary() {
        storyTitle.fireEvent(new GlossaryEvent());
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
        waited = null;
        starved = null;
        Selected what = selection.selectedProperty().get();
        List<List<StoryPart>> said = new ArrayList<>();
        storyTitle.setText(texts.of("selected.nothing"));
        storyStatus.setText("");
        if (what instanceof Selected.Event(var event)) {
            storyTitle.setText(eventPhrases.type(event.type()));
            tellEvent(event, said);
        }
        if (selection.task().isPresent()) {
            long task = selection.task().getAsLong();
            tell(stories(model.detail().timelineOfTask(model.timeline(), task)).task(task), said);
        } else if (selection.worker().isPresent()) {
            tell(stories(model.timeline()).worker(selection.worker().getAsInt()), said);
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

    private RunStories stories(Timeline timeline) {
        ShownRun run = model.shownProperty().get();
        FinishedRun done = run == null ? null : run.finished();
        RunStories stories = new RunStories(timeline, model.scenarioProperty().get(), run != null && !run.isReplay(),
                run == null ? 0 : run.simulatedCores(), texts.story());
        return done != null && done.stopped() ? stories.stoppedAt(done.length().toNanos()) : stories;
    }

    private void tellEvent(RunEvent event, List<List<StoryPart>> said) {
        Sentences line = new Sentences(texts.story());
        String at = line.moment(event.nanos());
        String detail = Sentences.plain(Causes.plain(eventPhrases.detail(event)));
        switch (event) {
            case PoolEvent.ActionPerformed it when it.action() instanceof Action.Note(var caption) -> {
                String late = eventPhrases.lateAction(it);
                if (late.isEmpty()) {
                    line.say("selected.note", at, Sentences.plain(caption));
                } else {
                    line.say("selected.noteLate", at, late, Sentences.plain(caption));
                }
            }
            case PoolEvent.ActionPerformed _,PoolEvent.Remark _ ->
                line.say("selected.action", at, Sentences.end(detail));
            case PoolEvent.Rejected it -> RejectionPhrases.say(it, model.timeline(), line);
            case PoolEvent.Starved it -> {
                Starvation starvation = model.timeline().explanations().ofStarvation(it);
                StarvationPhrases.say(starvation, line);
                starved = starvation;
                open = starvation.to() == Timeline.UNKNOWN;
            }
            case TaskEvent _,WorkerEvent _,PoolEvent _ ->
                line.sayText(texts.of("selected.event", at, eventPhrases.type(event.type()))
                        + (detail.isEmpty() ? "." : ": " + Sentences.end(detail)));
        }
        said.addAll(line.said());
    }

    private void tell(Telling story, List<List<StoryPart>> said) {
        storyTitle.setText(story.title());
        storyStatus.setText(story.status());
        open |= story.open();
        if (story.waited() != null) {
            waited = story.waited();
        }
        if (story.starved() != null) {
            starved = story.starved();
        }
        said.addAll(story.sentences());
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
        showPictures();
    }

    private void showPictures() {
        List<Node> pictures = new ArrayList<>();
        TaskCause.Waited wait = waited;
        if (wait != null) {
            bar.show(wait);
            pictures.add(bar);
        }
        Starvation starvation = starved;
        if (starvation != null && !starvation.waits().isEmpty()) {
            graph.show(starvation);
            pictures.add(graph);
        }
        if (!storyPictures.getChildren().equals(pictures)) {
            storyPictures.getChildren().setAll(pictures);
        }
        storyPictures.setVisible(!pictures.isEmpty());
        storyPictures.setManaged(!pictures.isEmpty());
    }

    private void follow(StoryPart.Target target) {
        switch (target) {
            case StoryPart.Task(long id) -> selection.select(new Selected.Task(id));
            case StoryPart.Worker(int id) -> selection.select(new Selected.Worker(id));
            case StoryPart.Moment(long nanos) -> cursor.showMoment(nanos);
        }
    }

    private TextFlow flowOf(List<StoryPart> sentence) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("sentence");
        for (StoryPart part : sentence) {
            StoryPart.Target target = part.target();
            if (target == null) {
                Text text = new Text(UnbrokenText.of(part.text()));
                text.getStyleClass().add("story-text");
                flow.getChildren().add(text);
            } else {
                flow.getChildren().add(linkTo(part.text(), target));
            }
        }
        flow.setAccessibleText(StoryPart.plain(sentence));
        return flow;
    }

    private Hyperlink linkTo(String text, StoryPart.Target target) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("story-link");
        link.setAccessibleText(switch (target) {
            case StoryPart.Task _ -> texts.of("selected.toTask", text);
            case StoryPart.Worker _ -> text;
            case StoryPart.Moment(long nanos) -> texts.of("selected.toMoment", TimeText.moment(nanos));
        });
        link.setOnAction(_ -> follow(target));
        // A link is no trace of where one has been.
        link.visitedProperty().addListener(_ -> link.setVisited(false));
        return link;
    }
}
