package dev.poolscope.app.command;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.settings.Settings;
import dev.poolscope.app.settings.SettingsStore;
import dev.poolscope.app.settings.ThemeChoice;
import dev.poolscope.workload.format.ReadyScenarios;

/** Makes the menus of the table of actions, with what is not one action but a choice among several. */
public final class WindowMenus {
    private static final Set<WindowAction> BEGIN_A_GROUP = EnumSet.of(WindowAction.SAVE, WindowAction.EXPORT_REPORT,
            WindowAction.CLOSE, WindowAction.PAUSE, WindowAction.TWIN, WindowAction.SUBMIT_ONE, WindowAction.SPAWN_ONE,
            WindowAction.CANCEL_PENDING, WindowAction.JOIN, WindowAction.NEXT_EVENT, WindowAction.LIFT_CURSOR,
            WindowAction.FOLLOW, WindowAction.TABLE, WindowAction.PRESENTATION, WindowAction.CLOSE_LESSON);
    private static final String MAC = "mac";

    private final Shell shell;
    private final Texts texts;
    private final Map<WindowAction, ObservableValue<Boolean>> states = new EnumMap<>(WindowAction.class);

    private WindowMenus(WindowModels models, Shell shell) {
        this.shell = shell;
        this.texts = models.texts();
        states.put(WindowAction.PAUSE, models.run().pausedProperty());
        states.put(WindowAction.FOLLOW, models.watch().viewport().followingProperty());
        states.put(WindowAction.COMPOSE, shell.layout().composeProperty());
        states.put(WindowAction.LESSONS, shell.layout().lessonProperty());
        states.put(WindowAction.EXPLAIN, shell.layout().explainProperty());
        states.put(WindowAction.TABLE, models.watch().tableProperty());
        states.put(WindowAction.PRESENTATION, shell.layout().presentationProperty());
    }

    public static MenuBar bar(WindowModels models, Shell shell) {
        WindowMenus menus = new WindowMenus(models, shell);
        MenuBar bar = new MenuBar();
        bar.setId("menus");
        bar.setUseSystemMenuBar(true);
        for (WindowAction.Menu menu : WindowAction.Menu.values()) {
            bar.getMenus().add(menus.menu(menu));
        }
        return bar;
    }

    private Menu menu(WindowAction.Menu which) {
        Menu menu = new Menu(texts.of("menu." + which.name().toLowerCase(Locale.ROOT)));
        for (WindowAction action : WindowAction.values()) {
            if (action.menu() == which && shell.actions().containsKey(action)) {
                if (BEGIN_A_GROUP.contains(action)) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
                menu.getItems().add(item(action));
                if (action == WindowAction.OPEN) {
                    menu.getItems().addAll(ready(), recent(shell.around().settings()));
                }
            }
        }
        if (which == WindowAction.Menu.VIEW) {
            menu.getItems().addAll(new SeparatorMenuItem(), theme(shell.around().settings()));
        }
        return menu;
    }

    private MenuItem item(WindowAction action) {
        Command command = shell.command(action);
        ObservableValue<Boolean> state = states.get(action);
        MenuItem item;
        if (state == null) {
            item = new MenuItem();
            item.setOnAction(_ -> command.run());
        } else {
            CheckMenuItem check = new CheckMenuItem();
            state.subscribe(check::setSelected);
            check.setOnAction(_ -> {
                command.run();
                // The item shows what is, and not only what was clicked.
                check.setSelected(state.getValue());
            });
            item = check;
        }
        item.setId("menu-" + action.name());
        if (action.menu() == WindowAction.Menu.EDIT) {
            item.textProperty().bind(command.hintProperty());
        } else {
            item.setText(texts.of(action.text()));
        }
        item.disableProperty().bind(command.disabledProperty());
        // The menu bar of a Mac would take such keys from fields that are written in.
        if (!action.keys().isEmpty() && !(action.writes() && isMac())) {
            item.setAccelerator(action.keys().getFirst());
        }
        return item;
    }

    /** Whether the menus take care of a key. */
    static boolean handles(WindowAction action, KeyCombination key) {
        return key.equals(action.keys().getFirst()) && !(action.writes() && isMac());
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(MAC);
    }

    private Menu ready() {
        Menu menu = new Menu(texts.of("menu.ready"));
        menu.setId("menu-ready");
        for (String name : ReadyScenarios.names()) {
            MenuItem item = new MenuItem(name);
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> shell.documents().openReady(name));
            menu.getItems().add(item);
        }
        return menu;
    }

    private Menu recent(SettingsStore settings) {
        Menu menu = new Menu(texts.of("menu.recent"));
        menu.setId("menu-recent");
        settings.settingsProperty().map(Settings::recent).subscribe(files -> {
            menu.getItems().clear();
            menu.setDisable(files.isEmpty());
            for (Path file : files) {
                MenuItem item = new MenuItem(texts.of("menu.recent.file", file.getFileName(),
                        String.valueOf(file.getParent())));
                item.setMnemonicParsing(false);
                item.setOnAction(_ -> shell.documents().open(file));
                menu.getItems().add(item);
            }
            MenuItem clear = new MenuItem(texts.of("menu.recent.clear"));
            clear.setOnAction(_ -> settings.change(Settings::withoutRecent));
            menu.getItems().addAll(new SeparatorMenuItem(), clear);
        });
        return menu;
    }

    private Menu theme(SettingsStore settings) {
        Menu menu = new Menu(texts.of("menu.theme"));
        menu.setId("menu-theme");
        for (ThemeChoice choice : ThemeChoice.values()) {
            RadioMenuItem item = new RadioMenuItem(texts.of("theme." + choice.name().toLowerCase(Locale.ROOT)));
            settings.settingsProperty().subscribe(now -> item.setSelected(now.theme() == choice));
            item.setOnAction(_ -> {
                settings.change(now -> now.withTheme(choice));
                item.setSelected(true);
            });
            menu.getItems().add(item);
        }
        return menu;
    }
}
