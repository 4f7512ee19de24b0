/**
 * Thread pools that start their workers on demand and let them go again, and that can be watched while they do. A library of
 * its own: it needs {@code java.base} and nothing else, and knows nothing of what observes it.
 *
 * <p>The way in is {@link dev.poolscope.pool.ThreadPool}, of any size, or one of the fixed sizes from
 * {@link dev.poolscope.pool.SingleThreadPool} to {@link dev.poolscope.pool.QuadThreadPool}; how a pool is to be is said in
 * {@link dev.poolscope.pool.PoolOptions}. Work is submitted one task at a time, which gives a
 * {@link dev.poolscope.pool.PoolFuture}, or for many elements at once ({@link dev.poolscope.pool.MapOperations}). Many
 * futures together are the business of {@link dev.poolscope.pool.Futures} and {@link dev.poolscope.pool.FutureFilter}.
 * What expects a pool of the JDK gets {@link dev.poolscope.pool.ThreadPool#asExecutorService()}. To watch a pool, ask for
 * the counts or for a {@link dev.poolscope.pool.PoolSnapshot}, or add a {@link dev.poolscope.pool.PoolObserver}.
 *
 * <h2>The life of a task</h2>
 *
 * <pre>
 *   submit ──► PENDING ──────► RUNNING ──────► COMPLETED   its target returned
 *                 │               │
 *                 │               ├──────────► FAILED      its target threw
 *                 │               │
 *                 └───────────────┴──────────► CANCELLED   through its future; or, while pending,
 *                                                          by a shutdown or a breakage of the pool
 * </pre>
 *
 * <p>Each step is atomic, and the last one final. A task that is cancelled while it runs is CANCELLED at once, but its code
 * keeps the worker busy until it returns. A submission that is refused never becomes a task.
 *
 * <h2>The life of a worker</h2>
 *
 * <pre>
 *   spawn ──► STARTING ──► IDLE ◄────► BUSY
 *              │  thread,   │ idle       │ task limit reached
 *              │  then      │ timeout    │
 *              │  initializer            │
 *              └───────────┬┴────────────┘  also: join, shutdown, breakage
 *                          ▼
 *                       RETIRING ──► gone
 *                       finalizer
 * </pre>
 *
 * <p>STARTING and IDLE are <i>free</i>. A worker is spawned when there are more pending tasks than free workers, or on
 * request, within the maximum. A worker that goes straight from STARTING to BUSY, or from BUSY to BUSY, found a task
 * waiting.
 *
 * <h2>Memory consistency</h2>
 *
 * <p>These actions <i>happen before</i> those that follow them, in the sense of the Java memory model:
 * <ul>
 * <li>what a thread did before it submitted a task (by {@code submit}, {@code run}, {@code execute} or a map), before what
 * the task does, and before every event of the task that an observer gets;</li>
 * <li>what a worker's initializer did, before what the worker's tasks do; and what these did, before what its finalizer
 * does;</li>
 * <li>what a task did, before whatever follows in another thread that has learned of its end: by a return from
 * {@code collect}, {@code get} or {@code run}, by {@code isDone()}, {@code status()} or {@code state()} telling so, by the
 * iterator of a map or of {@code asCompleted} giving it, and before its callbacks;</li>
 * <li>what a thread did before it cancelled a pending task, before whatever follows a wait for that task that ends in a
 * {@link java.util.concurrent.CancellationException};</li>
 * <li>what workers and their hooks did, before whatever follows the {@code join}, {@code shutdown}, {@code close} or
 * {@code awaitTermination} that has waited for them;</li>
 * <li>everything a {@link dev.poolscope.pool.PoolSnapshot} counts, before whatever follows the call of {@code snapshot()}.
 * The single counts ({@code countWorkers()} and its siblings) are each up to date, but not with one another.</li>
 * </ul>
 *
 * <h2>Nulls</h2>
 *
 * <p>Arguments and results may be null where their type says so; nothing else may, and a null is refused with a
 * {@link java.lang.NullPointerException}.
 */
@NullMarked
package dev.poolscope.pool;

import org.jspecify.annotations.NullMarked;
