package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.telemetry.moment.StateAt;

/**
 * The queue as tiles, oldest first: each in the colour of its stream, with the number of that stream. A click, or a key, selects
 * the task. One of them at a time can be reached by Tab; the arrows go on from there.
 */
final class QueueTiles extends FlowPane {
    /** With more pending than this, words say how many the rest are. */
    static final int MOST = 200;
    static final int COLORS = 6;

    private final Selection selection;
    private final Texts texts;
    private final List<Tile> tiles = new ArrayList<>();
    private int reachable;

    QueueTiles(Selection selection, Texts texts) {
        this.selection = selection;
        this.texts = texts;
        getStyleClass().add("queue-tiles");
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /**
     * Shows the first tasks of a queue; tiles that stay keep their place and the focus.
     *
     * @param whole whether these are all that were pending: otherwise it is not known which place each has
     */
    void show(List<StateAt.Queued> queue, boolean whole, long now, List<String> streams) {
        int shown = Math.min(MOST, queue.size());
        while (tiles.size() < shown) {
            tiles.add(new Tile());
        }
        for (int i = 0; i < shown; i++) {
            tiles.get(i).show(queue.get(i), whole ? queue.size() : 0, now, streams.indexOf(queue.get(i).stream()));
        }
        if (getChildren().size() != shown) {
            getChildren().setAll(tiles.subList(0, shown));
        }
        reach(Math.clamp(reachable, 0, Math.max(0, shown - 1)), false);
    }

    private void reach(int index, boolean focus) {
        reachable = index;
        for (int i = 0; i < getChildren().size(); i++) {
            tiles.get(i).setFocusTraversable(i == index);
        }
        if (focus && index < getChildren().size()) {
            tiles.get(index).requestFocus();
        }
    }

    private void pressed(KeyEvent event) {
        int most = getChildren().size() - 1;
        if (ZoneKey.NEXT_TILE.matches(event)) {
            reach(Math.min(most, reachable + 1), true);
        } else if (ZoneKey.PREVIOUS_TILE.matches(event)) {
            reach(Math.max(0, reachable - 1), true);
        } else if (ZoneKey.FOLLOW_LINK.matches(event) && reachable <= most) {
            tiles.get(reachable).select();
        } else {
            return;
        }
        event.consume();
    }

    /** A tile of its own, such as that of a task that runs. */
    static Label tile() {
        Label tile = new Label();
        tile.getStyleClass().addAll("queue-tile", "stream-" + COLORS);
        return tile;
    }

    /**
     * Gives a tile the colour and the number of a stream.
     *
     * @param stream which of the scenario, from 0; negative if it is not known
     */
    static void show(Label tile, int stream) {
        int wanted = stream < 0 ? COLORS : Math.min(COLORS, stream + 1);
        String style = "stream-" + wanted;
        if (!tile.getStyleClass().getLast().equals(style)) {
            tile.getStyleClass().set(tile.getStyleClass().size() - 1, style);
        }
        tile.setText(Integer.toString(wanted));
    }

    private final class Tile extends Label {
        private final Tooltip facts = new Tooltip();
        private long taskId;

        Tile() {
            getStyleClass().addAll("queue-tile", "stream-" + COLORS);
            setAccessibleRole(AccessibleRole.BUTTON);
            setTooltip(facts);
            setOnMouseClicked(_ -> {
                reach(tiles.indexOf(this), true);
                select();
            });
        }

        void show(StateAt.Queued task, int pending, long now, int stream) {
            taskId = task.taskId();
            QueueTiles.show(this, stream);
            String name = task.stream() == null
                    ? texts.of("fact.task", taskId)
                    : texts.of("fact.taskOf", taskId, task.stream());
            String age = TimeText.duration(now - task.dueNanos());
            String told = pending == 0
                    ? texts.of("state.tileSomewhere", name, age)
                    : texts.of("state.tile", name, task.place(), pending, age);
            facts.setText(told);
            setAccessibleText(told);
        }

        void select() {
            selection.select(new Selected.Task(taskId));
        }
    }
}
