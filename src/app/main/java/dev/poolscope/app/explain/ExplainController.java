package dev.poolscope.app.explain;

import javafx.fxml.FXML;
import javafx.scene.control.Tab;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;

/** The zone: what is selected, and below it the log, the summary and the ledger. */
public final class ExplainController {
    private final RunModel model;
    private final Texts texts;

    @FXML
    private Tab stateTab;
    @FXML
    private StateController momentController;
    @FXML
    private Tab eventsTab;
    @FXML
    private Tab ledgerTab;
    @FXML
    private Tab summaryTab;
    @FXML
    private EventsController eventsController;
    @FXML
    private SummaryController summaryController;
    @FXML
    private LedgerController ledgerController;

    public ExplainController(RunModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        stateTab.selectedProperty().subscribe(momentController::setVisible);
        eventsTab.selectedProperty().subscribe(eventsController::setVisible);
        summaryTab.selectedProperty().subscribe(summaryController::setVisible);
        ledgerTab.selectedProperty().subscribe(ledgerController::setVisible);
        model.wordsProperty().subscribe(_ -> {
            long cancelled = model.timeline().ledger().cancelledByPoolCount();
            ledgerTab.setText(cancelled == 0
                    ? texts.of("explain.ledger")
                    : texts.of("explain.ledgerWith", cancelled));
        });
    }
}
