package dev.poolscope.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The methods that a class written by {@link JavaSource} may need, and what it may have to import. */
final class JavaMethods {
    private static final String COMPUTE = """
                                          /** Computes until this thread has had so many seconds of a processor. */
                                          private static void compute(double seconds) throws InterruptedException {
                                              ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                                              long end = threads.getCurrentThreadCpuTime() + (long) (seconds * 1e9);
                                              while (threads.getCurrentThreadCpuTime() < end) {
                                                  if (Thread.interrupted()) {
                                                      throw new InterruptedException();
                                                  }
                                              }
                                          }
                                          """;
    private static final String COMPUTE_VIRTUAL = """
                                                  /** Keeps a processor busy so many seconds: virtual threads have no clock of their own. */
                                                  private static void compute(double seconds) throws InterruptedException {
                                                      long end = System.nanoTime() + (long) (seconds * 1e9);
                                                      while (System.nanoTime() < end) {
                                                          if (Thread.interrupted()) {
                                                              throw new InterruptedException();
                                                          }
                                                      }
                                                  }
                                                  """;

    /** By name, those that use others before those. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("sleep", """
                               private static void sleep(double seconds) throws InterruptedException {
                                   Thread.sleep(Duration.ofNanos((long) (seconds * 1e9)));
                               }
                               """),
            Map.entry("user",
                    """
                    /** Submits, waits for the end of the task, thinks, and submits again, until the pool refuses. */
                    private void user(double due, double until, DoubleSupplier think, Supplier<PoolFuture<?>> submission) {
                        if (due < until) {
                            at(due, () -> {
                                PoolFuture<?> future = submission.get();
                                if (future != null) {
                                    future.addCallback(_ -> user(now() + think.getAsDouble(), until, think, submission));
                                }
                            });
                        }
                    }
                    """),
            Map.entry("repeat",
                    """
                    /** Does something again and again; each time follows from the one before, and not from the clock. */
                    private void repeat(double due, double until, DoubleUnaryOperator next, Runnable arrival) {
                        if (due < until) {
                            at(due, () -> {
                                arrival.run();
                                repeat(next.applyAsDouble(due), until, next, arrival);
                            });
                        }
                    }
                    """),
            Map.entry("afterRamp",
                    """
                    /** When one more has arrived after t, at a rate that rises by slope in each second; NaN if never. */
                    private static double afterRamp(double t, double rate, double slope) {
                        return t + 2 / (rate + Math.sqrt(rate * rate + 2 * slope));
                    }
                    """),
            Map.entry("times", """
                               private static void times(int count, Runnable action) {
                                   for (int i = 0; i < count; i++) {
                                       action.run();
                                   }
                               }
                               """),
            Map.entry("cancelPending", """
                                       private static void cancelPending(Iterable<PoolFuture<?>> futures) {
                                           for (PoolFuture<?> future : futures) {
                                               if (future.status() == TaskStatus.PENDING) {
                                                   future.cancel(false);
                                               }
                                           }
                                       }
                                       """),
            Map.entry("take", """
                              /** Takes the results of a bulk call one by one; the first failure ends it. */
                              private void take(Supplier<CloseableIterator<Object>> call) {
                                  background(() -> {
                                      try (CloseableIterator<Object> results = call.get()) {
                                          while (results.hasNext()) {
                                              results.next();
                                          }
                                      }
                                  });
                              }
                              """),
            Map.entry("background",
                    """
                    /** Does what waits beside everything else. */
                    private static void background(Task waiting) {
                        Thread.ofPlatform().daemon().start(() -> {
                            try {
                                waiting.run();
                            } catch (Exception e) {
                                System.out.println("Ended: " + e);
                            }
                        });
                    }
                    """),
            Map.entry("submit",
                    """
                    /** Submits a task; gives null if the pool refuses it, which the pool counts. */
                    private PoolFuture<?> submit(Task task) {
                        try {
                            return pool.submit(() -> {
                                task.run();
                                return null;
                            });
                        } catch (RejectedExecutionException e) {
                            return null;
                        }
                    }
                    """),
            Map.entry("at", """
                            /** Does something so many seconds after the start. */
                            private void at(double seconds, Runnable action) {
                                timer.schedule(() -> {
                                    try {
                                        action.run();
                                    } catch (IllegalStateException | RejectedExecutionException e) {
                                        System.out.println("Refused: " + e.getMessage());
                                    }
                                }, (long) ((seconds - now()) * 1e9), TimeUnit.NANOSECONDS);
                            }
                            """),
            Map.entry("now", """
                             /** Seconds since the start. */
                             private double now() {
                                 return (System.nanoTime() - start) / 1e9;
                             }
                             """),
            Map.entry("Task", """
                              private interface Task {
                                  void run() throws Exception;
                              }
                              """));
    private static final List<String> ORDER = List.of("sleep", "compute", "user", "repeat", "afterRamp", "times",
            "cancelPending", "take", "background", "submit", "at", "now", "Task");

    /** What the class has beside its tasks, and what helpers call their own things. */
    static final Set<String> NAMES = Set.of("sleep", "compute", "user", "repeat", "afterRamp", "times", "cancelPending",
            "take", "background", "submit", "at", "now", "Task", "main", "run", "pool", "timer", "random", "lock",
            "start", "breakNext", "arguments", "end", "t", "i", "child", "children", "future", "wait", "notify",
            "notifyAll", "getClass", "hashCode", "equals", "toString", "clone", "finalize");

    private static final List<String> IMPORTS = List.of("dev.poolscope.pool.CloseableIterator",
            "dev.poolscope.pool.DualThreadPool", "dev.poolscope.pool.MapOptions", "dev.poolscope.pool.PoolFuture",
            "dev.poolscope.pool.PoolOptions", "dev.poolscope.pool.PoolSnapshot", "dev.poolscope.pool.QuadThreadPool",
            "dev.poolscope.pool.SingleThreadPool", "dev.poolscope.pool.TaskStatus", "dev.poolscope.pool.ThreadPool",
            "dev.poolscope.pool.TripleThreadPool", "dev.poolscope.pool.WorkerType",
            "java.lang.management.ManagementFactory", "java.lang.management.ThreadMXBean", "java.time.Duration",
            "java.util.ArrayList", "java.util.Collections", "java.util.List", "java.util.Queue", "java.util.Random",
            "java.util.concurrent.ConcurrentLinkedQueue", "java.util.concurrent.RejectedExecutionException",
            "java.util.concurrent.ScheduledExecutorService", "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ThreadPoolExecutor", "java.util.concurrent.TimeUnit",
            "java.util.concurrent.atomic.AtomicBoolean", "java.util.concurrent.locks.ReentrantLock",
            "java.util.function.DoubleSupplier", "java.util.function.DoubleUnaryOperator",
            "java.util.function.Supplier");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|//[^\\n]*|/\\*\\*.*?\\*/",
            Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z]\\w*");

    private JavaMethods() {}

    /** The simple names of what may be imported. */
    static Set<String> imports() {
        return IMPORTS.stream().map(JavaMethods::simple).collect(Collectors.toSet());
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The helpers that a text needs, and those that they need themselves. */
    static String usedBy(String text, boolean virtual) {
        Set<String> needed = new LinkedHashSet<>();
        String all = text;
        for (int before = -1; before < needed.size();) {
            before = needed.size();
            Set<String> words = words(all);
            ORDER.stream().filter(words::contains).forEach(needed::add);
            all = text + needed.stream().map(it -> source(it, virtual)).collect(Collectors.joining());
        }
        return ORDER.stream().filter(needed::contains).map(it -> source(it, virtual).indent(4) + "\n")
                .collect(Collectors.joining());
    }

    private static String source(String helper, boolean virtual) {
        String method = METHODS.get(helper);
        return method != null ? method : virtual ? COMPUTE_VIRTUAL : COMPUTE;
    }

    /** The classes that a text names, by their full names. */
    static Set<String> importsOf(String text) {
        Set<String> words = words(text);
        return IMPORTS.stream().filter(it -> words.contains(simple(it))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a text names, except what it names as a member of something else, in a string or in a comment. */
    private static Set<String> words(String text) {
        return WORD.matcher(STRING.matcher(text).replaceAll("\"\"")).results()
                .map(MatchResult::group).collect(Collectors.toSet());
    }
}
