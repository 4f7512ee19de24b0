package dev.poolscope.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

import dev.poolscope.app.command.Shell;
import dev.poolscope.app.compose.ComposeController;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.explain.EventsController;
import dev.poolscope.app.explain.ExplainController;
import dev.poolscope.app.explain.LedgerController;
import dev.poolscope.app.explain.SelectedController;
import dev.poolscope.app.explain.StateController;
import dev.poolscope.app.explain.SummaryController;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.EmptyRunController;
import dev.poolscope.app.watch.WatchController;
import dev.poolscope.app.watch.WatchModel;

/** Loads views, and gives each controller what it needs through its constructor. */
public final class Views {
    private final Texts texts;
    private final Map<Class<?>, Supplier<Object>> controllers;

    /** Views of parts of the window. */
    public Views(WindowModels models) {
        this(models, Map.of());
    }

    /** Views of the whole window. */
    public Views(WindowModels models, Shell shell, ZonePlaceholders zones) {
        this(models, Map.of(MainWindowController.class, () -> new MainWindowController(models, shell, zones)));
    }

    private Views(WindowModels models, Map<Class<?>, Supplier<Object>> more) {
        this.texts = models.texts();
        RunModel run = models.run();
        RunCommands commands = models.commands();
        WatchModel watch = models.watch();
        controllers = new HashMap<>(more);
        controllers.putAll(Map.ofEntries(
                Map.entry(PoolControlsController.class, () -> new PoolControlsController(run, commands, texts)),
                Map.entry(StatusBarController.class, () -> new StatusBarController(run, models.cursor(), texts)),
                Map.entry(ComposeController.class, () -> new ComposeController(models.document(), run, texts)),
                Map.entry(WatchController.class, () -> new WatchController(watch, texts)),
                Map.entry(EmptyRunController.class, () -> new EmptyRunController(run, commands, texts)),
                Map.entry(LedgerController.class,
                        () -> new LedgerController(run, commands.submitAgain(), models.selection(), models.cursor(),
                                texts)),
                Map.entry(SummaryController.class, () -> new SummaryController(run, texts)),
                Map.entry(ExplainController.class, () -> new ExplainController(run, texts)),
                Map.entry(EventsController.class,
                        () -> new EventsController(run, models.selection(), models.cursor(), texts)),
                Map.entry(StateController.class,
                        () -> new StateController(run, models.cursor(), models.selection(), texts)),
                Map.entry(SelectedController.class,
                        () -> new SelectedController(run, models.selection(), models.cursor(), texts))));
    }

    /** Loads a view: beside this class, or by its whole path. */
    public Parent load(String fxml) {
        URL url = Views.class.getResource(fxml);
        if (url == null) {
            throw new IllegalStateException("the view " + fxml + " is missing beside " + Views.class.getName());
        }
        FXMLLoader loader = new FXMLLoader(url, texts.bundle());
        loader.setControllerFactory(this::controller);
        try {
            return loader.load();
        } catch (IOException broken) {
            throw new UncheckedIOException("the view " + fxml + " cannot be loaded", broken);
        }
    }

    private Object controller(Class<?> type) {
        Supplier<Object> supplier = controllers.get(type);
        if (supplier == null) {
            throw new IllegalStateException("no controller is made for " + type.getName());
        }
        return supplier.get();
    }
}
