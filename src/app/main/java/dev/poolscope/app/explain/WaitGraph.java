package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.story.StoryPart;
import dev.poolscope.telemetry.timeline.Starvation;

/**
 * What waits for what when a pool starves: the workers and their tasks at the left, what they wait for at the right, and an
 * arrow for each wait. All of them are links. Of very many workers the first ones are drawn.
 */
final class WaitGraph extends Pane {
    private static final int MOST = 8;
    private static final double ROW = 26;
    private static final double GAP = 44;
    private static final double ARROW = 6;

    private final Texts texts;
    private final Consumer<StoryPart.Target> follow;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Hyperlink> waiting = new ArrayList<>();
    private final Map<Object, Hyperlink> awaited = new LinkedHashMap<>();
    private final Label more = new Label();
    private Starvation shown = new Starvation(0, 0, List.of(), true);

    /** An arrow between two links. */
    private record Edge(Hyperlink from, Hyperlink to, Line line, Polygon head) {}

    WaitGraph(Texts texts, Consumer<StoryPart.Target> follow) {
        this.texts = texts;
        this.follow = follow;
        getStyleClass().add("wait-graph");
        more.getStyleClass().add("muted");
        setId("waitGraph");
    }

    /** Draws these waits. */
    void show(Starvation starvation) {
        if (starvation.waits().equals(shown.waits())) {
            return;
        }
        shown = starvation;
        edges.clear();
        waiting.clear();
        awaited.clear();
        getChildren().clear();
        for (Starvation.Wait wait : starvation.waits().subList(0, Math.min(MOST, starvation.waits().size()))) {
            Hyperlink from = link(
                    wait.taskId() == 0
                            ? texts.of("story.worker", wait.workerId())
                            : texts.of("graph.waiting", wait.workerId(), wait.taskId()),
                    wait.taskId() == 0 ? new StoryPart.Worker(wait.workerId()) : new StoryPart.Task(wait.taskId()));
            Object key = wait.awaitedId() == 0 ? wait : wait.awaitedId();
            Hyperlink to = awaited.computeIfAbsent(key, _ -> target(wait));
            waiting.add(from);
            Line line = new Line();
            line.getStyleClass().add("wait-edge");
            Polygon head = new Polygon(0, 0, -ARROW, -ARROW / 2, -ARROW, ARROW / 2);
            head.getStyleClass().add("wait-head");
            edges.add(new Edge(from, to, line, head));
            getChildren().addAll(line, head);
        }
        getChildren().addAll(waiting);
        getChildren().addAll(awaited.values());
        int rest = starvation.waits().size() - waiting.size();
        more.setText(rest > 0 ? texts.of("graph.more", rest) : "");
        if (rest > 0) {
            getChildren().add(more);
        }
        requestLayout();
    }

    private Hyperlink target(Starvation.Wait wait) {
        if (wait.awaitedId() == 0) {
            return link(texts.of("graph.any"), new StoryPart.Worker(wait.workerId()));
        }
        String text = switch (wait.awaitedWorkerId()) {
            case 0 -> texts.of("graph.queued", wait.awaitedId());
            case Starvation.UNKNOWN_WORKER -> texts.of("fact.task", wait.awaitedId());
            default -> texts.of("graph.held", wait.awaitedId(), wait.awaitedWorkerId());
        };
        return link(text, new StoryPart.Task(wait.awaitedId()));
    }

    private Hyperlink link(String text, StoryPart.Target what) {
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("graph-node");
        link.setOnAction(_ -> follow.accept(what));
        link.visitedProperty().addListener(_ -> link.setVisited(false));
        return link;
    }

    @Override
    protected void layoutChildren() {
        double left = 0;
        for (Hyperlink node : waiting) {
            left = Math.max(left, node.prefWidth(-1));
        }
        place(waiting, 0);
        place(List.copyOf(awaited.values()), left + GAP);
        for (Edge edge : edges) {
            double x = edge.to().getLayoutX() - 2;
            double y = middle(edge.to());
            edge.line().setStartX(edge.from().getLayoutX() + edge.from().getWidth() + 2);
            edge.line().setStartY(middle(edge.from()));
            edge.line().setEndX(x - ARROW / 2);
            edge.line().setEndY(y);
            edge.head().setLayoutX(x);
            edge.head().setLayoutY(y);
        }
        more.autosize();
        more.relocate(0, waiting.size() * ROW);
    }

    private static double middle(Hyperlink node) {
        return node.getLayoutY() + node.getHeight() / 2;
    }

    private static void place(List<Hyperlink> column, double x) {
        for (int row = 0; row < column.size(); row++) {
            Hyperlink node = column.get(row);
            node.autosize();
            node.relocate(x, row * ROW + (ROW - node.getHeight()) / 2);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return (Math.max(waiting.size(), awaited.size()) + (more.getText().isEmpty() ? 0 : 1)) * ROW;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
