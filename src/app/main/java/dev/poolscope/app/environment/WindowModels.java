package dev.poolscope.app.environment;

import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.Selection;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.watch.WatchModel;

/** What the views of one window share. */
public record WindowModels(ScenarioDocument document, RunModel run, RunCommands commands, Selection selection,
        RunCursor cursor, WatchModel watch, ThemeModel theme, Texts texts) {

    public static WindowModels of(RunModel.RunStarter starter, ThemeModel theme) {
        Texts texts = new Texts();
        ScenarioDocument document = new ScenarioDocument();
        RunModel run = new RunModel(starter);
        Selection selection = new Selection();
        // Numbers of tasks and workers mean something else in another run.
        run.shownProperty().addListener((_, before, now) -> {
            if (now == null || !now.isWholeOf(before)) {
                selection.select(null);
            }
        });
        RunCursor cursor = new RunCursor(run, selection);
        return new WindowModels(document, run, new RunCommands(run, texts), selection, cursor,
                new WatchModel(run, selection, cursor, texts), theme, texts);
    }
}
