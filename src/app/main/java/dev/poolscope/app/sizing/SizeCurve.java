package dev.poolscope.app.sizing;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;

import dev.poolscope.sizing.CurveScale;
import dev.poolscope.sizing.Estimate;
import dev.poolscope.sizing.GoalState;
import dev.poolscope.sizing.SweepNumbers;
import dev.poolscope.sizing.SweepPoint;
import dev.poolscope.sizing.SweepResult;
import dev.poolscope.sizing.Variation;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The curve of a sweep: means with their intervals, theory where it applies, and the goal. A point can be clicked. */
final class SizeCurve extends Pane {
    private static final double LEFT = 76;
    private static final double RIGHT = 14;
    private static final double TOP = 10;
    private static final double BOTTOM = 40;
    private static final double DOT = 5;
    private static final int MOST_NAMES = 20;

    private final Consumer<SweepPoint> onClicked;
    private @Nullable SweepResult result;

    SizeCurve(Consumer<SweepPoint> onClicked) {
        this.onClicked = onClicked;
        setId("size-curve");
        setPrefHeight(260);
        setMinHeight(200);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        widthProperty().addListener(_ -> draw());
        heightProperty().addListener(_ -> draw());
    }

    void show(@Nullable SweepResult now) {
        result = now;
        draw();
    }

    private void draw() {
        getChildren().clear();
        SweepResult now = result;
        if (now == null || getWidth() < LEFT + RIGHT) {
            return;
        }
        Quantity quantity = now.plan().goals().getFirst().quantity();
        CurveScale scale = CurveScale.of(now, quantity);
        Variation varied = now.plan().variations().getFirst();
        setAccessibleText(quantity.key() + " by " + varied.path());
        for (double tick : scale.ticks()) {
            add(new Line(LEFT, y(scale, tick), getWidth() - RIGHT, y(scale, tick)), "size-grid");
            Text name = text(SweepNumbers.of(quantity, tick), 0, y(scale, tick) + 4);
            name.setX(LEFT - 8 - name.getLayoutBounds().getWidth());
        }
        int every = 1 + varied.values().size() / MOST_NAMES;
        for (int i = 0; i < varied.values().size(); i += every) {
            Text name = text(varied.values().get(i), 0, getHeight() - BOTTOM + 16);
            name.setX(x(now, i) - name.getLayoutBounds().getWidth() / 2);
        }
        Text axis = text(quantity.key() + " by " + varied.path(), 0, getHeight() - 4);
        axis.setX((LEFT + getWidth() - axis.getLayoutBounds().getWidth()) / 2);
        for (Expectation goal : now.plan().goals()) {
            double bound = GoalState.bound(goal);
            if (goal.quantity().equals(quantity) && !Double.isNaN(bound)
                    && !(goal.bound() instanceof Expectation.Bound.OfSubmitted)) {
                add(new Line(LEFT, y(scale, bound), getWidth() - RIGHT, y(scale, bound)), "size-goal");
            }
        }
        now.curves().forEach(curve -> curve(now, curve, quantity, scale));
    }

    private void curve(SweepResult now, List<SweepPoint> curve, Quantity quantity, CurveScale scale) {
        Polyline path = new Polyline();
        add(path, "size-path");
        for (int i = 0; i < curve.size(); i++) {
            SweepPoint point = curve.get(i);
            Estimate estimate = point.estimate(quantity);
            if (Double.isNaN(estimate.mean())) {
                continue;
            }
            double x = x(now, i);
            double y = y(scale, estimate.mean());
            path.getPoints().addAll(x, y);
            if (estimate.hasInterval()) {
                add(new Line(x, y(scale, Math.max(0, estimate.low())), x, y(scale, estimate.high())), "size-interval");
            }
            OptionalDouble theory = point.theory() instanceof Theory.Steady steady
                    ? steady.predict(quantity)
                    : OptionalDouble.empty();
            if (theory.isPresent()) {
                double at = y(scale, theory.getAsDouble());
                add(new Polygon(x, at - DOT - 3, x + DOT + 3, at, x, at + DOT + 3, x - DOT - 3, at), "size-theory");
            }
            Circle dot = new Circle(x, y, DOT);
            add(dot, point.saturated() ? "size-saturated" : "size-dot");
            Tooltip.install(dot,
                    new Tooltip(now.plan().variations().getFirst().describe(point.values().getFirst()) + ": "
                            + SweepNumbers.of(quantity, estimate)));
            dot.setOnMouseClicked(_ -> onClicked.accept(point));
        }
    }

    private void add(Shape shape, String style) {
        shape.getStyleClass().add(style);
        getChildren().add(shape);
    }

    private Text text(String words, double x, double y) {
        Text text = new Text(x, y, words);
        add(text, "size-text");
        return text;
    }

    private double x(SweepResult now, int index) {
        return LEFT + (getWidth() - LEFT - RIGHT) * (index + 0.5)
                / now.plan().variations().getFirst().values().size();
    }

    private double y(CurveScale scale, double value) {
        return TOP + (getHeight() - TOP - BOTTOM) * (1 - scale.place(value));
    }
}
