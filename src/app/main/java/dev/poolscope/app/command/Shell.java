package dev.poolscope.app.command;

import java.util.Map;

import dev.poolscope.app.document.Documents;
import dev.poolscope.app.environment.Comparisons;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.key.WindowAction;

/** What the parts of the window's frame share, beside the models that all zones share. */
public record Shell(WindowEnvironment around, Notices notices, Documents documents, WindowLayout layout,
        Comparisons comparisons, Map<WindowAction, Command> actions) {

    /** The command that an action of the window is. */
    public Command command(WindowAction action) {
        Command command = actions.get(action);
        if (command == null) {
            throw new IllegalStateException("no command for " + action);
        }
        return command;
    }
}
