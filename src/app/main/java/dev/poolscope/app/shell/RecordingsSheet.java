package dev.poolscope.app.shell;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.command.CardOverlay;
import dev.poolscope.app.command.Shell;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.RecordingFolder.Bounds;

/** Asks how many of the runs that are recorded by themselves are kept. */
public final class RecordingsSheet extends CardOverlay {
    private static final double GAP = 8;

    private final Shell shell;
    private final Texts texts;
    private final TextField runs = new TextField();
    private final TextField megabytes = new TextField();
    private final Label fault = new Label();
    private final Button keep = new Button();

    /** A sheet that is shown while the layout says so. */
    public RecordingsSheet(Shell shell, Texts texts) {
        super(shell.layout().recordingsProperty(), texts, "recordings.title");
        this.shell = shell;
        this.texts = texts;
        setId("recordings");
        shell.layout().recordingsProperty().addListener((_, _, now) -> {
            if (now) {
                Bounds bounds = shell.around().settings().get().recordings();
                runs.setText(String.valueOf(bounds.runs()));
                megabytes.setText(String.valueOf(bounds.megabytes()));
            }
        });
    }

    @Override
    protected Node content() {
        Label about = new Label(texts.of("recordings.about"));
        field(runs, "recordings-runs");
        field(megabytes, "recordings-megabytes");
        fault.setId("recordings-fault");
        fault.getStyleClass().add("sheet-fault");
        fault.setWrapText(true);
        keep.setId("recordings-keep");
        keep.setText(texts.of("recordings.keep"));
        keep.setOnAction(_ -> keep());
        check();
        return new VBox(GAP, about, new Label(texts.of("recordings.saved")),
                new FlowPane(GAP, GAP, named("recordings.runs", runs), runs,
                        named("recordings.megabytes", megabytes), megabytes),
                fault, keep);
    }

    private void field(TextField field, String id) {
        field.setId(id);
        field.setPrefColumnCount(7);
        field.textProperty().addListener(_ -> check());
        field.setOnAction(_ -> keep());
    }

    @Override
    protected Node first() {
        return runs;
    }

    private void check() {
        String wrong = fault(runs, "recordings.runs", 1, Bounds.MOST_RUNS);
        fault.setText(wrong.isEmpty()
                ? fault(megabytes, "recordings.megabytes", Bounds.LEAST_MEGABYTES, Bounds.MOST_MEGABYTES)
                : wrong);
        keep.setDisable(!fault.getText().isEmpty());
    }

    private String fault(TextField field, String name, int least, int most) {
        String found = field.getText().strip();
        try {
            int number = Integer.parseInt(found);
            if (number >= least && number <= most) {
                return "";
            }
        } catch (NumberFormatException none) {
            // Refused below, as a number that is not allowed.
        }
        return texts.of("recordings.wrong", texts.of(name), found, least, most);
    }

    private void keep() {
        if (!keep.isDisabled()) {
            Bounds bounds = new Bounds(Integer.parseInt(runs.getText().strip()),
                    Integer.parseInt(megabytes.getText().strip()));
            shell.around().settings().change(settings -> settings.withRecordings(bounds));
            shell.layout().recordingsProperty().set(false);
        }
    }
}
