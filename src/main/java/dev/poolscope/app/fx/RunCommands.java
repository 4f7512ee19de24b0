package dev.poolscope.app.fx;

import java.util.function.Consumer;

import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.poolscope.pool.PoolState;
import org.jspecify.annotations.Nullable;

/** What can be done to the run in the window, and what is to be said for each while it cannot be done. */
public final class RunCommands {
    private final RunModel model;
    private final Texts texts;
    private final StringProperty stream = new SimpleStringProperty(this, "stream", "");
    private final ObservableList<String> streams = FXCollections.observableArrayList();
    private final IntegerProperty burstSize = new SimpleIntegerProperty(this, "burstSize", 25);
    private final ObjectProperty<IdleTimeout> idleTimeout = new SimpleObjectProperty<>(this, "idleTimeout",
            IdleTimeout.parse("60s"));
    private final Command run;
    private final Command stop;
    private final Command pause;
    private final Command submitOne;
    private final Command burst;
    private final Command setIdleTimeout;
    private final Command join;
    private final Command shutDown;

    public RunCommands(RunModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        run = new Command(model::start);
        stop = new Command(model::stop);
        pause = new Command(() -> model.setPaused(!model.pausedProperty().get()));
        submitOne = onRun(live -> live.submit(stream.get(), 1));
        burst = onRun(live -> live.submit(stream.get(), burstSize.get()));
        setIdleTimeout = onRun(live -> live.setIdleTimeout(idleTimeout.get().duration()));
        join = onRun(LiveRun::join);
        shutDown = onRun(LiveRun::shutDown);
        InvalidationListener update = _ -> update();
        model.phaseProperty().addListener(update);
        model.poolStateProperty().addListener(update);
        model.phaseProperty().addListener((_, _, phase) -> takeStreams(phase));
        model.scenarioProperty().addListener((_, _, scenario) -> {
            if (scenario != null) {
                idleTimeout.set(new IdleTimeout(scenario.pool().idleTimeout()));
            }
        });
        stream.addListener(update);
        burstSize.addListener(update);
        idleTimeout.addListener(update);
        update();
    }

    private Command onRun(Consumer<LiveRun> action) {
        return new Command(() -> {
            LiveRun live = model.run();
            if (live != null) {
                action.accept(live);
            }
        });
    }

    private void takeStreams(RunPhase phase) {
        LiveRun live = model.run();
        if (phase == RunPhase.RUNNING && live != null) {
            String before = stream.get();
            streams.setAll(live.streams());
            stream.set(streams.contains(before) ? before : streams.getFirst());
        }
    }

    private void update() {
        RunPhase phase = model.phaseProperty().get();
        offer(run, switch (phase) {
            case EMPTY -> "run.needsScenario";
            case READY, OVER -> null;
            default -> "run.goesOn";
        }, texts.of("run.hint"));
        offer(stop, phase == RunPhase.RUNNING ? null : phase == RunPhase.STOPPING ? "run.ends" : "run.none",
                texts.of("stop.hint"));
        offer(pause, phase == RunPhase.RUNNING ? null : phase == RunPhase.STOPPING ? "run.ends" : "run.none",
                texts.of("pause.hint"));
        String refusal = refusal(phase, model.poolStateProperty().get());
        offer(submitOne, refusal, texts.of("submit.hint", stream.get()));
        offer(burst, refusal, texts.of("burst.hint", burstSize.get(), stream.get()));
        offer(join, refusal, texts.of("join.hint"));
        PoolState state = model.poolStateProperty().get();
        boolean closed = state == PoolState.CLOSING || state == PoolState.TERMINATED;
        String closedNow = phase != RunPhase.RUNNING || closed ? refusal : null;
        offer(setIdleTimeout, state == PoolState.BROKEN ? refusal : closedNow,
                texts.of("idleTimeout.hint", idleTimeout.get().text()));
        offer(shutDown, closedNow, texts.of("shutDown.hint"));
    }

    private static @Nullable String refusal(RunPhase phase, PoolState state) {
        if (phase != RunPhase.RUNNING) {
            return phase == RunPhase.STARTING ? "run.starts" : phase == RunPhase.STOPPING ? "run.ends" : "run.none";
        }
        return switch (state) {
            case OPEN -> null;
            case JOINING -> "pool.joins";
            case BROKEN -> "pool.isBroken";
            case CLOSING -> "pool.shutsDown";
            case TERMINATED -> "pool.isTerminated";
        };
    }

    private void offer(Command command, @Nullable String refusal, String whatItDoes) {
        if (refusal == null) {
            command.enable(whatItDoes);
        } else {
            command.disable(texts.of(refusal));
        }
    }

    public Command run() {
        return run;
    }

    public Command stop() {
        return stop;
    }

    /** Holds the picture, or lets it go on. */
    public Command pause() {
        return pause;
    }

    public Command submitOne() {
        return submitOne;
    }

    public Command burst() {
        return burst;
    }

    public Command setIdleTimeout() {
        return setIdleTimeout;
    }

    public Command join() {
        return join;
    }

    public Command shutDown() {
        return shutDown;
    }

    /** The stream that {@link #submitOne()} and {@link #burst()} take their tasks from. */
    public StringProperty streamProperty() {
        return stream;
    }

    /** The streams to choose from; empty before the first run. */
    public ObservableList<String> streams() {
        return streams;
    }

    public IntegerProperty burstSizeProperty() {
        return burstSize;
    }

    /** What {@link #setIdleTimeout()} sets. */
    public ObjectProperty<IdleTimeout> idleTimeoutProperty() {
        return idleTimeout;
    }
}
