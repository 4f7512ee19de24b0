package dev.poolscope.app.explain;

import java.util.function.Function;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.UnbrokenText;
import dev.poolscope.telemetry.recorder.Summary;
import org.jspecify.annotations.Nullable;

/** Sums the shown run up, while it goes on and afterwards, and copies that. */
public final class SummaryController {
    private final RunModel model;
    private final Texts texts;
    private final SummaryCopies copies;
    private final SummaryView view = new SummaryView();
    private boolean visible;
    private @Nullable ShownRun run;
    private @Nullable Summary shown;
    private boolean over;

    @FXML
    private Label summaryTitle;
    @FXML
    private MenuButton summaryCopy;
    @FXML
    private MenuItem copyText;
    @FXML
    private MenuItem copyMarkdown;
    @FXML
    private MenuItem copyCsv;
    @FXML
    private ScrollPane summaryScroll;
    @FXML
    private Label summaryNone;

    public SummaryController(RunModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        copies = new SummaryCopies(texts);
    }

    @FXML
    void initialize() {
        summaryScroll.setContent(view);
        copyText.setOnAction(_ -> copy(now -> copies.text(SummaryPage.of(now, texts))));
        copyMarkdown.setOnAction(_ -> copy(now -> copies.markdown(SummaryPage.of(now, texts))));
        copyCsv.setOnAction(_ -> copy(copies::csv));
        model.wordsProperty().addListener(_ -> refresh());
        model.phaseProperty().addListener(_ -> refresh());
        refresh();
    }

    /** Says whether the tab is open: otherwise nothing is summed up for it. */
    void setVisible(boolean open) {
        visible = open;
        refresh();
    }

    private void refresh() {
        if (!visible) {
            return;
        }
        ShownRun now = model.shownProperty().get();
        RunNumbers numbers = RunNumbers.of(now);
        summaryNone.setVisible(numbers == null);
        summaryScroll.setVisible(numbers != null);
        summaryCopy.setDisable(numbers == null);
        if (numbers == null) {
            run = now;
            shown = null;
            summaryTitle.setText("");
        } else if (now != run || !numbers.summary().equals(shown) || numbers.over() != over) {
            run = now;
            shown = numbers.summary();
            over = numbers.over();
            SummaryPage page = SummaryPage.of(numbers, texts);
            summaryTitle.setText(UnbrokenText.of(page.title()));
            view.show(page, texts);
        }
    }

    private void copy(Function<RunNumbers, String> form) {
        RunNumbers numbers = RunNumbers.of(model.shownProperty().get());
        if (numbers != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(form.apply(numbers));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
