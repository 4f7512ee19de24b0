package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.story.Sentences;
import dev.poolscope.story.StoryPart;
import dev.poolscope.story.WaitPhrases;
import dev.poolscope.story.WaitTerm;
import dev.poolscope.telemetry.timeline.TaskCause;
import dev.poolscope.telemetry.timeline.WaitPart;

/**
 * The parts of a wait as a bar, in the order of time and as long as they lasted. Each is a link to the task or worker that had to
 * be waited for. Of very many the longest stand alone, and what is between them as one.
 */
final class WaitBar extends Region {
    private static final int MOST = 40;
    private static final double HEIGHT = 16;

    private final Texts texts;
    private final Consumer<StoryPart.Target> follow;
    private List<WaitTerm> shown = List.of();
    private long from;
    private long to;

    WaitBar(Texts texts, Consumer<StoryPart.Target> follow) {
        this.texts = texts;
        this.follow = follow;
        getStyleClass().add("wait-bar");
        setId("waitBar");
    }

    /** Shows a wait; parts that stay the same keep their nodes, and so the focus. */
    void show(TaskCause.Waited wait) {
        from = wait.from();
        to = wait.to();
        List<WaitTerm> terms = few(WaitTerm.of(wait.parts()));
        for (int i = 0; i < terms.size(); i++) {
            if (i >= shown.size()) {
                getChildren().add(partOf(terms.get(i)));
            } else if (!terms.get(i).equals(shown.get(i))) {
                getChildren().set(i, partOf(terms.get(i)));
            }
        }
        getChildren().remove(terms.size(), getChildren().size());
        shown = terms;
        requestLayout();
    }

    /** The parts as they stand there, in the order of time. */
    List<WaitTerm> shown() {
        return shown;
    }

    private static List<WaitTerm> few(List<WaitTerm> terms) {
        if (terms.size() <= MOST) {
            return terms;
        }
        Set<WaitTerm> longest = new HashSet<>(WaitTerm.longest(terms, MOST));
        List<WaitTerm> few = new ArrayList<>();
        WaitTerm rest = null;
        for (WaitTerm term : terms) {
            if (longest.contains(term)) {
                if (rest != null) {
                    few.add(rest);
                    rest = null;
                }
                few.add(term);
            } else {
                rest = new WaitTerm(term.isTask() ? WaitPart.Cause.RUNNING : term.cause(), 0, 0,
                        rest == null ? term.from() : rest.from(), term.to(), 0);
            }
        }
        if (rest != null) {
            few.add(rest);
        }
        return few;
    }

    private Region partOf(WaitTerm term) {
        Region part = new Region();
        boolean blocked = term.cause() == WaitPart.Cause.ALL_BLOCKED || (term.held().isEmpty()
                ? term.blocked() * 2 > term.nanos()
                : term.held().stream().allMatch(held -> held.blocked() * 2 > term.nanos()));
        String look = blocked ? "blocked" : term.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
        part.getStyleClass().addAll("wait-part", "wait-" + look);
        String text = textOf(term);
        part.setAccessibleRole(AccessibleRole.HYPERLINK);
        part.setAccessibleText(text);
        Tooltip.install(part, new Tooltip(text));
        part.setFocusTraversable(true);
        StoryPart.Target target = targetOf(term);
        part.setOnMouseClicked(_ -> follow.accept(target));
        part.setOnKeyPressed(key -> {
            if (ZoneKey.FOLLOW_LINK.matches(key)) {
                follow.accept(target);
                key.consume();
            }
        });
        return part;
    }

    private String textOf(WaitTerm term) {
        Sentences words = new Sentences(texts.story());
        String phrase = term.isTask() && term.taskId() == 0 && term.workerId() == 0 && term.held().isEmpty()
                ? texts.of("story.part.several")
                : new WaitPhrases(words).phrase(term);
        words.sayText(texts.of("story.part", TimeText.duration(term.nanos()), phrase));
        return StoryPart.plain(words.said().getFirst());
    }

    private static StoryPart.Target targetOf(WaitTerm term) {
        // Of several the one on the worker with the lowest number.
        long task = term.held().isEmpty() ? term.taskId() : term.held().getFirst().taskId();
        if (task != 0) {
            return new StoryPart.Task(task);
        }
        return term.workerId() != 0
                ? new StoryPart.Worker(term.workerId())
                : new StoryPart.Moment(term.from() + term.nanos() / 2);
    }

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double perNano = to > from ? width / (to - from) : 0;
        for (int i = 0; i < shown.size(); i++) {
            double left = snapPositionX((shown.get(i).from() - from) * perNano);
            double right = snapPositionX((shown.get(i).to() - from) * perNano);
            // What was there is never invisible.
            getChildren().get(i).resizeRelocate(Math.min(left, width - 1), 0, Math.max(1, right - left), HEIGHT);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 100;
    }
}
