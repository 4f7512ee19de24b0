package dev.poolscope.app.watch;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.fx.Texts;

/** What stands above the names of the lanes: which charts are open, in which order the lanes stand, and whether they are a
 * table. */
final class ViewMenus {
    private ViewMenus() {}

    static MenuButton charts(WatchModel model, Texts texts) {
        MenuButton button = button("chartsMenu", texts.of("watch.charts"), texts.of("watch.charts.hint"));
        for (WatchChart chart : WatchChart.values()) {
            CheckMenuItem item = new CheckMenuItem(texts.of("watch.chart." + chart));
            item.selectedProperty().bindBidirectional(model.openProperty(chart));
            button.getItems().add(item);
        }
        return button;
    }

    static MenuButton order(WatchModel model, Texts texts) {
        MenuButton button = button("laneOrder", "", texts.of("watch.order.hint"));
        ToggleGroup group = new ToggleGroup();
        for (LaneSort sort : LaneSort.values()) {
            RadioMenuItem item = new RadioMenuItem(texts.of("watch.order." + sort));
            item.setToggleGroup(group);
            item.setOnAction(_ -> model.laneSortProperty().set(sort));
            model.laneSortProperty().subscribe(now -> item.setSelected(now == sort));
            button.getItems().add(item);
        }
        model.laneSortProperty().subscribe(now -> button.setText(texts.of("watch.order." + now)));
        return button;
    }

    static ToggleButton table(WatchModel model, Texts texts) {
        ToggleButton button = new ToggleButton(texts.of("watch.table"));
        button.setId("tableButton");
        button.selectedProperty().bindBidirectional(model.tableProperty());
        button.setTooltip(new Tooltip(texts.of("watch.table.hint")));
        button.setAccessibleHelp(texts.of("watch.table.hint"));
        button.getStyleClass().add("view-menu");
        return button;
    }

    private static MenuButton button(String id, String text, String hint) {
        MenuButton button = new MenuButton(text);
        button.setId(id);
        button.setTooltip(new Tooltip(hint));
        button.setAccessibleHelp(hint);
        button.getStyleClass().add("view-menu");
        return button;
    }
}
