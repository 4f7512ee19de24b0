package dev.poolscope.pool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/*
 * TWO WAYS. What happens with every task (being added, taken, run, ended, and waited for) takes no lock. What happens with
 * workers, and what is rare, is decided under one plain lock, which is held for a few assignments at a time, never around user
 * code (targets, hooks, callbacks, observers, thread factories; but a clock is read under it, and must neither wait nor
 * throw) and never while waiting for any. The rules that bind both are in here, whichever part does the step; see THE DESIGN for what was
 * weighed.
 *
 * THE WAY OF A TASK. One fetch-and-add on the tail of the queue gives it place and number, and tells whether the pool takes
 * work: closing the queue, under the lock, is what a shutdown, a join and a breakage do first, so that accepting and refusing
 * are decided by the same step. A worker takes it by a compare-and-set on its place, starts it by one on its status, runs it,
 * and ends it by another on its status, which races with cancelling. Then it takes the next one, reads the clock once for
 * the end of the one and the start of the other, counts, and makes the end visible. In that order: a stamp is taken after
 * the place was won, so that by the stamps a start overtakes no more lower numbers than there are other workers; and a worker
 * is free before the future of its task is done. But what observers do must not hold up a task that another worker could take:
 * unless all of them are prompt, an observed worker tells first, takes then, and reads the clock again.
 *
 * A task with callbacks, with arrivals, or for which a worker of the pool waits is marked as watched (under the lock) and
 * ended under the lock; with callbacks its worker is freed when the last of them has returned.
 *
 * COUNTING. The queue counts what was accepted; each worker counts in its WorkerCounters what it has started and is done with; how that ended,
 * if not with a result, is counted under the lock together with being done with it; cancelled tasks are counted by the thread that cancels them. All other numbers of tasks and workers are differences of these and
 * of the Roster, which knows which workers are alive. So there is no counter that every task of every thread has to pass, and reading numbers
 * takes no lock and never waits. There are as many counters as workers gain by, and no more: beyond those, workers share. So a sum, and
 * with it a submission and a start, costs the same with one worker and with ten thousand.
 *
 * WORKERS ON DEMAND. A worker is started while pending > starting + idle and alive < maxWorkers. With outstanding = accepted
 * - cancelled while pending - done with, that is the same as outstanding > starting + idle + busy, which needs no
 * look at what each worker does just now and has no gap between taking a task and being busy with it. It is asked at each
 * submission while there are fewer than maxWorkers, and whenever a worker retires; first with the number of freed tasks that was seen
 * last, which is never too high, then without the lock, and if so again under it, where the worker is reserved (it is alive and starting from then on). Its thread is made and started without the
 * lock. If that fails the reservation is undone. A submission adds its task and then reads the numbers of the roster; a retirement changes
 * them and then reads the queue; all of it volatile. So one of them sees the other, and no task is stranded.
 *
 * WAITING. Idle workers: see IdleWorkers. Callers that wait (futures, joins, shutdowns) park on a Signal; those that wait for a
 * future look a number of times before.
 *
 * INVARIANTS, whenever the lock is free and no thread is within one of the steps above:
 *   accepted = pending + running + completed + failed + cancelled;
 *   alive = starting + idle + busy + retiring = size of the roster <= maxWorkers;
 *   if a task is pending then a worker is alive, or a thread is about to find out that none can be started;
 *   if a task is pending and a worker sleeps, then another one searches or is being woken (and should a fault break that: a sleeper
 *   past its idle timeout looks for itself, see Worker.sleep);
 *   the queue is closed if and only if the pool is closed, broken or joining;
 *   unfinished >= alive: it also counts workers that are no longer alive but have not told the observers so yet.
 *
 * STAMPS. Of one task, submit <= start <= end. A thread's own stamps are in the order of what it did, and a
 * stamp is never later than what follows from it. Between threads that do things at the same time, the order of stamps
 * may differ from that of the decisions by as much as a thread can be held up between two instructions.
 *
 * SHUTDOWN, JOIN: see CoreState and PoolLifecycle. Breakage is neither: a broken pool has closed and cancelled its queue, its workers retire, and
 * it waits for its shutdown.
 *
 * THE DESIGN. One lock around everything, as it was before, passes every task through two critical sections that
 * all threads want: on two cores that cost more than half of the rate. What was weighed instead, by the benchmarks (src/docs/benchmarks.md):
 * a shared head that all workers advance (every task then moves its line between the workers, the line of the place too, and that of
 * the task if its status is written: with two workers, draining no-op tasks took four times as long as with one); a queue linked
 * through the tasks (a place is then known only when the one before it is, so no number at once); one counter of outstanding tasks
 * (one more line that all threads write); waking a worker for each task (a wake-up costs as much as a hundred submissions).
 * The clock is read twice for each task, at its submission and for its end and the next one's start: both are promised
 * by the interface, and together they cost as much as all the rest of the queue.
 *
 * IF A STEP FAILS. Memory may be out, the stack at its end, and whatever is the user's may throw anything. Three rules. What needs
 * memory is made before a step that claims, or is there from the beginning. What would need stack asks for it before (Stack), and
 * what is loaded or linked at its first use has had that (Rehearsal, LogMessage). And bookkeeping comes first, then the waking, then the
 * telling, then the logging, which never throws (Log). What is left is this:
 *
 *   step                                  what can throw          what then
 *   ------------------------------------  ----------------------  ------------------------------------------------------------
 *   reading the clock                     the user's clock        GuardedClock gives what it got last
 *   being given a place (offer)           stack, before the add   nothing has happened; the submission throws
 *   filling the place                     stack                   marks it as lost without a call; takers and what waits for an
 *                                                                 end pass over it and count it; the submission throws
 *   making the chunk for it               memory                  half a chunk of submissions has tried before; waits, in growing
 *                                                                 pauses, without the lock; gives the place up when the queue
 *                                                                 is dropped
 *   being held up before filling it       -                       takers look some times, then nap; a drop leaves the place, and
 *                                                                 the submitter takes its task back when it comes
 *   waking a worker for it                stack, before any step  takes the task back and throws; if it has been taken meanwhile
 *                                                                 all is well; without the stack for that too it stays, and the
 *                                                                 next wake-up finds it
 *   waking one when a search stops        the pool's own faults   it still counts as searching, and stops again when it has
 *                                                                 recovered; the look at the queue takes no memory
 *   reserving a worker                    memory                  nothing is reserved; a submission that has no worker to rely on
 *                                                                 is refused; for what is left behind without a worker, by one
 *                                                                 that retires or whose thread did not start, it is tried for a
 *                                                                 second, then the pool breaks
 *   what follows on taking a task back    memory, stack           the task is marked, and its submission throws all the same
 *   its thread, and what that runs          factory, memory         the reservation is undone; see Launcher; growing pauses
 *   its beginning (a thread-local)        memory                  tries for some seconds, then breaks the pool and retires (WorkerLife)
 *   initializer, finalizer                anything                breaks the pool; without memory for the reason, with a ready one
 *   starting, running, ending a task      the pool's own faults   the task in hand fails, one that was taken is kept, the worker
 *                                                                 goes on; several times in a row break the pool (Worker)
 *   the target                            anything                the task fails
 *   observers                             anything                logged; nothing depends on what they do, nor on whether the
 *                                                                 call of them could be made
 *   telling of a submission               stack, for the log      it is not logged; the task is accepted, and given
 *   callbacks                             anything                logged; the next one is called
 *   ending a CompletableFuture            memory                  tries for some seconds, then that is logged
 *   saying why a task was taken back      memory                  a ready exception
 *   adding to a filter, a map in flight   memory, stack           nothing is held; the map's task is cancelled
 *   arriving somewhere, waking waiters    nothing                 both go along what the waiting threads have made
 *   the scheduler of virtual threads      memory                  not ours: it may lose a worker that it has to run (WorkerType)
 *   cancelling by a future                stack, before any step  nothing has happened; cancel throws
 *   making final what was cancelled       memory, if at all       tries again for some seconds
 *   Thread.interrupt                      the user's thread       logged, when the announcement has been taken back
 *   closing, dropping the queue           nothing                 all is made early
 *   claiming what is pending              nothing we know of      a waiter for the end goes on from there (Cancellation)
 *   the reason of a shutdown              memory                  a ready one is taken
 *   the list of shutdownNow, a wait       memory                  thrown to the caller, when all the rest is done
 *   retiring, leaving the roster          nothing                 links of the worker's own
 *   counting starvation                   memory, for the event   the event comes without what waits for what
 *   the exit hook                         threads, memory         closes in its own thread; a pool that fails does not keep the
 *                                                                 others; each is waited for no longer than its grace time
 *   the cleaner of forgotten pools        threads                 observers run in a thread of their own, or else in its
 *
 * No thread waits for another one by looking without an end: see Backoff. Where something has to be waited for that another
 * thread is about to do (the end of a task whose end is claimed, an interrupt that is announced), that thread has only steps to go that
 * cannot fail. Replacing a worker that has failed, as the JDK's pools do, was weighed: it needs memory and a thread at the
 * moment in which there may be neither, so the worker goes on instead.
 *
 * PARTS. They make a tree, wired by the constructor below from the leaves up; each part is handed what it uses, and none knows
 * this class.
 *   1. Leaves, which know no lock of their own: TaskQueue, DroppedQueue, PoolCounters, WorkerCounters and their blocks, Roster with a
 *      RosterEntry for each worker, WorkerDemand (the rule of demand), StarvationCount, EndingThreads, StartFailures, SpinBudget,
 *      Signal, Observers, WorkerThreads.
 *   2. CoreState owns the lock, the stage, the roster, the counters, the queue and the idle timeout. Its transitions return plain
 *      values, by which the part that asked knows which worker to wake and what to report.
 *   3. On the state alone: IdleWorkers (which one is woken), Cancellation, StarvationDetector (waiting and starvation), TaskCompletion
 *      (ends of tasks under the lock). A task has one reference, to a TaskContext of state, cancellation and waiting.
 *   4. On the state and some of 3: PoolBreaker; PoolLifecycle (joins, shutdown, the end).
 *   5. A WorkerLife for each worker, with a Worker that takes and runs tasks; the Launcher above them has them started. When a
 *      worker retires it has its successor started, through an interface of one method: the one arrow that goes up.
 *   6. This class wires and submits.
 *
 * WHO MAY TAKE THE LOCK. The parts of 3 to 5 do, for a few assignments, where a decision is put together of several answers
 * of the state, or concerns what the part itself keeps under that lock; whatever else is needed under it is a method of the
 * state that says so, and the checker of guards sees to it, without a suppression, since each part has the lock by the same
 * name. A transition makes no object for its answer: what does not fit into one value (why a worker retires, since when, which
 * comes in its place) is written into its RosterEntry, so that no transition fails for want of memory when it has changed
 * something. What a state knows of a worker is apart from what the worker's thread does, for the state reserves workers and could
 * not make them otherwise without knowing all that a worker knows.
 */
final class PoolCore {
    final PoolOptions options;
    final CoreState state;
    final Observers observers;
    final IdleWorkers idle;
    final Launcher launcher;
    final PoolLifecycle lifecycle;
    final WorkerThreads threads;
    final Cancellation cancellation;
    final TaskContext context;

    /** Makes one that is open, and which the exit of the JVM finds. */
    static PoolCore open(String name, int maxWorkers, PoolOptions options) {
        PoolCore core = new PoolCore(name, maxWorkers, options);
        ExitHook.remember(core.lifecycle);
        return core;
    }

    private PoolCore(String name, int maxWorkers, PoolOptions options) {
        this.options = options;
        state = new CoreState(name, maxWorkers, options);
        observers = new Observers(options.observers());
        idle = new IdleWorkers(state, observers);
        cancellation = new Cancellation(state, observers);
        context = new TaskContext(state, new StarvationDetector(state, observers, options.failOnStarvation()),
                cancellation);
        lifecycle = new PoolLifecycle(state, cancellation, idle, observers, options);
        threads = new WorkerThreads(options);
        launcher = new Launcher(new WorkerParts(state, idle, new TaskCompletion(state, observers),
                new PoolBreaker(state, cancellation, idle, observers), lifecycle, observers, options), threads);
    }

    // ---------------------------------------------------------------- facts

    List<WorkerInfo> workers() {
        List<WorkerInfo> infos = new ArrayList<>();
        state.lock.lock();
        try {
            long now = state.clock.nanoTime();
            Instant wall = Instant.now();
            for (RosterEntry worker : state.roster.workers()) {
                infos.add(worker.info(now, wall));
            }
        } finally {
            state.lock.unlock();
        }
        return List.copyOf(infos);
    }

    PoolSnapshot snapshot() {
        state.lock.lock();
        try {
            return state.counters.snapshot(state.shown(), state.roster, state.workerCounters, state.queue,
                    state.starvation.waiting());
        } finally {
            state.lock.unlock();
        }
    }

    // ---------------------------------------------------------------- refusal

    void check() {
        Refusal refusal = state.refusal();
        if (refusal == Refusal.CLOSED || refusal == Refusal.BROKEN) {
            throw refusal.exception(state);
        }
    }

    /**
     * Refuses a call that is to submit tasks, if one would be refused now. The whole call is one refusal, however many tasks
     * it would come to: its input, which may have no end, is not read for it.
     */
    void admit(Object target) {
        Objects.requireNonNull(target, "target");
        if (state.refusal() == null) {
            return;
        }
        Refusal refusal = state.refuse();
        if (refusal == null) {
            return;
        }
        RejectedExecutionException exception = refusal.exception(state);
        observers.taskRefused(state.clock.nanoTime(), target, exception);
        throw exception;
    }

    // ---------------------------------------------------------------- submission

    <T extends @Nullable Object> PoolTask<T> submit(TaskCall<T> call) {
        return submit(Submitted.of(context, call));
    }

    void execute(Runnable target) {
        submit(new ExecutedTask(target, state.clock.nanoTime()));
    }

    <Q extends QueuedTask> Q submit(Q task) {
        // A worker may have run it, and dropped this, before this method has told of it.
        Object target = Objects.requireNonNull(task.target);
        if (state.roster.alive() == 0) {
            // No worker would look for a task that a stack too short to start one, and to take the task back, had left there.
            Stack.requireTwice();
        }
        if (state.queue.offer(task) == TaskQueue.REFUSED) {
            offerAgain(task, target);
        }
        if (state.queue.isDropped()) {
            cameLate(task, target);
        }
        RejectedExecutionException withdrawn = null;
        try {
            // The task is there before this looks at which workers sleep and which are alive; see above.
            idle.taskAdded();
            withdrawn = state.demand.asksForMore() ? launcher.startFor(task) : null;
        } catch (StackOverflowError | OutOfMemoryError failure) {
            takeBack(task, target, failure);
        }
        if (withdrawn != null) {
            refuse(task, target, withdrawn);
        }
        if (observers.observed) {
            tellSubmitted(task, target);
        }
        return task;
    }

    private void tellSubmitted(QueuedTask task, Object target) {
        try {
            observers.taskSubmitted(task.submittedNanos(), task.taskId(), target);
        } catch (StackOverflowError noStack) {
            // Not even for the report that an observer has failed; but the task is accepted, and its submitter needs its future.
            return;
        }
    }

    /** Adds a task that the queue has refused, if the pool takes work again by now; otherwise throws. */
    private void offerAgain(QueuedTask task, Object target) {
        Refusal refusal;
        do {
            refusal = state.refuse();
            if (refusal != null) {
                refuse(task, target, refusal.exception(state));
            }
            // Not under the lock: adding may have to wait for memory.
        } while (state.queue.offer(task) == TaskQueue.REFUSED);
    }

    private void refuse(QueuedTask task, Object target, RejectedExecutionException exception) {
        observers.taskRefused(task.submittedNanos(), target, exception);
        throw exception;
    }

    /**
     * Deals with a task that was put into the queue when the pool had begun to drop it, because the thread was held up between
     * being given the place and filling it: if it is still there it is refused, otherwise it is cancelled, or
     * was taken before.
     */
    private void cameLate(QueuedTask task, Object target) {
        Stack.require();
        if (state.takeBack(task)) {
            lifecycle.checkEnd();
            refuse(task, target, Objects.requireNonNull(state.refusal(), "refusal").exception(state));
        }
    }

    /** Deals with a failure that left no worker to run a task. If there is one after all, the submission has not failed. */
    private void takeBack(QueuedTask task, Object target, Error failure) {
        if (state.takeBack(task)) {
            lifecycle.checkEnd();
            observers.taskRefused(task.submittedNanos(), target, Launcher.noWorker(state.name, failure));
            throw failure;
        }
    }

    /** Tries the options on a pool of one worker; throws what breaks it. */
    void test() throws InterruptedException {
        check();
        PoolCore twin = open(state.name + "-test", 1, options.toBuilder().noObservers().build());
        try {
            twin.launcher.spawn(1);
            PoolTask<Integer> task = twin.submit(new Submitted.OfCallable<>(twin.context, () -> 1));
            twin.context.starvation.await(task, Signal.FOREVER);
        } catch (BrokenPoolException alreadyBroken) {
            // The worker's initializer was faster than the submission; told below.
        } catch (RejectedExecutionException noThread) {
            throw new BrokenPoolException("Pool " + state.name + " could not start a thread", noThread.getCause());
        } finally {
            twin.lifecycle.shutdown(Signal.FOREVER, false);
        }
        if (twin.state.broken() != null) {
            throw Refusal.broken(twin.state);
        }
    }
}
