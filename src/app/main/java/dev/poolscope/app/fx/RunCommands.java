package dev.poolscope.app.fx;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.poolscope.pool.PoolState;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Resubmission;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
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
    private final ObjectProperty<@Nullable Rate> rate = new SimpleObjectProperty<>(this, "rate");
    private final ReadOnlyObjectWrapper<@Nullable IdleTimeout> idleTimeoutNow = new ReadOnlyObjectWrapper<>(this,
            "idleTimeoutNow");
    private final ReadOnlyObjectWrapper<@Nullable Rate> rateNow = new ReadOnlyObjectWrapper<>(this, "rateNow");
    private final ReadOnlyBooleanWrapper poolLives = new ReadOnlyBooleanWrapper(this, "poolLives");
    private final Command run;
    private final Command newRun;
    private final Command stop;
    private final Command pause;
    private final Command submitOne;
    private final Command burst;
    /** Whether the pool had all its workers when the commands were offered last. */
    private boolean full;
    private final Command spawnOne;
    private final Command spawnAll;
    private final Command setRate;
    private final Command setIdleTimeout;
    private final Command cancelPending;
    private final Command breakNextInitializer;
    private final Command join;
    private final Command shutDown;
    private final Command submitAgain;

    public RunCommands(RunModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        run = new Command(model::start);
        newRun = new Command(model::startAfresh);
        stop = new Command(model::stop);
        pause = new Command(() -> model.setPaused(!model.pausedProperty().get()));
        submitOne = perform(() -> new Action.Submit(stream.get(), 1));
        burst = perform(() -> new Action.Submit(stream.get(), burstSize.get()));
        spawnOne = perform(() -> new Action.SpawnWorkers(1));
        spawnAll = perform(Action.SpawnMaxWorkers::new);
        setRate = new Command(this::performRate);
        cancelPending = perform(() -> new Action.CancelPending(stream.get()));
        breakNextInitializer = perform(Action.BreakNextInitializer::new);
        setIdleTimeout = perform(() -> new Action.SetIdleTimeout(idleTimeout.get().duration()));
        join = perform(() -> new Action.Join(null));
        shutDown = perform(Action.Shutdown::new);
        submitAgain = new Command(this::startAgain);
        InvalidationListener update = _ -> update();
        List.of(model.phaseProperty(), model.poolStateProperty(), model.activeProperty(), model.shownProperty(),
                model.nextProperty(), model.obstacleProperty(), rate).forEach(it -> it.addListener(update));
        model.phaseProperty().addListener((_, _, phase) -> takeRun(phase));
        model.scenarioProperty().addListener(_ -> takeScenario());
        model.revisionProperty().addListener(_ -> follow());
        // A held picture holds no pool.
        model.behindProperty().addListener(_ -> follow());
        rateNow.addListener((_, _, _) -> update());
        model.countsProperty().addListener(_ -> {
            if (full != isFull()) {
                update();
            }
        });
        stream.addListener(_ -> takeRate());
        stream.addListener(_ -> follow());
        stream.addListener(update);
        burstSize.addListener(update);
        idleTimeout.addListener(update);
        update();
    }

    // What the run answers stands in the log, which is where a refusal belongs.
    private Command perform(Supplier<Action> action) {
        return new Command(() -> perform(action.get()));
    }

    private void perform(Action action) {
        LiveRun live = model.run();
        if (live != null) {
            CompletableFuture<Answer> _ = live.perform(action);
        }
    }

    private void performRate() {
        Rate wanted = rate.get();
        if (wanted != null) {
            perform(new Action.SetRate(stream.get(), wanted));
        }
    }

    // The controls begin with what the run has.
    private void takeRun(RunPhase phase) {
        LiveRun live = model.run();
        if (phase == RunPhase.RUNNING && live != null) {
            String before = stream.get();
            streams.setAll(live.streams());
            stream.set(streams.contains(before) ? before : streams.getFirst());
            takeIdleTimeout();
            takeRate();
            follow();
        }
    }

    // Whatever set them: an action of the scenario, another hand, or the stream's own ramp.
    private void follow() {
        LiveRun live = model.run();
        if (live != null && model.phaseProperty().get() == RunPhase.RUNNING) {
            idleTimeoutNow.set(new IdleTimeout(live.idleTimeout()));
            Rate now = live.rates().get(stream.get());
            rateNow.set(now);
            if (now == null) {
                // What it had is no rate that it has.
                rate.set(null);
            }
        } else {
            idleTimeoutNow.set(null);
            rateNow.set(null);
        }
    }

    // Another scenario has other streams: those of the run before would be stale.
    private void takeScenario() {
        takeIdleTimeout();
        Scenario scenario = model.scenarioProperty().get();
        if (scenario == null || model.run() != null) {
            return;
        }
        String before = stream.get();
        streams.setAll(scenario.streams().stream().map(StreamSpec::name).toList());
        stream.set(streams.isEmpty() ? "" : streams.contains(before) ? before : streams.getFirst());
        takeRate();
    }

    private void startAgain() {
        ShownRun shown = model.shownProperty().get();
        FinishedRun done = shown == null ? null : shown.finished();
        if (done != null) {
            Resubmission.of(done).ifPresent(model::start);
        }
    }

    private void takeIdleTimeout() {
        LiveRun live = model.run();
        Scenario scenario = model.scenarioProperty().get();
        if (live != null) {
            idleTimeout.set(new IdleTimeout(live.idleTimeout()));
        } else if (scenario != null) {
            idleTimeout.set(new IdleTimeout(scenario.pool().idleTimeout()));
        }
    }

    private void takeRate() {
        LiveRun live = model.run();
        Scenario scenario = model.scenarioProperty().get();
        rate.set(live != null
                ? live.rates().get(stream.get())
                : scenario == null ? null : writtenRate(scenario));
    }

    private @Nullable Rate writtenRate(Scenario scenario) {
        return scenario.streams().stream().filter(each -> each.name().equals(stream.get())).findFirst()
                .map(each -> written(each.arrivals())).orElse(null);
    }

    private static @Nullable Rate written(Arrivals arrivals) {
        return switch (arrivals) {
            case Arrivals.Constant(var rate) -> rate;
            case Arrivals.Poisson(var rate) -> rate;
            case Arrivals.Ramp(var first, _) -> first;
            default -> null;
        };
    }

    private void update() {
        ShownRun active = model.activeProperty().get();
        RunPhase going = active == null ? RunPhase.OVER : active.phase();
        String blocked = model.nextProperty().get() == null ? texts.of("run.needsScenario") : "";
        String obstacle = blocked.isEmpty() ? model.obstacleProperty().get() : blocked;
        offerText(run, active == null ? obstacle : texts.of("run.goesOn"), texts.of("run.hint"));
        offerText(newRun, obstacle, texts.of(active == null ? "run.hint" : "newRun.hint"));
        offer(stop, switch (going) {
            case RUNNING -> null;
            case STARTING -> "run.starts";
            case STOPPING -> "run.ends";
            default -> "run.none";
        }, texts.of("stop.hint"));
        offer(submitAgain, nothingToSubmitAgain(), texts.of("submitAgain.hint"));
        RunPhase phase = model.phaseProperty().get();
        offer(pause, notGoing(phase), texts.of("pause.hint"));
        updatePool(phase, model.poolStateProperty().get());
    }

    private void updatePool(RunPhase phase, PoolState state) {
        poolLives.set(phase == RunPhase.STARTING || phase == RunPhase.RUNNING || phase == RunPhase.STOPPING);
        String refusal = refusal(phase, state);
        offer(submitOne, refusal, texts.of("submit.hint", stream.get()));
        offer(burst, refusal, texts.of("burst.hint", burstSize.get(), stream.get()));
        full = isFull();
        String noSpawn = refusal == null && full ? "pool.isFull" : refusal;
        offer(spawnOne, noSpawn, texts.of("spawnOne.hint"));
        offer(spawnAll, noSpawn, texts.of("spawnAll.hint"));
        offer(breakNextInitializer, refusal, texts.of("breakNext.hint"));
        offer(join, refusal, texts.of("join.hint"));
        LiveRun live = model.run();
        boolean paced = live == null || live.rates().containsKey(stream.get());
        offerText(setRate, notGoing(phase) != null || paced ? refused(notGoing(phase)) : noRate(),
                texts.of("rate.hint", stream.get(), Objects.requireNonNullElse(rate.get(), "")));
        boolean closed = state == PoolState.CLOSING || state == PoolState.TERMINATED;
        String closedNow = notGoing(phase) != null || closed ? refusal : null;
        offer(cancelPending, closedNow, texts.of("cancelPending.hint", stream.get()));
        offer(setIdleTimeout, state == PoolState.BROKEN ? refusal : closedNow,
                texts.of("idleTimeout.hint", idleTimeout.get().text()));
        offer(shutDown, closedNow, texts.of("shutDown.hint"));
    }

    /** Whether the pool has all the workers that it may have. */
    private boolean isFull() {
        return model.countsProperty().get().alive() >= model.timeline().lanes().count();
    }

    private String noRate() {
        Scenario scenario = model.scenarioProperty().get();
        boolean pacedByFile = scenario != null && writtenRate(scenario) != null;
        return pacedByFile ? texts.of("rate.over") : texts.of("rate.none", stream.get());
    }

    private @Nullable String nothingToSubmitAgain() {
        ShownRun shown = model.shownProperty().get();
        if (model.activeProperty().get() != null) {
            return model.activeProperty().get() == shown ? "submitAgain.goesOn" : "run.goesOn";
        }
        FinishedRun done = shown == null ? null : shown.finished();
        return done == null || done.leftovers().isEmpty() ? "submitAgain.none" : null;
    }

    // Why nothing can be done to the run that is shown; null if it goes on.
    private @Nullable String notGoing(RunPhase phase) {
        return switch (phase) {
            case RUNNING -> null;
            case STARTING -> "run.starts";
            case STOPPING -> "run.ends";
            case EMPTY, READY, OVER -> model.activeProperty().get() == null ? "run.none" : "run.another";
        };
    }

    private @Nullable String refusal(RunPhase phase, PoolState state) {
        String notGoing = notGoing(phase);
        if (notGoing != null) {
            return notGoing;
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
        offerText(command, refused(refusal), whatItDoes);
    }

    private String refused(@Nullable String refusal) {
        return refusal == null ? "" : texts.of(refusal);
    }

    private static void offerText(Command command, String refusal, String whatItDoes) {
        if (refusal.isEmpty()) {
            command.enable(whatItDoes);
        } else {
            command.disable(refusal);
        }
    }

    public Command run() {
        return run;
    }

    /** Ends the run that goes on, if any, and runs the scenario on a fresh pool. */
    public Command newRun() {
        return newRun;
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

    public Command spawnOne() {
        return spawnOne;
    }

    public Command spawnAll() {
        return spawnAll;
    }

    /** Lets the chosen stream arrive at another rate; the file stays as it is. */
    public Command setRate() {
        return setRate;
    }

    /** Cancels what is pending of the chosen stream. */
    public Command cancelPending() {
        return cancelPending;
    }

    public Command breakNextInitializer() {
        return breakNextInitializer;
    }

    public Command join() {
        return join;
    }

    public Command shutDown() {
        return shutDown;
    }

    /** Runs what the pool cancelled in the shown run, on a fresh pool of the same kind. */
    public Command submitAgain() {
        return submitAgain;
    }

    /** Whether the shown run has a pool that lives, so that there is something to act on. */
    public ReadOnlyBooleanProperty poolLivesProperty() {
        return poolLives.getReadOnlyProperty();
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

    /** What {@link #setRate()} sets; the rate of the chosen stream whenever another one is chosen, null if that has none. */
    public ObjectProperty<@Nullable Rate> rateProperty() {
        return rate;
    }

    /** The rate at which the chosen stream arrives now in the run that is shown; null if it has none, or goes on no more. */
    public ReadOnlyObjectProperty<@Nullable Rate> rateNowProperty() {
        return rateNow.getReadOnlyProperty();
    }

    /** The idle timeout that the pool has now in the run that is shown; null if none goes on. */
    public ReadOnlyObjectProperty<@Nullable IdleTimeout> idleTimeoutNowProperty() {
        return idleTimeoutNow.getReadOnlyProperty();
    }

    /** What {@link #setIdleTimeout()} sets. */
    public ObjectProperty<IdleTimeout> idleTimeoutProperty() {
        return idleTimeout;
    }
}
