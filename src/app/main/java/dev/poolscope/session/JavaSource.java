package dev.poolscope.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.pool.DualThreadPool;
import dev.poolscope.pool.MapOptions;
import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.QuadThreadPool;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.pool.TripleThreadPool;
import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.WorkloadRunner;
import org.jspecify.annotations.Nullable;

/**
 * Writes a scenario as a Java class that stands alone: it makes the pool with {@code dev.poolscope.pool}, offers it the same
 * load, and does the same to it at the same times. It needs the library and nothing else of this program.
 *
 * <p>What is drawn at random comes from the same distributions, but not from the same generators, so that the numbers are
 * others. A rate that an action sets holds from the arrival after the next one. Expectations are left out.
 *
 * <p>Only what differs between scenarios is written here: the pool, the arrivals and actions, and what a task does. What all of
 * them share is {@link PoolLoad}, a class that is compiled and tested with this program and whose source stands below the
 * written class, in the same file.
 */
public final class JavaSource {
    private static final int WIDTH = 100;
    private static final int LONGEST_LINE = 120;

    private static final String HELPER = "PoolLoad.java";
    private static final List<Class<?>> TYPES = List.of(ArrayList.class, Collections.class, ConcurrentLinkedQueue.class,
            Duration.class, List.class, Optional.class, Queue.class, MapOptions.class, PoolFuture.class,
            PoolOptions.class, WorkerType.class, ThreadPool.class, SingleThreadPool.class, DualThreadPool.class,
            TripleThreadPool.class, QuadThreadPool.class);
    /** What the written class has beside its tasks, and what its expressions call their own things. */
    private static final Set<String> OWN_NAMES = Set.of("main", "run", "arguments", "t", "i", "it", "child", "children",
            "future", "PoolLoad", "Load");

    private final Scenario scenario;
    private final String helper = helper();
    private final JavaPhrases words = new JavaPhrases(reserved(helper));
    private final String className;
    private final Map<String, String> tasks = new HashMap<>();
    private final Set<String> paced = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private final List<StreamSpec> streams = new ArrayList<>();
    private final boolean breaksInitializer;

    private JavaSource(Scenario scenario) {
        this.scenario = scenario;
        className = words.name(scenario.name(), "Workload", true);
        for (TimedAction timed : scenario.actions()) {
            switch (timed.action()) {
                case Action.SetRate(var stream, _) -> paced.add(stream);
                case Action.CancelPending(var stream) -> cancelled.add(stream);
                default -> {
                }
            }
        }
        streams.addAll(scenario.streams());
        breaksInitializer = scenario.actions().stream()
                .anyMatch(it -> it.action() instanceof Action.BreakNextInitializer);
        // A stream that is named like what submits the tasks of another one would give the same method twice.
        streams.forEach(stream -> tasks.put(stream.name(),
                words.name((stream.name().startsWith("submit") ? "task " : "") + stream.name(), "task", false)));
    }

    /**
     * Writes a class.
     *
     * @param scenario what it shall do
     * @return the text of its file; the name of the class is {@link #className}
     */
    public static String of(Scenario scenario) {
        return new JavaSource(scenario).write();
    }

    /**
     * Names the class.
     *
     * @param scenario what it shall do
     * @return the simple name of the class that {@link #of} writes
     */
    public static String className(Scenario scenario) {
        return new JavaSource(scenario).className;
    }

    /** The source of what all written classes share. */
    private static String helper() {
        try (InputStream source = JavaSource.class.getResourceAsStream(HELPER)) {
            return new String(Objects.requireNonNull(source, HELPER).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + HELPER + " of the program itself", e);
        }
    }

    private static Set<String> importsOf(String source) {
        return source.lines().filter(line -> line.startsWith("import "))
                .map(line -> line.substring("import ".length(), line.length() - 1)).collect(Collectors.toSet());
    }

    private static Set<String> reserved(String helper) {
        Set<String> names = new HashSet<>(OWN_NAMES);
        TYPES.forEach(type -> names.add(type.getSimpleName()));
        importsOf(helper).forEach(name -> names.add(name.substring(name.lastIndexOf('.') + 1)));
        Stream.of(PoolLoad.class, Object.class).flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(Method::getName).forEach(names::add);
        Arrays.stream(PoolLoad.class.getDeclaredFields()).forEach(field -> names.add(field.getName()));
        Arrays.stream(PoolLoad.class.getDeclaredClasses()).forEach(type -> names.add(type.getSimpleName()));
        names.addAll(Set.of("String", "Override", "System", "Thread", "Math", "Exception", "Runnable", "Iterable",
                "IllegalStateException", "RuntimeException", "InterruptedException", "Double", "Integer", "Object",
                "Boolean", "SuppressWarnings"));
        return names;
    }

    private String write() {
        String load = fields() + constructor() + run()
                + streams.stream().map(this::task).collect(Collectors.joining());
        // Nested, so that two copied classes can stand in one package.
        String shared = helper.substring(helper.indexOf("\n/**") + 1)
                .replace("\nabstract class ", "\nprivate abstract static class ");
        return imports() + "\n" + head() + "public final class " + className + " {\n    private " + className
                + "() {}\n\n    public static void main(String[] arguments) throws Exception {\n"
                + "        new Load().run();\n    }\n\n    private static final class Load extends PoolLoad {\n"
                + indent(load.stripTrailing()) + "    }\n\n" + indent(shared.stripTrailing()) + "}\n";
    }

    private static String indent(String text) {
        return text.lines().map(line -> line.isEmpty() ? "\n" : "    " + line + "\n").collect(Collectors.joining());
    }

    private String imports() {
        Set<String> used = new TreeSet<>(importsOf(helper));
        used.addAll(words.imports());
        return imports(used, false) + "\n" + imports(used, true);
    }

    private static String imports(Set<String> names, boolean own) {
        return names.stream().filter(name -> name.startsWith("dev.") == own).map(name -> "import " + name + ";\n")
                .collect(Collectors.joining());
    }

    private String head() {
        StringBuilder head = new StringBuilder("/**\n");
        String name = scenario.name();
        wrap(head, name.endsWith(".") || name.endsWith("?") || name.endsWith("!") ? name : name + ".");
        if (!scenario.description().isBlank()) {
            wrap(head, scenario.description());
        }
        return head.append(" * Copied from Poolscope.\n */\n").toString();
    }

    private static void wrap(StringBuilder out, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : JavaPhrases.comment(text).split("\\s+", -1)) {
            if (line.length() + word.length() > WIDTH) {
                out.append(" * ").append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        out.append(" * ").append(line.toString().stripTrailing()).append("\n *\n");
    }

    // ---------------------------------------------------------------- the pool

    private String fields() {
        StringBuilder fields = new StringBuilder();
        for (StreamSpec stream : streams) {
            if (paced.contains(stream.name())) {
                fields.append("    private volatile double " + rateOf(stream) + " = " + switch (stream.arrivals()) {
                    case Arrivals.Constant(var rate) -> JavaPhrases.number(rate.perSecond());
                    case Arrivals.Poisson(var rate) -> JavaPhrases.number(rate.perSecond());
                    default -> "0.0; // until it is set: the ramp's";
                }).append(stream.arrivals() instanceof Arrivals.Ramp ? "\n" : ";\n");
            }
            if (cancelled.contains(stream.name())) {
                fields.append("    private final " + words.use(Queue.class) + "<" + words.use(PoolFuture.class)
                        + "<?>> "
                        + taskOf(stream) + "Futures = new " + words.use(ConcurrentLinkedQueue.class) + "<>();\n");
            }
        }
        return fields.isEmpty() ? "" : fields.append('\n').toString();
    }

    private String constructor() {
        PoolSpec pool = scenario.pool();
        String size = pool.kind() == PoolKind.THREAD && pool.maxWorkers() > 0 ? pool.maxWorkers() + "" : "";
        String options = options(pool);
        String arguments = size + (!size.isEmpty() && !options.isEmpty() ? ", " : "") + options;
        return "    Load() {\n        super(new " + words.use(typeOf(pool.kind())) + "(" + arguments
                + "), " + scenario.seed() + "L);\n    }\n\n";
    }

    private static Class<? extends ThreadPool> typeOf(PoolKind kind) {
        return switch (kind) {
            case SINGLE -> SingleThreadPool.class;
            case DUAL -> DualThreadPool.class;
            case TRIPLE -> TripleThreadPool.class;
            case QUAD -> QuadThreadPool.class;
            case THREAD -> ThreadPool.class;
        };
    }

    private String options(PoolSpec pool) {
        List<String> calls = new ArrayList<>();
        if (pool.name() != null) {
            calls.add("name(" + JavaPhrases.quoted(pool.name()) + ")");
        }
        Duration idleTimeout = pool.idleTimeout();
        if (idleTimeout == null) {
            calls.add("idleTimeout(null)");
        } else if (!idleTimeout.equals(PoolSpec.DEFAULT_IDLE_TIMEOUT)) {
            calls.add("idleTimeout(" + words.duration(idleTimeout) + ")");
        }
        if (pool.maxTasksPerWorker() > 0) {
            calls.add("maxTasksPerWorker(" + pool.maxTasksPerWorker() + ")");
        }
        if (pool.workerType() == WorkerType.VIRTUAL) {
            calls.add("workerType(" + words.use(WorkerType.class) + ".VIRTUAL)");
        }
        if (pool.initializer() != null || breaksInitializer) {
            calls.add("initializer(" + hook(pool.initializer(), breaksInitializer) + ")");
        }
        if (pool.finalizer() != null) {
            calls.add("finalizer(" + hook(pool.finalizer(), false) + ")");
        }
        return calls.isEmpty()
                ? ""
                : words.use(PoolOptions.class) + ".builder()\n            ." + String.join("\n            .", calls)
                        + "\n            .build()";
    }

    private String hook(@Nullable HookSpec hook, boolean breakable) {
        StringBuilder body = new StringBuilder();
        if (hook != null && hook.takes().isPositive()) {
            body.append("                Thread.sleep(" + words.duration(hook.takes()) + ");\n");
        }
        List<String> conditions = new ArrayList<>();
        if (breakable) {
            conditions.add("BREAK_NEXT.getAndSet(false)");
        }
        if (hook != null && hook.failsOnWorker() > 0) {
            conditions.add(words.use(ThreadPool.class) + ".currentWorkerId().orElse(0) == " + hook.failsOnWorker());
        }
        if (!conditions.isEmpty()) {
            body.append("                if (" + String.join(" || ", conditions) + ") {\n"
                    + "                    throw new IllegalStateException(\"told to fail\");\n                }\n");
        }
        return "(_, _) -> {\n" + body + "            }";
    }

    // ---------------------------------------------------------------- what arrives, and what is done

    private String run() {
        StringBuilder run = new StringBuilder();
        run.append("    void run() throws Exception {\n");
        for (StreamSpec stream : streams) {
            run.append("        // " + JavaPhrases.comment(stream.name() + ": " + ScenarioPhrases.arrivals(stream))
                    + "\n");
            run.append(readable("        " + arrivals(stream) + "\n"));
        }
        for (TimedAction timed : scenario.actions()) {
            run.append("        at(" + JavaPhrases.seconds(timed.at()) + ", () -> " + action(timed.action()) + ");\n");
        }
        Duration length = scenario.duration();
        run.append(length == null ? "        endOnEnter();\n" : "        endAfter(" + words.duration(length) + ");\n");
        return run.append("    }\n\n").toString();
    }

    /** A long call with its last argument on a line of its own. */
    private static String readable(String line) {
        int last = line.lastIndexOf(", () -> ");
        return line.length() <= LONGEST_LINE || last < 0 || line.indexOf('\n') < line.length() - 1
                ? line
                : line.substring(0, last) + ",\n                " + line.substring(last + 2);
    }

    private String taskOf(StreamSpec stream) {
        return Objects.requireNonNull(tasks.get(stream.name()));
    }

    private String rateOf(StreamSpec stream) {
        return taskOf(stream) + "Rate";
    }

    /** What submits one task of a stream. */
    private String submission(StreamSpec stream) {
        String task = taskOf(stream);
        return needsFuture(stream)
                ? "submit" + Character.toUpperCase(task.charAt(0)) + task.substring(1) + "()"
                : "submit(this::" + task + ")";
    }

    private boolean needsFuture(StreamSpec stream) {
        return stream.task().cancelAfter() != null || cancelled.contains(stream.name());
    }

    private String several(int count, StreamSpec stream) {
        return count == 1 ? submission(stream) : "times(" + count + ", () -> " + submission(stream) + ")";
    }

    private String arrivals(StreamSpec stream) {
        Duration end = stream.until() == null ? scenario.duration() : stream.until();
        String from = JavaPhrases.seconds(stream.from());
        String until = end == null ? "Double.POSITIVE_INFINITY" : JavaPhrases.seconds(end);
        boolean set = paced.contains(stream.name());
        String one = submission(stream);
        return switch (stream.arrivals()) {
            case Arrivals.Constant(var rate) -> "repeat(" + from + ", " + until + ", t -> t + 1 / "
                    + (set ? rateOf(stream) : JavaPhrases.number(rate.perSecond())) + ", () -> " + one + ");";
            case Arrivals.Poisson(var rate) -> {
                String gap = "random.nextExponential() / "
                        + (set ? rateOf(stream) : JavaPhrases.number(rate.perSecond()));
                yield "repeat(" + from + " + " + gap + ", " + until + ", t -> t + " + gap + ", () -> " + one + ");";
            }
            case Arrivals.Ramp(var first, var last) -> {
                double slope = (last.perSecond() - first.perSecond())
                        / JavaSource.seconds(Objects.requireNonNull(end).minus(stream.from()));
                String ramp = "afterRamp(t, " + JavaPhrases.number(first.perSecond()) + " + "
                        + JavaPhrases.number(slope)
                        + " * (t - " + from + "), " + JavaPhrases.number(slope) + ")";
                yield "repeat(" + from + ", " + until + ", t -> "
                        + (set ? rateOf(stream) + " > 0 ? t + 1 / " + rateOf(stream) + " : " : "") + ramp + ", () -> "
                        + one + ");";
            }
            case Arrivals.Bursts(var count, var every) -> "repeat(" + from + ", " + until + ", t -> t + "
                    + JavaPhrases.seconds(every) + ", () -> " + several(count, stream) + ");";
            case Arrivals.Batch(var count, var at) ->
                "at(" + JavaPhrases.seconds(at) + ", () -> " + several(count, stream) + ");";
            case Arrivals.Closed(var users, var think) ->
                (users == 1 ? "" : "for (int user = 0; user < " + users + "; user++) {\n            ") + "user(" + from
                        + ", " + until + ", () -> " + JavaPhrases.seconds(think) + ", () -> " + one + ");"
                        + (users == 1 ? "" : "\n        }");
            case Arrivals.Bulk bulk -> bulk(stream, bulk);
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private String bulk(StreamSpec stream, Arrivals.Bulk bulk) {
        String options = words.use(MapOptions.class) + ".builder()"
                + (bulk.chunkSize() == 1 ? "" : ".chunkSize(" + bulk.chunkSize() + ")")
                + (bulk.bufferSize() == 1 ? "" : ".bufferSize(" + bulk.bufferSize() + ")")
                + (bulk.ordered() ? "" : ".ordered(false)")
                + (bulk.timeout() == null ? "" : ".timeout(" + words.duration(bulk.timeout()) + ")") + ".build()";
        boolean star = bulk.call() == BulkCall.STARMAP || bulk.call() == BulkCall.STARMAP_ALL;
        words.use(List.class);
        String items = words.use(Collections.class) + ".nCopies(" + bulk.items() + ", " + (star ? "List.of(0)" : "0")
                + ")";
        return "at(" + JavaPhrases.seconds(bulk.at()) + ", () -> take(() -> pool." + bulk.call().key()
                + "((_, _) -> {\n            " + taskOf(stream) + "();\n            return null;\n        }, "
                + (star ? items : "List.of(" + items + ")") + ",\n                " + options + ")));";
    }

    private String action(Action action) {
        return switch (action) {
            case Action.SetIdleTimeout(var timeout) ->
                "pool.setIdleTimeout(" + (timeout == null ? "null" : words.duration(timeout)) + ")";
            case Action.SpawnWorkers(var count) -> "pool.spawnWorkers(" + count + ")";
            case Action.SpawnMaxWorkers() -> "pool.spawnMaxWorkers()";
            case Action.BreakNextInitializer() -> "BREAK_NEXT.set(true)";
            case Action.Join(var timeout) ->
                "background(() -> pool.join(" + (timeout == null ? "" : words.duration(timeout)) + "))";
            case Action.Shutdown() -> "pool.shutdown(" + words.duration(Duration.ZERO) + ")";
            case Action.CancelPending(var stream) -> "cancelPending(" + tasks.get(stream) + "Futures)";
            case Action.Submit(var stream, var count) -> several(count, stream(stream));
            case Action.SetRate(var stream, var rate) ->
                rateOf(stream(stream)) + " = " + JavaPhrases.number(rate.perSecond());
            case Action.Note(var caption) -> "System.out.println(" + JavaPhrases.quoted(caption) + ")";
        };
    }

    private StreamSpec stream(String name) {
        return streams.stream().filter(it -> it.name().equals(name)).findFirst()
                .orElse(WorkloadRunner.MANUAL_STREAM);
    }

    // ---------------------------------------------------------------- what tasks do

    private String task(StreamSpec stream) {
        String name = taskOf(stream);
        StringBuilder task = new StringBuilder();
        if (needsFuture(stream)) {
            String future = words.use(Optional.class) + "<" + words.use(PoolFuture.class) + "<?>>";
            task.append("    private " + future + " " + submission(stream) + " {\n        " + future
                    + " future = submit(this::" + name + ");\n");
            if (cancelled.contains(stream.name())) {
                task.append("        future.ifPresent(" + name + "Futures::add);\n");
            }
            Duration after = stream.task().cancelAfter();
            if (after != null) {
                task.append("        future.ifPresent(it -> at(now() + " + JavaPhrases.seconds(after)
                        + ", () -> it.cancel(true)));\n");
            }
            task.append("        return future;\n    }\n\n");
        }
        task.append("    private void " + name + "() throws Exception {\n" + work(stream.task().work()));
        double fails = stream.task().fails().fraction();
        if (fails > 0) {
            task.append("        if (random.nextDouble() < " + JavaPhrases.number(fails)
                    + ") {\n            throw new Exception(\"drawn to fail\");\n        }\n");
        }
        return task.append("    }\n\n").toString();
    }

    private String sleep(Distribution time) {
        return time instanceof Distribution.Fixed(var value)
                ? "Thread.sleep(" + words.duration(value) + ");"
                : "sleep(" + JavaPhrases.seconds(time) + ");";
    }

    private String work(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> "        " + sleep(time) + "\n";
            case Work.Cpu(var time) -> "        compute(" + JavaPhrases.seconds(time) + ");\n";
            case Work.Lock(var time) ->
                "        lock.lockInterruptibly();\n        try {\n            " + sleep(time)
                        + "\n        } finally {\n            lock.unlock();\n        }\n";
            case Work.FanOut(var children, var child, var await) -> await
                    ? "        " + words.use(List.class) + "<" + words.use(PoolFuture.class) + "<?>> children = new "
                            + words.use(ArrayList.class) + "<>();\n        for (int i = 0; i < "
                            + children
                            + "; i++) {\n            children.add(pool.submit(() -> {\n                " + sleep(child)
                            + "\n                return null;\n            }));\n        }\n"
                            + "        for (PoolFuture<?> child : children) {\n            child.collect();\n        }\n"
                    : "        times(" + children + ", () -> submit(() -> " + sleep(child).replace(";", "") + "));\n";
        };
    }
}
