package dev.poolscope.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/** Shows what is offered, in the row of the menus, where there is room: nothing is hidden by it, and nothing moves when it goes. */
final class OfferBar extends HBox {
    private final Label text = new Label();
    private final Button take = new Button();

    OfferBar(Notices notices, Texts texts) {
        setId("offer");
        getStyleClass().add("offer");
        managedProperty().bind(visibleProperty());
        take.setId("takeOffer");
        take.setMinWidth(Region.USE_PREF_SIZE);
        Region icon = new Region();
        icon.getStyleClass().add("icon");
        Button close = new Button();
        close.setId("closeOffer");
        close.setGraphic(icon);
        close.getStyleClass().addAll("flat", "button-icon", "icon-close");
        close.setOnAction(_ -> notices.withdraw());
        close.setAccessibleText(texts.of("notice.close"));
        getChildren().setAll(text, take, close);
        notices.offeredProperty().subscribe(this::show);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.CLOSE_NOTICE.matches(event)) {
                notices.withdraw();
                event.consume();
            }
        });
    }

    private void show(Notices.@Nullable Notice offered) {
        setVisible(offered != null);
        text.setText(offered == null ? "" : offered.text());
        Notices.Offer offer = offered == null ? null : offered.offer();
        take.setText(offer == null ? "" : offer.name());
        take.setOnAction(_ -> {
            if (offer != null) {
                offer.action().run();
            }
        });
    }
}
