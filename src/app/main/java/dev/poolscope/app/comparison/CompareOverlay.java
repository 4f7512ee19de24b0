package dev.poolscope.app.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.ComparedCharts;
import dev.poolscope.comparison.ComparedRun;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.comparison.SideBySide;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.ScenarioChange;
import org.jspecify.annotations.Nullable;

/** The run that is looked at beside another one of this window, or beside a recording: the other is A, the one looked at is B. */
public final class CompareOverlay extends CardOverlay {
    private static final double WIDEST = 1_500;
    private static final double GAP = 8;
    /** How many changes stand in a title. */
    private static final int NAMED = 2;

    private final WindowModels models;
    private final Shell shell;
    private final Texts texts;
    private final FlowPane choices = new FlowPane(GAP, GAP);
    private final VBox charts = new VBox();
    private final VBox tables = new VBox();
    /** Stands for the comparison that is asked for: an answer to an earlier question is not shown. */
    private @Nullable Object asked;

    /** An overlay that is shown while the layout says so. */
    public CompareOverlay(WindowModels models, Shell shell) {
        super(shell.layout().comparisonProperty(), models.texts(), "compare.title");
        this.models = models;
        this.shell = shell;
        this.texts = models.texts();
        setId("compare");
        shell.layout().comparisonProperty().addListener((_, _, open) -> {
            if (open) {
                choose();
            } else {
                forget();
            }
        });
    }

    @Override
    protected Node content() {
        return new VBox(GAP, choices, charts, tables);
    }

    @Override
    protected double widest() {
        return WIDEST;
    }

    private void forget() {
        asked = null;
        charts.getChildren().clear();
        tables.getChildren().clear();
    }

    /** Offers the runs there are, and shows the latest of them. */
    private void choose() {
        forget();
        ShownRun shown = models.run().shownProperty().get();
        if (shown == null || shown.finished() == null) {
            return;
        }
        ShownRun wanted = shell.comparisons().wanted();
        List<ShownRun> others = new ArrayList<>(models.run().runs().stream()
                .filter(run -> run != shown && run.finished() != null).toList());
        if (wanted != null && !others.contains(wanted)) {
            others.addFirst(wanted);
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Label(texts.of("compare.with", shown.number())));
        for (ShownRun other : others) {
            ToggleButton button = new ToggleButton(title(other));
            button.setUserData(other);
            button.setOnAction(_ -> compare(other, title(other), shown));
            nodes.add(button);
        }
        Button recording = new Button(texts.of("compare.recording"));
        recording.setId("compareRecording");
        recording.setOnAction(_ -> recording(shown));
        nodes.add(recording);
        choices.getChildren().setAll(nodes);
        if (others.isEmpty()) {
            tables.getChildren().setAll(new Label(texts.of("compare.none")));
        } else {
            ShownRun first = wanted == null ? others.getLast() : wanted;
            compare(first, title(first), shown);
        }
    }

    private String title(ShownRun run) {
        FinishedRun done = run.finished();
        boolean simulated = done != null && done.simulatedCores() > 0;
        String how = run.isReplay() ? "compare.runReplay" : simulated ? "compare.runSimulated" : "compare.run";
        return texts.of(how, run.number(), run.scenario().name());
    }

    /** With what was changed, if both are of one scenario: it stands beside its lanes, where one looks. */
    private String titleAgainst(ShownRun b, ShownRun a) {
        List<ScenarioChange> changes = ScenarioChange.between(a.scenario(), b.scenario());
        return changes.isEmpty() || changes.size() > NAMED || !a.scenario().name().equals(b.scenario().name())
                ? title(b)
                : texts.of("compare.with.changes", title(b),
                        changes.stream().map(ScenarioChange::toString).collect(Collectors.joining(", ")));
    }

    private void recording(ShownRun shown) {
        Optional<Path> file = shell.around().choices().fileToOpen(models.document().fileProperty().get());
        file.ifPresent(path -> {
            Object question = ask();
            // Of a large one the latest tasks, and what was before in buckets: as it is opened.
            new BackgroundTask<>(() -> ShownRun.of(Recordings.openToShow(path), path, false), opened -> {
                if (question.equals(asked)) {
                    compare(opened, String.valueOf(path.getFileName()), shown);
                }
            }, why -> fail(question, why)).start(shell.around().background());
        });
    }

    private Object ask() {
        Object question = new Object();
        asked = question;
        charts.getChildren().clear();
        tables.getChildren().setAll(new Label(texts.of("compare.working")));
        return question;
    }

    private void fail(Object question, String why) {
        if (question.equals(asked)) {
            tables.getChildren().setAll(new Label(texts.of("compare.failed", why)));
        }
    }

    private void compare(ShownRun a, String titleA, ShownRun b) {
        FinishedRun one = a.finished();
        FinishedRun other = b.finished();
        if (one == null || other == null) {
            return;
        }
        choices.getChildren().forEach(node -> {
            if (node instanceof ToggleButton button) {
                button.setSelected(a.equals(button.getUserData()));
            }
        });
        Object question = ask();
        ComparedCharts both = new ComparedCharts(a, b, titleA, titleAgainst(b, a), texts);
        charts.getChildren().setAll(both);
        sayWhatIsFilledIn(a, "A");
        sayWhatIsFilledIn(b, "B");
        // Resampling takes a second or two when there are very many tasks.
        new BackgroundTask<>(() -> {
            Comparison comparison = Comparison.of(ComparedRun.of(titleA, one), ComparedRun.of(title(b), other));
            return new Judged(comparison, SideBySide.of(comparison));
        }, judged -> {
            if (question.equals(asked)) {
                ComparedTasks tasks = new ComparedTasks(both, judged.tasks(), texts, task -> show(a, task),
                        task -> show(b, task));
                tables.getChildren().setAll(
                        new ComparisonTables(judged.comparison(), judged.tasks(), texts, pair -> {
                            tasks.select(pair);
                            scrollToTop();
                        }));
            }
        }, why -> fail(question, why)).start(shell.around().background());
    }

    /** Two runs, and their tasks beside each other. */
    private record Judged(Comparison comparison, SideBySide tasks) {}

    private void sayWhatIsFilledIn(ShownRun run, String name) {
        if (run.isReplay()) {
            Label label = new Label(run.filledIn().isEmpty()
                    ? texts.of("compare.replayed", name)
                    : texts.of("compare.filledIn", name, String.join("; ", run.filledIn())));
            label.setWrapText(true);
            label.setId("compare-filled-in");
            charts.getChildren().addFirst(label);
        }
    }

    private void show(ShownRun run, long task) {
        shell.layout().comparisonProperty().set(false);
        if (models.run().shownProperty().get() != run) {
            if (models.run().runs().contains(run)) {
                models.run().show(run);
            } else {
                models.run().join(run);
            }
        }
        models.selection().select(new Selected.Task(task));
    }
}
