package dev.poolscope.app.shell;

import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest notice over the lower edge of what is below it, so that nothing moves when it comes or goes. A notice fades
 * after a while, unless it says that something went wrong or the pointer rests on it.
 */
final class NoticeBar extends HBox {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final Duration SHOWN = Duration.seconds(8);
    private static final Duration FADES = Duration.millis(600);

    private final Label text = new Label();
    private final Button offer = new Button();
    private final SequentialTransition fading;

    NoticeBar(Notices notices, Texts texts) {
        setId("notice");
        getStyleClass().add("notice");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.BOTTOM_CENTER);
        text.setId("problem");
        text.setWrapText(true);
        text.setMaxWidth(640);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        offer.setId("noticeOffer");
        offer.managedProperty().bind(offer.visibleProperty());
        offer.setMinWidth(Region.USE_PREF_SIZE);
        Region icon = new Region();
        icon.getStyleClass().add("icon");
        Button close = new Button();
        close.setId("closeNotice");
        close.setGraphic(icon);
        close.getStyleClass().addAll("flat", "button-icon", "icon-close");
        close.setOnAction(_ -> notices.clear());
        close.setAccessibleText(texts.of("notice.close"));
        getChildren().setAll(text, offer, close);
        FadeTransition fade = new FadeTransition(FADES, this);
        fade.setFromValue(1);
        fade.setToValue(0);
        fading = new SequentialTransition(new PauseTransition(SHOWN), fade);
        fading.setOnFinished(_ -> notices.clear());
        hoverProperty().addListener((_, _, hovered) -> rest(hovered, notices.shownProperty().get()));
        notices.shownProperty().subscribe(this::show);
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                    if (ZoneKey.CLOSE_NOTICE.matches(event) && isVisible()) {
                        notices.clear();
                        event.consume();
                    }
                });
            }
        });
    }

    private void show(Notices.@Nullable Notice notice) {
        fading.stop();
        setOpacity(1);
        setVisible(notice != null);
        text.setText(notice == null ? "" : notice.text());
        pseudoClassStateChanged(PROBLEM, notice != null && notice.problem());
        Notices.Offer offered = notice == null ? null : notice.offer();
        offer.setVisible(offered != null);
        offer.setText(offered == null ? "" : offered.name());
        offer.setOnAction(_ -> {
            if (offered != null) {
                offered.action().run();
            }
        });
        rest(isHover(), notice);
    }

    private void rest(boolean hovered, Notices.@Nullable Notice notice) {
        fading.stop();
        setOpacity(1);
        if (!hovered && notice != null && !notice.problem()) {
            fading.playFromStart();
        }
    }
}
