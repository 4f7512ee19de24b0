package dev.poolscope.app.explain;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;

/** The zone: what is selected, and below it the log, the summary and the ledger. */
public final class ExplainController {
    /** What the names of all tabs take, and what a letter of a number takes beside them, in pixels. */
    private static final double NAMES = 258;
    private static final double COUNTED = 8;
    /** From here on the names stand as far apart as they like, also beside a menu of them. */
    private static final double ROOMY = 300;
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    private final RunModel model;
    private final Texts texts;

    @FXML
    private Tab stateTab;
    @FXML
    private StateController momentController;
    @FXML
    private Tab eventsTab;
    @FXML
    private TabPane tabs;
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
        model.wordsProperty().subscribe(_ -> nameLedger());
        tabs.widthProperty().subscribe(width -> {
            tabs.pseudoClassStateChanged(TIGHT, width.doubleValue() < ROOMY);
            nameLedger();
        });
    }

    // In a narrow zone the names of all tabs are worth more than a number that the ledger itself has.
    private void nameLedger() {
        long cancelled = model.timeline().ledger().cancelledByPoolCount();
        String counted = texts.of("explain.ledgerWith", cancelled);
        boolean room = tabs.getWidth() >= NAMES + COUNTED * (counted.length() - texts.of("explain.ledger").length());
        ledgerTab.setText(cancelled > 0 && room ? counted : texts.of("explain.ledger"));
    }
}
