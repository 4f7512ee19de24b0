package dev.poolscope.app.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/**
 * A lesson for a class: the question alone, large, and nothing of the picture behind it; hands counted by keys in two rounds, whose
 * bars appear on a key only, because to see a vote changes it; and the picture with its explanation on a key. No answer is locked
 * by it, and nothing of a class is kept.
 */
public final class ClassView extends StackPane {
    private static final String REVEALED = "class-revealed";

    private final LessonModel model;
    private final Texts texts;
    private final VBox card = new VBox();
    private final Map<String, HandCount> counts = new HashMap<>();
    private final ReadOnlyDoubleWrapper lying = new ReadOnlyDoubleWrapper(this, "lying");
    private boolean open;
    private boolean bars;
    private boolean hint;
    private boolean revealed;
    private boolean blank;
    private int shownIndex = -1;

    /** A view that is not shown as yet. */
    public ClassView(LessonModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("class");
        getStyleClass().add("class-view");
        card.getStyleClass().add("class-card");
        card.setId("class-card");
        getChildren().setAll(card);
        setVisible(false);
        setFocusTraversable(true);
        setPickOnBounds(false);
        managedProperty().bind(visibleProperty());
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        // It is laid out now: what stands above it can only be laid out in the next picture.
        card.heightProperty().addListener(_ -> Platform.runLater(this::tellHeight));
        model.versionProperty().addListener(_ -> refresh());
    }

    /** Shows it over the window, or takes it away. */
    public void setOpen(boolean now) {
        open = now;
        refresh();
        if (isVisible()) {
            requestFocus();
        }
    }

    /**
     * {@return how high the answer is that lies at the lower end of the window, in pixels, so that the picture stands above it; 0 while there is
     * none, or while nothing of the picture is to be seen}
     */
    public ReadOnlyDoubleProperty lyingProperty() {
        return lying.getReadOnlyProperty();
    }

    private void tellHeight() {
        lying.set(isVisible() && revealed && !blank ? card.getHeight() : 0);
    }

    private void refresh() {
        setVisible(open && model.isOpen());
        if (model.indexProperty().get() != shownIndex) {
            shownIndex = model.indexProperty().get();
            bars = false;
            hint = false;
            revealed = false;
        }
        LessonPlay lesson = model.playProperty().get();
        if (isVisible() && lesson != null) {
            fill(lesson);
        }
        tellHeight();
    }

    private void pressed(KeyEvent event) {
        LessonPlay lesson = model.playProperty().get();
        ZoneKey key = ZoneKey.of(ZoneKey.Place.CLASS, event).orElse(null);
        if (lesson == null || key == null) {
            return;
        }
        event.consume();
        switch (key) {
            case COUNT_HAND -> count(lesson).add(key.which(event) - 1, 1);
            case UNCOUNT_HAND -> count(lesson).add(key.which(event) - 1, -1);
            case OTHER_ROUND -> count(lesson).otherRound();
            case BARS -> bars = !bars;
            case CLASS_HINT -> hint = !hint;
            case BLANK -> blank = !blank;
            case REVEAL -> {
                revealed = !revealed && lesson.step(shownIndex).asks();
                if (revealed) {
                    model.showClass();
                }
            }
            case NEXT_QUESTION -> model.go(shownIndex + 1);
            case PREVIOUS_QUESTION -> model.go(shownIndex - 1);
            default -> throw new IllegalStateException("no key of a class: " + key);
        }
        refresh();
    }

    private HandCount count(LessonPlay lesson) {
        return counts.computeIfAbsent(lesson.name() + " " + shownIndex,
                _ -> new HandCount(lesson.step(shownIndex).options().size()));
    }

    private void fill(LessonPlay lesson) {
        StepView step = lesson.step(shownIndex);
        List<Node> parts = new ArrayList<>();
        getStyleClass().remove(REVEALED);
        boolean beside = revealed && !blank;
        card.setMaxHeight(beside ? Region.USE_PREF_SIZE : Double.MAX_VALUE);
        StackPane.setAlignment(card, beside ? Pos.BOTTOM_CENTER : Pos.CENTER);
        if (blank) {
            card.getChildren().setAll(new Label(" "));
            return;
        }
        if (revealed) {
            RevealView solution = lesson.solution(shownIndex);
            getStyleClass().add(REVEALED);
            parts.add(new LessonText(solution.said(), "class-said"));
            parts.add(new LessonText(solution.explanation(), "class-text"));
        } else {
            Label place = new Label(texts.of("class.place", lesson.title(), shownIndex + 1, lesson.size()));
            place.getStyleClass().add("class-place");
            parts.add(place);
            parts.add(new LessonText(step.text(), step.asks() ? "class-question" : "class-text"));
            options(lesson, step, parts);
            if (hint && !step.hint().isEmpty()) {
                parts.add(new LessonText(step.hint(), "class-hint"));
            }
        }
        Label keys = new Label(revealed ? texts.of("class.keys.revealed") : keysOf(step));
        keys.getStyleClass().add("class-keys");
        keys.setWrapText(true);
        parts.add(keys);
        card.getChildren().setAll(parts);
    }

    // Only those that do something at this step.
    private String keysOf(StepView step) {
        StringJoiner keys = new StringJoiner(" · ");
        if (!step.options().isEmpty()) {
            keys.add(texts.of("class.keys.hands"));
        }
        if (!step.hint().isEmpty()) {
            keys.add(texts.of("class.keys.hint"));
        }
        keys.add(texts.of("class.keys.blank"));
        if (step.asks()) {
            keys.add(texts.of("class.keys.reveal"));
        }
        return keys.add(texts.of("class.keys.steps")).toString();
    }

    private void options(LessonPlay lesson, StepView step, List<Node> parts) {
        HandCount count = count(lesson);
        for (int i = 0; i < step.options().size(); i++) {
            Label number = new Label(String.valueOf(i + 1));
            number.getStyleClass().add("class-digit");
            number.setMinWidth(Region.USE_PREF_SIZE);
            LessonText words = new LessonText(step.options().get(i), "class-option");
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox line = new HBox(number, words);
            line.getStyleClass().add("class-line");
            if (bars) {
                line.getChildren().add(bar(count, i));
            }
            parts.add(line);
        }
        if (!step.options().isEmpty()) {
            Label round = new Label(texts.of("class.round", count.round(), count.all(count.round())));
            round.setId("class-round");
            round.getStyleClass().add("class-place");
            parts.add(round);
        }
    }

    private VBox bar(HandCount count, int option) {
        VBox both = new VBox();
        both.getStyleClass().add("class-bars");
        for (int round = 1; round <= 2; round++) {
            if (count.all(round) > 0) {
                Region bar = new Region();
                bar.getStyleClass().add("class-bar-" + round);
                double width = 240.0 * count.hands(round, option) / count.all(round);
                bar.setMinWidth(width);
                bar.setMaxWidth(width);
                Label number = new Label(
                        texts.of("class.hands", count.hands(round, option), count.all(round)));
                both.getChildren().add(new HBox(bar, number));
            }
        }
        return both;
    }

    /** {@return the hands that were counted for an option of the present question; for what looks at it from outside} */
    int hands(int round, int option) {
        @Nullable
        LessonPlay lesson = model.playProperty().get();
        return lesson == null ? 0 : count(lesson).hands(round, option);
    }
}
