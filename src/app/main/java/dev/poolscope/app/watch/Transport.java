package dev.poolscope.app.watch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javafx.beans.InvalidationListener;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.RunCursor.Step;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Texts;

/** What moves the cursor: steps and the play. While the picture follows a run that goes on, nothing does. */
public final class Transport {
    private final WatchModel model;
    private final Texts texts;
    private final RunCursor cursor;
    private final Map<Step, Command> next = new EnumMap<>(Step.class);
    private final Map<Step, Command> previous = new EnumMap<>(Step.class);
    private final Command play;
    private final Command slower;
    private final Command faster;
    private final Command lift;
    private boolean offered;

    Transport(WatchModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        cursor = model.placed();
        for (Step step : Step.values()) {
            next.put(step, new Command(() -> cursor.next(step)));
            previous.put(step, new Command(() -> cursor.previous(step)));
        }
        play = new Command(() -> {
            if (cursor.playingProperty().get()) {
                cursor.stop();
            } else {
                cursor.play();
            }
        });
        slower = new Command(() -> change(-1));
        faster = new Command(() -> change(1));
        lift = new Command(cursor::clear);
        InvalidationListener update = _ -> update();
        List.of(model.run().phaseProperty(), model.run().pausedProperty(), model.run().shownProperty(),
                model.viewport().followingProperty(), cursor.pointProperty(), cursor.speedProperty())
                .forEach(it -> it.addListener(update));
        update();
    }

    private void change(int by) {
        int at = RunCursor.SPEEDS.indexOf(cursor.speedProperty().get());
        cursor.speedProperty().set(RunCursor.SPEEDS.get(Math.clamp(at + (long) by, 0, RunCursor.SPEEDS.size() - 1)));
    }

    private void update() {
        RunPhase phase = model.run().phaseProperty().get();
        boolean goesOn = phase == RunPhase.RUNNING || phase == RunPhase.STOPPING;
        boolean follows = goesOn && model.viewport().isFollowing() && !model.run().pausedProperty().get();
        offered = phase == RunPhase.OVER || (goesOn && !follows);
        String why = offered ? "" : texts.of(follows ? "transport.follows" : "transport.none");
        next.forEach((step, command) -> offer(command, why, "action.next_" + name(step)));
        previous.forEach((step, command) -> offer(command, why, "action.previous_" + name(step)));
        offer(play, why, "action.play");
        double speed = cursor.speedProperty().get();
        offer(slower, speed <= RunCursor.SPEEDS.getFirst() ? texts.of("transport.slowest") : why, "action.slower");
        offer(faster, speed >= RunCursor.SPEEDS.getLast() ? texts.of("transport.fastest") : why, "action.faster");
        offer(lift, cursor.moment().isPresent() ? "" : texts.of("transport.noCursor"), "action.lift_cursor");
    }

    private static String name(Step step) {
        return switch (step) {
            case EVENT -> "event";
            case DECISION -> "decision";
            case MARK -> "mark";
        };
    }

    private void offer(Command command, String why, String key) {
        if (why.isEmpty()) {
            command.enable(texts.of(key));
        } else {
            command.disable(why);
        }
    }

    /** Whether the cursor can be moved now: the run is over, or the picture does not follow it. */
    boolean isOffered() {
        return offered;
    }

    /** {@return what goes to the next event of a kind} */
    public Command next(Step step) {
        return command(next, step);
    }

    /** {@return what goes back to the event of a kind before} */
    public Command previous(Step step) {
        return command(previous, step);
    }

    private static Command command(Map<Step, Command> commands, Step step) {
        Command command = commands.get(step);
        if (command == null) {
            throw new IllegalArgumentException("no command for " + step);
        }
        return command;
    }

    /** {@return what lets the cursor move by itself, or stay} */
    public Command play() {
        return play;
    }

    /** {@return what slows the play down} */
    public Command slower() {
        return slower;
    }

    /** {@return what makes the play faster} */
    public Command faster() {
        return faster;
    }

    /** {@return what takes the cursor away} */
    public Command lift() {
        return lift;
    }
}
