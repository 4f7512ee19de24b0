package dev.poolscope.lesson.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Says what expressions say of a run. A property of {@code none} is {@code none}, arithmetic with it gives {@code none}, it equals
 * only itself, and is neither less nor greater than anything. Immutable as far as what gives the runs is.
 */
public final class Evaluator {
    private final Function<String, RunFacts> runs;
    private final RunFacts facts;

    /**
     * Makes one.
     *
     * @param runs the runs of the lesson by their names
     * @param on the one that is asked where an expression names none
     */
    public Evaluator(Function<String, RunFacts> runs, String on) {
        this.runs = runs;
        this.facts = runs.apply(on);
    }

    /**
     * Makes one for a single run.
     *
     * @param facts what is asked
     */
    public Evaluator(RunFacts facts) {
        this.runs = _ -> facts;
        this.facts = facts;
    }

    /**
     * Evaluates.
     *
     * @param expression what is asked
     * @return what the run says; {@link Value.NotKnown} if it lost what would say it
     */
    public Value value(Expression expression) {
        try {
            return of(expression);
        } catch (NotKnownException lost) {
            return new Value.NotKnown(String.valueOf(lost.getMessage()));
        }
    }

    /**
     * Tells whether something holds.
     *
     * @param expression of the kind {@link Kind#TRUTH}
     * @return whether it is true; false if it is not known
     */
    public boolean holds(Expression expression) {
        return value(expression) instanceof Value.Truth(var holds) && holds;
    }

    private Value of(Expression expression) {
        return switch (expression) {
            case Expression.Literal it -> it.value();
            case Expression.Cores _ -> new Value.Amount(facts.cores());
            case Expression.Measured it -> measured(it.quantity());
            case Expression.Listing it -> new Value.Items(it.items().stream().map(this::of).toList());
            case Expression.OnRun it -> new Evaluator(runs, it.run()).of(it.of());
            case Expression.Property it -> Facts.property(facts, of(it.of()), it.name());
            case Expression.Joined it -> joined(it);
            case Expression.Call it -> call(it);
        };
    }

    private Value measured(Quantity quantity) {
        Measurements measured = facts.run().measurements();
        return switch (quantity) {
            case Quantity.Count count -> new Value.Amount((double) measured.count(count));
            case Quantity.Retired(var reason) -> new Value.Amount((double) measured.retired(reason));
            case Quantity.State state -> new Value.Truth(measured.is(state));
            case Quantity.Time(var span, var statistic) -> {
                OptionalDouble nanos = measured.nanos(span, statistic);
                yield nanos.isPresent() ? new Value.Time(Math.round(nanos.getAsDouble())) : Value.None.NONE;
            }
            case Quantity.Throughput _ -> {
                OptionalDouble rate = measured.throughput();
                yield rate.isPresent() ? new Value.Amount(rate.getAsDouble()) : Value.None.NONE;
            }
            case Quantity.Utilisation _,Quantity.OfStream _ ->
                throw new IllegalStateException(quantity.key() + " is no word of this language");
        };
    }

    private Value joined(Expression.Joined joined) {
        Value left = of(joined.left());
        return switch (joined.operator()) {
            case "and" -> new Value.Truth(isTrue(left) && isTrue(of(joined.right())));
            case "or" -> new Value.Truth(isTrue(left) || isTrue(of(joined.right())));
            default -> Arithmetic.of(joined.operator(), left, of(joined.right()));
        };
    }

    private static boolean isTrue(Value value) {
        return value instanceof Value.Truth(var holds) && holds;
    }

    private Value call(Expression.Call call) {
        Root root = Objects.requireNonNull(Root.of(call.root()));
        Bounds bounds = new Bounds(call.arguments());
        if (bounds.impossible) {
            // A filter by what is none: nothing passes it.
            return root.kind == Kind.NUMBER && root.takesEvent() ? new Value.Amount(0) : Value.None.NONE;
        }
        return switch (root) {
            case TASK -> task(bounds);
            case WORKER -> facts.worker((int) bounds.which).<Value>map(Value.OfWorker::new).orElse(Value.None.NONE);
            case FIRST, LAST, COUNT, ORDER -> events(root, bounds);
            case TASKS -> new Value.Tasks(bounds.tasks());
            case WAIT -> bounds.times(TaskFacts::waited);
            case RUN -> bounds.times(TaskFacts::ran);
            case TOTAL -> bounds.times(TaskFacts::total);
            case SPAN -> span(bounds.tasks());
            case DEPTH -> bounds.level(facts.pending());
            case ALIVE -> bounds.level(facts.alive());
            case BUSY -> bounds.level(facts.busy());
            case QUEUE -> Value.Items.ofIds(facts.queue(bounds.at));
            case UTILISATION -> bounds.before <= bounds.after
                    ? Value.None.NONE
                    : new Value.Amount(facts.busy().area(bounds.after, bounds.before) / facts.run().maxWorkers()
                            / (bounds.before - bounds.after));
        };
    }

    private Value task(Bounds bounds) {
        if (bounds.stream == null) {
            return facts.task(bounds.which).<Value>map(Value.OfTask::new).orElse(Value.None.NONE);
        }
        List<TaskFacts> tasks = bounds.tasks();
        return bounds.which >= 1 && bounds.which <= tasks.size()
                ? new Value.OfTask(tasks.get((int) bounds.which - 1))
                : Value.None.NONE;
    }

    private static Value span(List<TaskFacts> tasks) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (TaskFacts task : tasks) {
            if (!task.isRejected()) {
                first = Math.min(first, task.due());
            }
            if (task.total() != TaskFacts.NEVER) {
                last = Math.max(last, task.ended());
            }
        }
        return last == Long.MIN_VALUE ? Value.None.NONE : new Value.Time(last - first);
    }

    private Value events(Root root, Bounds bounds) {
        List<RunEvent> found = facts.events().stream().filter(bounds::passes).toList();
        return switch (root) {
            case COUNT -> new Value.Amount(found.size());
            case ORDER -> Value.Items.ofIds(found.stream().map(RunEvent::taskId).toList());
            case FIRST -> found.isEmpty() ? Value.None.NONE : event(found.getFirst());
            default -> found.isEmpty() ? Value.None.NONE : event(found.getLast());
        };
    }

    private Value event(RunEvent event) {
        return new Value.OfEvent(event, facts.streamOf(event));
    }

    /** What the arguments of a call come to. */
    private final class Bounds {
        private Argument.@Nullable OfType type;
        private long which;
        private @Nullable String stream;
        private @Nullable String reason;
        private @Nullable String outcome;
        private @Nullable Long worker;
        private @Nullable Long task;
        private long at;
        private long after;
        private long before = facts.end();
        private boolean bounded;
        private @Nullable Long slower;
        private boolean impossible;

        Bounds(List<Argument> arguments) {
            for (Argument argument : arguments) {
                switch (argument) {
                    case Argument.OfType it -> type = it;
                    case Argument.Which(_, var number) -> which = number(of(number));
                    case Argument.ByWord(_, var kind, var word) -> {
                        switch (kind) {
                            case STREAM -> stream = word;
                            case REASON -> reason = word;
                            default -> outcome = word;
                        }
                    }
                    case Argument.ByValue(_, var kind, var bound) -> bound(kind, number(of(bound)));
                }
            }
        }

        private void bound(Argument.FilterKind kind, long value) {
            switch (kind) {
                case WORKER -> worker = value;
                case TASK -> task = value;
                case AT -> at = value;
                case AFTER -> {
                    after = value;
                    bounded = true;
                }
                case BEFORE -> {
                    before = value;
                    bounded = true;
                }
                case SLOWER -> slower = value;
                case STREAM, REASON, OUTCOME -> throw new IllegalArgumentException(kind.word());
            }
        }

        private long number(Value value) {
            return switch (value) {
                case Value.Amount(var number) when number == Math.rint(number) -> (long) number;
                case Value.Time(var nanos) -> nanos;
                default -> {
                    impossible = true;
                    yield 0;
                }
            };
        }

        boolean passes(RunEvent event) {
            return type != null && event.type() == type.type()
                    && (stream == null || stream.equals(facts.streamOf(event)))
                    && (reason == null || reason.equals(Facts.reason(event)))
                    && (worker == null || worker == event.workerId()) && (task == null || task == event.taskId())
                    && (!bounded || (event.nanos() >= after && event.nanos() <= before));
        }

        List<TaskFacts> tasks() {
            return facts.tasks().stream().filter(this::passes).toList();
        }

        private boolean passes(TaskFacts each) {
            return (stream == null || stream.equals(each.stream()))
                    && (outcome == null || outcome.equals(each.outcome()))
                    && (reason == null || reason.equals(each.reason())) && (worker == null || worker == each.worker())
                    && (!bounded || (each.due() >= after && each.due() <= before));
        }

        Value times(ToLongFunction<TaskFacts> time) {
            List<Long> nanos = new ArrayList<>();
            for (TaskFacts each : tasks()) {
                long value = time.applyAsLong(each);
                if (value != TaskFacts.NEVER && (slower == null || value > slower)) {
                    nanos.add(value);
                }
            }
            nanos.sort(null);
            return new Value.Times(nanos);
        }

        Value level(Level level) {
            if (!bounded) {
                return new Value.Amount(level.at(at));
            }
            return before < after ? Value.None.NONE : level.over(after, before);
        }
    }

    /** Properties. */
    private static final class Facts {
        private Facts() {}

        static Value property(RunFacts facts, Value of, String name) {
            return switch (of) {
                case Value.OfTask(var task) -> ofTask(task, name);
                case Value.OfWorker(var worker) -> ofWorker(facts, worker, name);
                case Value.OfEvent(var event, var stream) -> switch (name) {
                    case "at" -> new Value.Time(event.nanos());
                    case "task" -> positive(event.taskId());
                    case "worker" -> positive(event.workerId());
                    case "stream" -> word(stream);
                    default -> word(reason(event));
                };
                case Value.Tasks(var tasks) -> switch (name) {
                    case "count" -> new Value.Amount(tasks.size());
                    case "ids" -> Value.Items.ofIds(tasks.stream().filter(task -> !task.isRejected()).map(TaskFacts::id)
                            .sorted().toList());
                    default -> longest(tasks);
                };
                case Value.Times(var nanos) -> ofTimes(nanos, name);
                case Value.Window(var min, var mean, var max) -> new Value.Amount(switch (name) {
                    case "min" -> min;
                    case "mean" -> mean;
                    default -> max;
                });
                default -> Value.None.NONE;
            };
        }

        private static Value ofTask(TaskFacts task, String name) {
            return switch (name) {
                case "id" -> positive(task.id());
                case "stream" -> word(task.stream());
                case "due" -> time(task.due());
                case "submitted" -> time(task.submitted());
                case "started" -> time(task.started());
                case "ended" -> time(task.ended());
                case "wait" -> time(task.waited());
                case "run" -> time(task.ran());
                case "total" -> time(task.total());
                case "worker" -> positive(task.worker());
                case "outcome" -> word(task.outcome());
                case "reason" -> word(task.reason());
                default -> task.isRejected() ? Value.None.NONE : new Value.Amount(task.ahead());
            };
        }

        private static Value ofWorker(RunFacts facts, WorkerFacts worker, String name) {
            RunEvent event = switch (name) {
                case "spawned" -> worker.spawned();
                case "ready" -> worker.ready();
                case "retiring" -> worker.retiring();
                case "retired" -> worker.retired();
                default -> null;
            };
            if (name.equals("took")) {
                return Value.Items.ofIds(worker.took());
            }
            return event == null ? Value.None.NONE : new Value.OfEvent(event, facts.streamOf(event));
        }

        private static Value longest(List<TaskFacts> tasks) {
            TaskFacts longest = null;
            for (TaskFacts task : tasks) {
                if (task.waited() != TaskFacts.NEVER && (longest == null || task.waited() > longest.waited())) {
                    longest = task;
                }
            }
            return longest == null ? Value.None.NONE : new Value.OfTask(longest);
        }

        private static Value ofTimes(List<Long> nanos, String name) {
            if (name.equals("count")) {
                return new Value.Amount(nanos.size());
            }
            if (nanos.isEmpty()) {
                return Value.None.NONE;
            }
            return new Value.Time(switch (name) {
                case "min" -> nanos.getFirst();
                case "max" -> nanos.getLast();
                case "mean" -> Math.round(nanos.stream().mapToLong(Long::longValue).average().orElseThrow());
                default -> nanos.get((int) Math.ceilDiv(nanos.size() * Long.parseLong(name.substring(1)), 100) - 1);
            });
        }

        /** Why it happened, as {@code events.csv} has it; empty if that does not say it. */
        static String reason(RunEvent event) {
            return switch (event) {
                case WorkerEvent.Spawned it -> it.reason().name();
                case WorkerEvent.Retiring it -> it.reason().name();
                case WorkerEvent.Retired it -> it.reason().name();
                case TaskEvent.Cancelled it -> PropertyWords.of(it.by());
                case TaskEvent _,WorkerEvent _,PoolEvent _ -> "";
            };
        }

        private static Value time(long nanos) {
            return nanos == TaskFacts.NEVER ? Value.None.NONE : new Value.Time(nanos);
        }

        private static Value positive(long number) {
            return number == 0 ? Value.None.NONE : new Value.Amount((double) number);
        }

        private static Value word(String word) {
            return word.isEmpty() ? Value.None.NONE : new Value.Word(word);
        }
    }
}
