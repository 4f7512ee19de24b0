package dev.poolscope.app.comparison;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.ComparedCharts;
import dev.poolscope.comparison.SideBySide;
import dev.poolscope.comparison.TaskPair;

/** The task that stands out in two compared runs, and the sentence about it: a click into the lanes of either selects it in both. */
final class ComparedTasks {
    private final ComparedCharts charts;
    private final Texts texts;
    private final LongConsumer toA;
    private final LongConsumer toB;

    /**
     * None stands out at first.
     *
     * @param toA shows a task of the first run in that run
     * @param toB shows a task of the second run in that run
     */
    ComparedTasks(ComparedCharts charts, SideBySide tasks, Texts texts, LongConsumer toA, LongConsumer toB) {
        this.charts = charts;
        this.texts = texts;
        this.toA = toA;
        this.toB = toB;
        charts.setOnPickedInA(
                task -> pick(task, true, task.isEmpty() ? Optional.empty() : tasks.ofA(task.getAsLong())));
        charts.setOnPickedInB(
                task -> pick(task, false, task.isEmpty() ? Optional.empty() : tasks.ofB(task.getAsLong())));
        tell(texts.of("compare.select"));
    }

    private void pick(OptionalLong task, boolean inA, Optional<TaskPair> pair) {
        if (pair.isPresent()) {
            select(pair.get());
        } else if (task.isPresent()) {
            charts.highlight(inA ? task : OptionalLong.empty(), inA ? OptionalLong.empty() : task);
            tell(texts.of("compare.alone", task.getAsLong(), inA ? "A" : "B"));
            link(inA ? "compare.inA" : "compare.inB", inA ? toA : toB, task.getAsLong());
        } else {
            charts.highlight(OptionalLong.empty(), OptionalLong.empty());
            tell(texts.of("compare.select"));
        }
    }

    /** Lets a task stand out in both, and tells how long it waited in each. */
    void select(TaskPair pair) {
        charts.highlight(OptionalLong.of(pair.a().id()), OptionalLong.of(pair.b().id()));
        String told = pair.told();
        tell(Character.toUpperCase(told.charAt(0)) + told.substring(1) + ".");
        link("compare.inA", toA, pair.a().id());
        link("compare.inB", toB, pair.b().id());
    }

    private void tell(String sentence) {
        Label label = new Label(sentence);
        label.setId("compare-task");
        charts.told().getChildren().setAll(label);
    }

    private void link(String key, LongConsumer to, long task) {
        Hyperlink link = new Hyperlink(texts.of(key));
        link.setId(key.replace('.', '-'));
        link.setAccessibleHelp(texts.of("compare.toRun", task));
        link.setOnAction(_ -> to.accept(task));
        charts.told().getChildren().add(link);
    }
}
