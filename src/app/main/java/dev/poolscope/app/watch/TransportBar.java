package dev.poolscope.app.watch;

import java.math.BigDecimal;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunCursor.Step;
import dev.poolscope.app.fx.Texts;

/** The controls of the cursor, small, below the charts. */
final class TransportBar {
    private TransportBar() {}

    static void fill(HBox bar, Transport transport, RunCursor cursor, Texts texts) {
        Button play = button("transportPlay", "", transport.play());
        play.textProperty().bind(Bindings.createStringBinding(
                () -> texts.of(cursor.playingProperty().get() ? "transport.pause" : "transport.play"),
                cursor.playingProperty()));
        Label where = new Label();
        where.setId("transportWhere");
        where.getStyleClass().add("muted");
        where.textProperty().bind(
                Bindings.createStringBinding(() -> where(cursor, texts), cursor.pointProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(where.textProperty());
        where.setTooltip(whole);
        bar.getChildren().setAll(
                holder(button("transportDecisionBack", texts.of("transport.decisionBack"),
                        transport.previous(Step.DECISION)), transport.previous(Step.DECISION)),
                holder(button("transportBack", texts.of("transport.back"), transport.previous(Step.EVENT)),
                        transport.previous(Step.EVENT)),
                holder(play, transport.play()),
                holder(button("transportForward", texts.of("transport.forward"), transport.next(Step.EVENT)),
                        transport.next(Step.EVENT)),
                holder(button("transportDecisionForward", texts.of("transport.decisionForward"),
                        transport.next(Step.DECISION)), transport.next(Step.DECISION)),
                speeds(cursor, texts), where);
    }

    // What is told all over the window is of the point between two events, if the cursor stands there.
    private static String where(RunCursor cursor, Texts texts) {
        if (cursor.moment().isEmpty()) {
            return texts.of("transport.present");
        }
        String moment = TimeText.moment(cursor.moment().getAsLong());
        int toCome = cursor.toCome().size();
        return toCome == 0 ? texts.of("transport.at", moment) : texts.of("transport.within", moment, toCome);
    }

    private static Button button(String id, String text, Command command) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("flat", "transport-button");
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.disableProperty().bind(command.disabledProperty());
        button.accessibleTextProperty().bind(command.hintProperty());
        button.setOnAction(_ -> command.run());
        return button;
    }

    // A disabled button shows no tooltip: what it is in does.
    private static StackPane holder(Button button, Command command) {
        StackPane holder = new StackPane(button);
        Tooltip hint = new Tooltip();
        hint.textProperty().bind(command.hintProperty());
        Tooltip.install(holder, hint);
        return holder;
    }

    private static MenuButton speeds(RunCursor cursor, Texts texts) {
        MenuButton button = new MenuButton();
        button.setId("transportSpeed");
        button.getStyleClass().addAll("flat", "view-menu");
        button.setTooltip(new Tooltip(texts.of("transport.speed.hint")));
        button.setAccessibleText(texts.of("transport.speed.hint"));
        button.textProperty().bind(Bindings.createStringBinding(() -> speed(cursor.speedProperty().get(), texts),
                cursor.speedProperty()));
        ToggleGroup group = new ToggleGroup();
        for (double each : RunCursor.SPEEDS) {
            RadioMenuItem item = new RadioMenuItem(speed(each, texts));
            item.setToggleGroup(group);
            item.setOnAction(_ -> cursor.speedProperty().set(each));
            cursor.speedProperty().subscribe(now -> item.setSelected(now.doubleValue() == each));
            button.getItems().add(item);
        }
        return button;
    }

    private static String speed(double speed, Texts texts) {
        return texts.of("transport.times", BigDecimal.valueOf(speed).stripTrailingZeros().toPlainString());
    }
}
