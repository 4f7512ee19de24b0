package dev.poolscope.app.watch;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.series.WatchChart;

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
        return choice("laneOrder", "watch.order.", LaneSort.values(), model.laneSortProperty(), texts);
    }

    static MenuButton colors(WatchModel model, Texts texts) {
        return choice("laneColors", "watch.colors.", LaneColors.values(), model.laneColorsProperty(), texts);
    }

    private static <T> MenuButton choice(String id, String key, T[] values, ObjectProperty<T> chosen, Texts texts) {
        MenuButton button = button(id, "", texts.of(key + "hint"));
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            RadioMenuItem item = new RadioMenuItem(texts.of(key + value));
            item.setToggleGroup(group);
            item.setOnAction(_ -> chosen.set(value));
            button.getItems().add(item);
        }
        InvalidationListener show = _ -> {
            button.setText(texts.of(key + chosen.get()));
            for (int i = 0; i < values.length; i++) {
                ((RadioMenuItem) button.getItems().get(i)).setSelected(values[i].equals(chosen.get()));
            }
        };
        // Held by the button: the model outlives it.
        button.getProperties().put(InvalidationListener.class, show);
        chosen.addListener(new WeakInvalidationListener(show));
        show.invalidated(chosen);
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
