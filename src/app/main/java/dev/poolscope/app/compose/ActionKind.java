package dev.poolscope.app.compose;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;

/** The kinds of actions. */
enum ActionKind {
    NOTE("note"), SUBMIT("submit"), SET_RATE("setRate"), CANCEL_PENDING("cancelPending"), SPAWN_WORKERS("spawnWorkers"),
    SPAWN_MAX_WORKERS(
            "spawnMaxWorkers"),
    SET_IDLE_TIMEOUT("setIdleTimeout"), BREAK_NEXT_INITIALIZER(
            "breakNextInitializer"),
    JOIN("join"), SHUTDOWN("shutdown");

    private static final int USUAL_COUNT = 10;
    private static final Rate USUAL_RATE = new Rate(BigDecimal.TEN, false);

    private final String key;

    ActionKind(String key) {
        this.key = key;
    }

    static ActionKind of(Action action) {
        return switch (action) {
            case Action.Note _ -> NOTE;
            case Action.Submit _ -> SUBMIT;
            case Action.SetRate _ -> SET_RATE;
            case Action.CancelPending _ -> CANCEL_PENDING;
            case Action.SpawnWorkers _ -> SPAWN_WORKERS;
            case Action.SpawnMaxWorkers _ -> SPAWN_MAX_WORKERS;
            case Action.SetIdleTimeout _ -> SET_IDLE_TIMEOUT;
            case Action.BreakNextInitializer _ -> BREAK_NEXT_INITIALIZER;
            case Action.Join _ -> JOIN;
            case Action.Shutdown _ -> SHUTDOWN;
        };
    }

    /** The name, as files write it. */
    String key() {
        return key;
    }

    /** An action of this kind with the stream, the count and the time of another, as far as it has them. */
    Action like(Action other, Scenario scenario, String caption) {
        if (of(other) == this) {
            return other;
        }
        return switch (this) {
            case NOTE -> new Action.Note(caption);
            case SUBMIT -> new Action.Submit(stream(other, scenario), count(other));
            case SET_RATE -> new Action.SetRate(stream(other, scenario), USUAL_RATE);
            case CANCEL_PENDING -> new Action.CancelPending(stream(other, scenario));
            case SPAWN_WORKERS -> new Action.SpawnWorkers(other instanceof Action.Submit(_, var count) ? count : 1);
            case SPAWN_MAX_WORKERS -> new Action.SpawnMaxWorkers();
            case SET_IDLE_TIMEOUT -> new Action.SetIdleTimeout(Duration.ofSeconds(1));
            case BREAK_NEXT_INITIALIZER -> new Action.BreakNextInitializer();
            case JOIN -> new Action.Join(null);
            case SHUTDOWN -> new Action.Shutdown();
        };
    }

    private static int count(Action action) {
        return action instanceof Action.SpawnWorkers(var count) ? count : USUAL_COUNT;
    }

    /** The stream an action is about; if it is about none, the first there is. */
    private static String stream(Action action, Scenario scenario) {
        List<StreamSpec> streams = scenario.streams();
        return action.stream() != null ? action.stream() : streams.isEmpty() ? "" : streams.getFirst().name();
    }
}
