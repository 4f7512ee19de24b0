package dev.poolscope.pool;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/*
 * TWO WAYS. What happens with every task (being added, taken, run, ended, and waited for) takes no lock. What happens with
 * workers, and what is rare, is decided under one plain lock, which is held for a few assignments at a time, never around user
 * code (targets, hooks, callbacks, observers, thread factories; but a clock is read under it, and must neither wait nor
 * throw) and never while waiting for any. This class is both ways and the rules that bind them; see THE DESIGN for what was
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
 * if not with a result, is counted under the lock together with being done with it; cancelled tasks are counted by who cancels them. All other numbers of tasks and workers are differences of these and
 * of the Roster, which knows who is alive. So there is no counter that every task of every thread has to pass, and reading numbers
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
 *   if a task is pending and a worker sleeps, then another one searches or is being woken;
 *   the queue is closed if and only if the pool is closed, broken or joining;
 *   unfinished >= alive: it also counts workers that are no longer alive but have not told the observers so yet.
 *
 * STAMPS. Of one task, submit <= start <= end. A thread's own stamps are in the order of what it did, and a
 * stamp is never later than what follows from it. Between threads that do things at the same time, the order of stamps
 * may differ from that of the decisions by as much as a thread can be held up between two instructions.
 *
 * SHUTDOWN, JOIN: see PoolLifecycle. Breakage is neither: a broken pool has closed and cancelled its queue, its workers retire, and
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
 * what is loaded or linked at its first use has had that (Rehearsal). And bookkeeping comes first, then the waking, then the
 * telling, then the logging, which never throws (Log). What is left is this:
 *
 *   step                                  what can throw          what then
 *   ------------------------------------  ----------------------  ------------------------------------------------------------
 *   reading the clock                     the user's clock        GuardedClock tells what it was told last
 *   being given a place (offer)           stack, before the add   nothing has happened; the submission throws
 *   filling the place                     stack                   marks it as lost without a call; takers and who waits for an
 *                                                                 end pass over it and count it; the submission throws
 *   making the chunk for it               memory                  half a chunk of submissions has tried before; waits, in growing
 *                                                                 pauses, without the lock; gives the place up when the queue
 *                                                                 is dropped
 *   being held up before filling it       -                       takers look some times, then nap; a drop leaves the place, and
 *                                                                 the submitter takes its task back when it comes
 *   waking a worker for it                stack, before any step  takes the task back and throws; if it has been taken meanwhile
 *                                                                 all is well; without the stack for that too it stays, and the
 *                                                                 next wake-up finds it
 *   reserving a worker                    memory                  nothing is reserved; a submission that has no worker to rely on
 *                                                                 is refused, a retirement tries for a second, then breaks the pool
 *   making, starting its thread           factory, memory         the reservation is undone; see Launcher; growing pauses
 *   its beginning (a thread-local)        memory                  tries for some seconds, then breaks the pool and retires
 *   initializer, finalizer                anything                breaks the pool; without memory for the reason, with a ready one
 *   starting, running, ending a task      the pool's own faults   the task in hand fails, one that was taken is kept, the worker
 *                                                                 goes on; several times in a row break the pool (Worker)
 *   the target                            anything                the task fails
 *   observers                             anything                logged; nothing depends on what they do
 *   telling of a submission               stack, for the log      it is not logged; the task is accepted, and given
 *   callbacks                             anything                logged; the next one is called
 *   ending a CompletableFuture            memory                  tries for some seconds, then that is logged
 *   saying why a task was taken back      memory                  a ready exception
 *   adding to a filter, a map in flight   memory, stack           nothing is held; the map's task is cancelled
 *   arriving somewhere, waking waiters    nothing                 both go along what those have made who wait
 *   cancelling by a future                stack, before any step  nothing has happened; cancel throws
 *   Thread.interrupt                      the user's thread       logged, when the announcement has been taken back
 *   closing, dropping the queue           nothing                 all is made early
 *   claiming what is pending              nothing we know of      whoever waits for the end goes on from there (Cancellation)
 *   the reason of a shutdown              memory                  a ready one is taken
 *   the list of shutdownNow, a wait       memory                  thrown to the caller, when all the rest is done
 *   retiring, leaving the roster          nothing                 links of the worker's own
 *   counting starvation                   memory, for the event   it is told without saying who waits for what
 *   the exit hook                         threads, memory         closes in its own thread; a pool that fails does not keep the
 *                                                                 others; each is waited for no longer than its grace time
 *   the cleaner of forgotten pools        threads                 observers are told in a thread of their own, or else in its
 *
 * No thread waits for another one by looking without an end: see Backoff. Where something has to be waited for that another
 * thread is about to do (the end of a task whose end is claimed, an interrupt that is announced), that thread has only steps to go that
 * cannot fail. Replacing a worker that has failed, as the JDK's pools do, was weighed: it needs memory and a thread at the
 * moment in which there may be neither, so the worker goes on instead.
 *
 * PARTS. TaskQueue, WorkerCounters, WorkerCounterBlocks, Roster, PoolCounters, SpinBudget, StartFailures, Signal and Observers know no core: the numbers and
 * the queue are leaves, each handed what it needs (PoolCounters.snapshot is given the others). Seven parts know the core, and reach back into
 * it: PoolTask and Worker (the way of a task), IdleWorkers (who is woken), Launcher (starting threads), PoolLifecycle (joins and shutdown),
 * Cancellation and StarvationDetector (waiting and starvation). What they share is the lock and what it guards: the stage, the roster, the timeout.
 *
 * NO TREE. A state object that owns these, and whose transitions return whom to wake and what to tell, was weighed and not made. What
 * speaks against it: (1) A transition has several answers at once: that of a retirement is a reason, a stamp, a replacement and for
 * how long to sleep; that of a shutdown a stamp, a join, and whether it is the first. As an object made for each they take memory after the
 * state has changed, and that is the kind of failure that has cost this package most: an exception made too late to say why a
 * task was taken back left its future pending for ever. Made before, or kept in the worker, they are the fields that are there now.
 * (2) What would be moved is held together by the order of steps, not by data: the queue is closed before it is
 * dropped, a task is counted before its status says so, the roster is changed before the queue is looked at. Each of these pairs has one
 * half in the state and one in a part, so the arrows would go through the new object instead of being fewer. (3) Eleven suppressions
 * of the checker of guards come from its not seeing that a part's core.lock is the core's lock. Each such method asserts that the lock is
 * held, and the tests run with assertions; a state object would end these, and nothing else.
 * What this costs: who changes PoolLifecycle or Launcher has to read this class as well. That the steps were not measured in another
 * shape has to be said too: no second shape was built and timed, these are reasons and not numbers.
 */
final class PoolCore {
    /** An idle timeout that never comes. */
    static final long NEVER = Long.MAX_VALUE;
    /** As many workers as the rule of demand asks for. */
    static final int AS_NEEDED = -1;
    /** How often it is waited for tasks that are about to start before the running are interrupted: a millisecond and more. */
    private static final int HASTE = 57;
    /** How often a worker that leaves tries to reserve one in its place when there is no memory: some second in all. */
    private static final int PATIENCE = 160;
    /** What breaks a pool when there is no memory to say more. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory; it has no stack trace that could mislead
    private static final BrokenPoolException NO_MEMORY = new BrokenPoolException(
            "The pool is broken, and there was no memory to say why", null) {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            // It is kept for good, and so would the classes be of whoever happened to come first.
            return this;
        }
    };

    enum Refusal {
        CLOSED, BROKEN, JOINING
    }

    final String name;
    final int maxWorkers;
    final PoolOptions options;
    final NanoClock clock;
    private final long maxTasksPerWorker;
    final Observers observers;
    /** Whether anybody is told anything. */
    final boolean observed;
    /** Whether nobody is told anything who could take his time. */
    final boolean promptlyTold;
    final ReentrantLock lock = new ReentrantLock();
    final TaskQueue queue = new TaskQueue();
    final PoolCounters ledger = new PoolCounters();
    final Roster roster = new Roster();
    final WorkerCounterBlocks workerCounterBlocks = new WorkerCounterBlocks(lock);
    final IdleWorkers sleepers = new IdleWorkers(this);
    final Launcher launcher;
    final PoolLifecycle endings;
    final StarvationDetector waits;
    final Cancellation cancelling;

    /** What the exit of the JVM does; made early, for when there is no memory. */
    final Runnable beginShutdown;
    /** Where the exit hook knows it; guarded by the hook's own lock. */
    int exitIndex;

    // Written under the lock, read without it.
    private volatile @Nullable BrokenPoolException broken;
    private volatile @Nullable Duration idleTimeout;
    private volatile boolean interruptsAll;
    private volatile WeakReference<@Nullable ThreadPool> facade = new WeakReference<>(null);

    @GuardedBy("lock")
    private long idleTimeoutNanos;
    @GuardedBy("lock")
    private int lastWorkerId;

    @SuppressWarnings("this-escape") // to the parts of itself, which only keep it
    PoolCore(String name, int maxWorkers, PoolOptions options) {
        this.name = name;
        this.maxWorkers = maxWorkers;
        this.options = options;
        clock = GuardedClock.of(options.clock());
        maxTasksPerWorker = options.maxTasksPerWorker().isPresent()
                ? options.maxTasksPerWorker().getAsInt()
                : Long.MAX_VALUE;
        observers = new Observers(options.observers());
        idleTimeout = options.idleTimeout().orElse(null);
        idleTimeoutNanos = nanosOf(idleTimeout);
        observed = !observers.isEmpty();
        promptlyTold = observers.isPrompt();
        launcher = new Launcher(this);
        endings = new PoolLifecycle(this);
        waits = new StarvationDetector(this);
        cancelling = new Cancellation(this);
        beginShutdown = endings::beginShutdown;
        ExitHook.remember(this);
    }

    private static long nanosOf(@Nullable Duration timeout) {
        return timeout == null ? NEVER : Nanos.saturated(timeout);
    }

    /**
     * Lets what is pending be done, then ends: what a pool does that nobody holds any more. Observers are told in another thread: the
     * caller is the one that cleans up behind all pools.
     */
    void forgotten() {
        if (observed) {
            Detached.run(name, "-forgotten", endings::beginDrain);
        } else {
            endings.beginDrain();
        }
    }

    // ---------------------------------------------------------------- facts

    void setFacade(ThreadPool pool) {
        facade = new WeakReference<>(pool);
    }

    Optional<ThreadPool> facade() {
        return Optional.ofNullable(facade.get());
    }

    @Nullable
    BrokenPoolException broken() {
        return broken;
    }

    Optional<Duration> idleTimeout() {
        return Optional.ofNullable(idleTimeout);
    }

    long exitGraceNanos() {
        return Nanos.saturated(options.exitGrace());
    }

    List<WorkerInfo> workers() {
        List<WorkerInfo> infos = new ArrayList<>();
        lock.lock();
        try {
            long now = clock.nanoTime();
            Instant wall = Instant.now();
            for (RosterEntry worker : roster.workers()) {
                infos.add(worker.info(now, wall));
            }
        } finally {
            lock.unlock();
        }
        return List.copyOf(infos);
    }

    int alive() {
        return roster.alive();
    }

    int busy() {
        return workerCounterBlocks.busy();
    }

    int free() {
        return Math.max(0, roster.active() - workerCounterBlocks.busy());
    }

    /** How many tasks are in the queue; those in the hands of workers are not. */
    int pending() {
        long gone = ledger.goneFromQueue();
        return (int) Math.max(0, queue.accepted() - gone - workerCounterBlocks.started());
    }

    PoolSnapshot snapshot() {
        lock.lock();
        try {
            PoolState state = switch (endings.stage()) {
                case TERMINATED -> PoolState.TERMINATED;
                case DRAINING, CLOSING -> PoolState.CLOSING;
                case OPEN ->
                    broken != null ? PoolState.BROKEN : endings.isJoining() ? PoolState.JOINING : PoolState.OPEN;
            };
            return ledger.snapshot(state, roster, workerCounterBlocks, queue, waits.waiting());
        } finally {
            lock.unlock();
        }
    }

    void setIdleTimeout(@Nullable Duration timeout) {
        Duration before;
        long now;
        List<RosterEntry> toWake;
        Stack.require();
        lock.lock();
        try {
            // They stay asleep: they only have to look at the clock again.
            toWake = roster.workers();
            now = clock.nanoTime();
            before = idleTimeout;
            idleTimeout = timeout;
            idleTimeoutNanos = nanosOf(timeout);
        } finally {
            lock.unlock();
        }
        observers.idleTimeoutChanged(now, before, timeout);
        toWake.forEach(PoolCore::wake);
    }

    // ---------------------------------------------------------------- refusal

    void check() {
        Refusal refusal = refusal();
        if (refusal == Refusal.CLOSED || refusal == Refusal.BROKEN) {
            throw exceptionFor(refusal);
        }
    }

    /**
     * Refuses a call that is to submit tasks, if one would be refused now. The whole call is one refusal, however many tasks
     * it would come to: its input, which may have no end, is not read for it.
     */
    void admit(Object target) {
        Objects.requireNonNull(target, "target");
        if (refusal() == null) {
            return;
        }
        Refusal refusal;
        lock.lock();
        try {
            refusal = refusal();
            if (refusal == null) {
                return;
            }
            ledger.taskRefused();
        } finally {
            lock.unlock();
        }
        RejectedExecutionException exception = exceptionFor(refusal);
        observers.taskRefused(clock.nanoTime(), target, exception);
        throw exception;
    }

    @Nullable
    Refusal refusal() {
        if (endings.isClosed()) {
            return Refusal.CLOSED;
        }
        if (broken != null) {
            return Refusal.BROKEN;
        }
        return endings.isJoining() ? Refusal.JOINING : null;
    }

    RejectedExecutionException exceptionFor(Refusal refusal) {
        return switch (refusal) {
            case CLOSED -> closedException();
            case BROKEN -> brokenException();
            case JOINING ->
                new PoolClosedException("Pool " + name + " is joining and takes no work until that has ended",
                        null);
        };
    }

    PoolClosedException closedException() {
        return new PoolClosedException(
                "Pool " + name + (endings.isTerminated() ? " is terminated" : " is shutting down"),
                broken);
    }

    /** What broke the pool, with the stack trace of whoever is told now. */
    BrokenPoolException brokenException() {
        BrokenPoolException original = Objects.requireNonNull(broken);
        String message = Objects.requireNonNull(original.getMessage());
        return switch (original) {
            case InitializerException _ -> new InitializerException(message, original.getCause());
            case FinalizerException _ -> new FinalizerException(message, original.getCause());
            default -> new BrokenPoolException(message, original.getCause());
        };
    }

    // ---------------------------------------------------------------- submission

    <T extends @Nullable Object> PoolTask<T> submit(TaskCall<T> call) {
        return submit(Submitted.of(this, call));
    }

    void execute(Runnable target) {
        submit(new ExecutedTask(target, clock.nanoTime()));
    }

    <Q extends QueuedTask> Q submit(Q task) {
        // A worker may have run it, and dropped this, before this method has told of it.
        Object target = Objects.requireNonNull(task.target);
        if (queue.offer(task) == TaskQueue.REFUSED) {
            offerAgain(task, target);
        }
        if (queue.isDropped()) {
            cameLate(task, target);
        }
        try {
            // The task is there before this looks at who sleeps and who is alive; see above.
            sleepers.taskAdded();
            if (needsWorker()) {
                startWorkerFor(task, target);
            }
        } catch (StackOverflowError | OutOfMemoryError failure) {
            takeBack(task, target, failure);
        }
        if (observed) {
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
            Stack.require();
            lock.lock();
            try {
                refusal = refusal();
                if (refusal != null) {
                    ledger.taskRefused();
                }
            } finally {
                lock.unlock();
            }
            if (refusal != null) {
                refuse(task, target, exceptionFor(refusal));
            }
            // Not under the lock: adding may have to wait for memory.
        } while (queue.offer(task) == TaskQueue.REFUSED);
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
        if (takeBack(task)) {
            endings.checkEnd();
            refuse(task, target, exceptionFor(Objects.requireNonNull(refusal(), "refusal")));
        }
    }

    /** Deals with a failure that left nobody to run a task. If somebody does, the submission has not failed. */
    private void takeBack(QueuedTask task, Object target, Error failure) {
        if (takeBack(task)) {
            endings.checkEnd();
            observers.taskRefused(task.submittedNanos(), target, Launcher.noWorker(name, failure));
            throw failure;
        }
    }

    private boolean takeBack(QueuedTask task) {
        lock.lock();
        try {
            return withdraw(task);
        } finally {
            lock.unlock();
        }
    }

    private void startWorkerFor(QueuedTask task, Object target) {
        RosterEntry toStart;
        RejectedExecutionException withdrawn = null;
        Stack.require();
        lock.lock();
        try {
            if (launcher.mayTry(task.submittedNanos())) {
                toStart = reserve(SpawnReason.SUBMISSION, task.submittedNanos());
            } else {
                toStart = null;
                if (roster.alive() == 0 && withdraw(task)) {
                    withdrawn = Launcher.noWorker(name, launcher.lastFailure());
                }
            }
        } catch (OutOfMemoryError noMemory) {
            toStart = null;
            if (!hasLaunchedWorker() && withdraw(task)) {
                withdrawn = Launcher.noWorker(name, noMemory);
            }
        } finally {
            lock.unlock();
        }
        if (toStart != null) {
            withdrawn = launcher.startWhileNeeded(toStart, task);
        }
        if (withdrawn != null) {
            observers.taskRefused(task.submittedNanos(), target, withdrawn);
            throw withdrawn;
        }
    }

    /** Takes back a task that has just been accepted; false if somebody has taken or dropped it. */
    @GuardedBy("lock")
    boolean withdraw(QueuedTask task) {
        if (!queue.remove(task)) {
            return false;
        }
        ledger.taskWithdrawn();
        return true;
    }

    static void wake(@Nullable RosterEntry worker) {
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
    }

    // ---------------------------------------------------------------- how many workers

    /** How many tasks are pending or in the hands of workers. */
    private long outstanding() {
        // What is accepted after that was read, and freed before that is, makes it too few; but then all before it are in hands
        // already, and who submitted it asks for itself.
        long gone = ledger.goneFromQueue();
        long accepted = queue.accepted();
        return accepted - gone - workerCounterBlocks.freed();
    }

    /**
     * Whether the rule of demand asks for a worker, by a look without the lock. Most often the number of freed tasks that was seen
     * last is enough to tell that it does not.
     */
    private boolean needsWorker() {
        long counts = roster.counts();
        if (Roster.alive(counts) >= maxWorkers) {
            return false;
        }
        int active = Roster.active(counts);
        long seen = workerCounterBlocks.freedAtLeast();
        long gone = ledger.goneFromQueue();
        return queue.accepted() - gone - seen > active && outstanding() > active;
    }

    /** How many workers the rule of demand asks for. */
    @GuardedBy("lock")
    int needed() {
        if (queue.isDropped()) {
            // What is still counted as pending is for those to take back who are just putting it there.
            return 0;
        }
        return (int) Math.max(0, Math.min(maxWorkers - roster.alive(), outstanding() - roster.active()));
    }

    @GuardedBy("lock")
    boolean mayReserve() {
        return roster.alive() < maxWorkers;
    }

    @GuardedBy("lock")
    @Nullable
    RosterEntry reserve(SpawnReason reason, long now) {
        return needed() > 0 ? reserveAnyway(reason, now) : null;
    }

    @GuardedBy("lock")
    RosterEntry reserveAnyway(SpawnReason reason, long now) {
        int busy = workerCounterBlocks.busy();
        WorkerCounters workerCounters = workerCounterBlocks.next();
        RosterEntry worker = new RosterEntry(name, lastWorkerId + 1, workerCounters, reason, now,
                (int) Math.max(0, outstanding() - busy), Math.max(0, roster.active() - busy), roster.alive());
        // From here on nothing takes memory.
        lastWorkerId++;
        workerCounterBlocks.lend(workerCounters);
        roster.add(worker);
        endings.begin();
        ledger.workerReserved();
        return worker;
    }

    /** Undoes a reservation. */
    @GuardedBy("lock")
    void abandon(RosterEntry worker) {
        leaveRoster(worker);
        ledger.workerNotStarted();
    }

    /** Which task each worker that waits for one waits for, by the numbers of the workers. */
    @GuardedBy("lock")
    SortedMap<Integer, Long> awaited() {
        SortedMap<Integer, Long> awaited = new TreeMap<>();
        for (RosterEntry worker : roster.workers()) {
            if (worker.awaited != RosterEntry.NOTHING) {
                awaited.put(worker.id, worker.awaited);
            }
        }
        return Collections.unmodifiableSortedMap(awaited);
    }

    @GuardedBy("lock")
    boolean hasLaunchedWorker() {
        return roster.hasLaunched();
    }

    @GuardedBy("lock")
    boolean hasWorkButNoWorker() {
        return roster.alive() == 0 && pending() > 0;
    }

    // ---------------------------------------------------------------- what a worker is to do; called in its own thread

    boolean begin(RosterEntry worker) {
        lock.lock();
        try {
            if (worker.givenUp || worker.begun) {
                return false;
            }
            worker.begun = true;
            roster.launched(worker);
            worker.thread = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void hookFailed(RosterEntry worker, HookKind hook, Throwable failure) {
        observers.hookFailed(clock.nanoTime(), worker.id, hook, failure);
        breakWith(breakage(worker, hook, failure));
    }

    private BrokenPoolException breakage(RosterEntry worker, HookKind hook, Throwable failure) {
        try {
            String message = "Pool " + name + " is broken: the "
                    + (hook == HookKind.INITIALIZER ? "initializer" : "finalizer")
                    + " failed in " + worker.name;
            return hook == HookKind.INITIALIZER
                    ? new InitializerException(message, failure)
                    : new FinalizerException(message, failure);
        } catch (OutOfMemoryError noMemory) {
            return NO_MEMORY;
        }
    }

    void ready(RosterEntry worker) {
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            roster.ready(worker);
            worker.idleSince(now);
        } finally {
            lock.unlock();
        }
        observers.workerReady(now, worker.id);
    }

    /** Whether a worker has to decide what it does next, rather than take the next task if there is one. */
    boolean mustDecide(RosterEntry worker) {
        return broken != null || worker.tasksDone() >= maxTasksPerWorker;
    }

    /** Frees a worker whose task has failed. */
    void freeFailed(RosterEntry worker, long now) {
        lock.lock();
        try {
            ledger.taskFailed();
            worker.free(now);
        } finally {
            lock.unlock();
        }
    }

    /** Frees a worker whose task has ended before, when its callbacks have returned. */
    private void freeWrappedUp(RosterEntry worker) {
        lock.lock();
        try {
            roster.endsWrappingUp(worker);
            worker.free(clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Frees a worker whose task was cancelled while it ran; gives the time. */
    long freeCancelled(RosterEntry worker) {
        lock.lock();
        try {
            long now = clock.nanoTime();
            ledger.cancelledTaskLeft();
            worker.free(now);
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a worker has to decide, once it is done with the task in hand. */
    boolean isLast(RosterEntry worker) {
        return broken != null || worker.tasksDone() + 1 >= maxTasksPerWorker;
    }

    /**
     * Ends a task that is watched or has failed, whose code the worker has left. False if somebody has cancelled it: the worker is then not
     * freed yet.
     */
    <T extends @Nullable Object> boolean endWatched(RosterEntry worker, PoolTask<T> task, @Nullable Object result,
            @Nullable Throwable failure) {
        boolean callbacks;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            if (!task.claimEnd()) {
                return false;
            }
            callbacks = task.hasCallbacks();
            if (callbacks) {
                roster.beginsWrappingUp(worker);
            } else {
                // Free before the future is done: whoever sees it done finds the worker free.
                worker.free(now);
            }
            if (failure != null) {
                ledger.taskFailed();
            }
            waits.taskEnds(task);
            task.finish(now, result, failure);
        } finally {
            lock.unlock();
        }
        task.wakeWaiters();
        observers.taskEnded(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), failure);
        task.runCallbacks();
        if (callbacks) {
            var _ = Thread.interrupted();
            freeWrappedUp(worker);
        }
        return true;
    }

    /**
     * Has an idle worker that was searching retire, if that is what is to be done, or fall asleep.
     *
     * @return for how many nanoseconds it may sleep; {@link #NEVER} if there is no idle timeout; none if it would retire but for
     *         a task that is there or about to be
     */
    long retireOrFallAsleep(RosterEntry worker) {
        lock.lock();
        try {
            if (!retires(worker)) {
                sleepers.fallAsleep(worker);
            }
            return timeLeft(worker);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Decides again for a worker that slept: somebody woke it, and then it searches; or it is to retire; or it sleeps on.
     *
     * @param wakeUp whether it is to search in any case
     * @return as {@link #retireOrFallAsleep}
     */
    long decideAgain(RosterEntry worker, boolean wakeUp) {
        lock.lock();
        try {
            // A queue that nobody adds to any more is for all to empty: nobody would wake this worker to retire then.
            if (wakeUp || (worker.asleep && (retires(worker) || refusal() != null))) {
                sleepers.wakeUp(worker);
            }
            return timeLeft(worker);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private long timeLeft(RosterEntry worker) {
        return idleTimeoutNanos == NEVER
                ? NEVER
                : Math.max(0, idleTimeoutNanos - (clock.nanoTime() - worker.sinceNanos()));
    }

    /** Has a worker that has no task in hand retire, if that is what is to be done now. */
    boolean retireIfDue(RosterEntry worker) {
        // Goes over what was cancelled in the queue, so that the look under the lock has not to.
        var _ = queue.isEmpty();
        lock.lock();
        try {
            return retires(worker);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean retires(RosterEntry worker) {
        long now = clock.nanoTime();
        RetirementReason reason = retirement(worker, now);
        if (reason == null) {
            return false;
        }
        retire(worker, reason, now);
        // After the roster was replaced: who has added a task meanwhile is seen here, or sees that.
        try {
            worker.replacement = reserve(SpawnReason.RETIREMENT, now);
        } catch (OutOfMemoryError noMemory) {
            // Asked again when it has retired.
            worker.replacement = null;
        }
        return true;
    }

    @GuardedBy("lock")
    private void retire(RosterEntry worker, RetirementReason reason, long now) {
        worker.reason = reason;
        worker.idleSince(now);
        roster.retires(worker);
    }

    /** Why a worker that could take a task now is to retire instead, if it is. */
    @GuardedBy("lock")
    private @Nullable RetirementReason retirement(RosterEntry worker, long now) {
        if (broken != null) {
            return RetirementReason.BROKEN;
        }
        boolean overdue = idleTimeoutNanos != NEVER && now - worker.sinceNanos() >= idleTimeoutNanos;
        boolean closed = endings.isClosed();
        boolean joining = endings.isJoining();
        boolean empty = (closed || joining || overdue) && queue.isEmpty();
        if (closed && empty) {
            return RetirementReason.SHUTDOWN;
        }
        if (joining && empty) {
            return RetirementReason.JOIN;
        }
        if (worker.tasksDone() >= maxTasksPerWorker) {
            return RetirementReason.MAX_TASKS;
        }
        return overdue && empty ? RetirementReason.IDLE_TIMEOUT : null;
    }

    /** The last that a worker does. Nothing in here may fail, and what needs memory is done when all the rest is. */
    void retired(RosterEntry worker) {
        RosterEntry replacement = null;
        OutOfMemoryError noMemory = null;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            leaveRoster(worker);
            ledger.workerRetired(worker.reason);
            replacement = reserve(SpawnReason.RETIREMENT, now);
        } catch (OutOfMemoryError none) {
            noMemory = none;
            now = clock.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            observers.workerRetired(now, worker.id, worker.reason);
            // Who else is alive asks again when it retires.
            for (int tried = 0; noMemory != null && alive() == 0 && tried < PATIENCE; tried++) {
                Backoff.pause(tried);
                lock.lock();
                try {
                    replacement = reserve(SpawnReason.RETIREMENT, now);
                    noMemory = null;
                } catch (OutOfMemoryError none) {
                    noMemory = none;
                } finally {
                    lock.unlock();
                }
            }
            if (replacement != null) {
                launcher.startWhileNeeded(replacement, null);
            } else if (noMemory != null && alive() == 0) {
                breakWith(NO_MEMORY);
            }
            if (noMemory != null) {
                Log.warning("There was no memory to start a worker in the place of ", worker.name, "", noMemory);
            }
        } finally {
            endings.finish(worker);
        }
    }

    /** The pool cannot end while a worker is in the roster: so this takes no memory, and does not fail. */
    @GuardedBy("lock")
    private void leaveRoster(RosterEntry worker) {
        roster.remove(worker);
        workerCounterBlocks.takeBack(worker.counters);
    }

    /**
     * Deals with something unexpected that a worker's own code has thrown, a fault of this package or no memory for it: ends the
     * task in hand as failed, and has the worker search no more. It can go on then.
     *
     * @param ending a task that the worker has claimed the end of, if any
     */
    void recover(RosterEntry worker, @Nullable PoolTask<?> ending, Throwable unexpected) {
        QueuedTask inHand = worker.task();
        PoolTask<?> task = ending != null ? ending : inHand instanceof PoolTask<?> future ? future : null;
        boolean ended = false;
        long now;
        lock.lock();
        try {
            sleepers.wakeUp(worker);
            now = clock.nanoTime();
            if (task != null && (ending != null ? !task.isDone() : task.claimEnd())) {
                waits.taskEnds(task);
                task.finish(now, null, unexpected);
                ended = true;
            }
            if (inHand != null) {
                if (ended || task == null) {
                    ledger.taskFailed();
                } else if (task.isCancelled()) {
                    ledger.cancelledTaskLeft();
                }
                roster.endsWrappingUp(worker);
                worker.free(now);
            }
        } finally {
            lock.unlock();
        }
        if (task != null && ended) {
            task.wakeWaiters();
            observers.taskEnded(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), unexpected);
            task.runCallbacks();
        } else if (task != null && inHand != null && task.isCancelled()) {
            task.leftWorker();
            observers.taskLeftWorker(now, task.taskId(), worker.id);
        }
        Log.warning("Something unexpected happened in ", worker.name, "", unexpected);
    }

    /** Breaks the pool because a worker's own code fails again and again. */
    void breakBecauseOf(RosterEntry worker, Throwable unexpected) {
        BrokenPoolException cause;
        try {
            cause = new BrokenPoolException("Pool " + name + " is broken: " + worker.name + " failed unexpectedly",
                    unexpected);
        } catch (OutOfMemoryError noMemory) {
            cause = NO_MEMORY;
        }
        breakWith(cause);
    }

    /** Breaks the pool because it has tasks but no worker, and no thread can be started. */
    void breakForLackOfThreads(Throwable failure) {
        BrokenPoolException cause;
        try {
            cause = new BrokenPoolException(
                    "Pool " + name + " is broken: it had tasks but no worker, and no thread could be started", failure);
        } catch (OutOfMemoryError noMemory) {
            cause = NO_MEMORY;
        }
        breakWith(cause);
    }

    /** Has a worker retire that cannot go on. */
    void giveUp(RosterEntry worker) {
        lock.lock();
        try {
            if (worker.state != WorkerState.RETIRING) {
                retire(worker, RetirementReason.BROKEN, clock.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker that comes after another one, or the first; the way to go along them without the lock and without memory. */
    private @Nullable RosterEntry workerAfter(@Nullable RosterEntry worker) {
        lock.lock();
        try {
            return roster.after(worker);
        } finally {
            lock.unlock();
        }
    }

    /** Whether all tasks are to be interrupted, also those that are only about to begin. */
    boolean interruptsAll() {
        return interruptsAll;
    }

    /**
     * Interrupts every task that runs, but no hook and no callback. What a worker has taken and is about to start is interrupted
     * by the worker itself, which looks for that when it has started it; but unless it has been held up it has started by now.
     */
    void interruptRunning() {
        if (queue.isDropped()) {
            interruptsAll = true;
            for (int waited = 0; waited < HASTE && pending() > 0; waited++) {
                Backoff.pause(waited);
            }
        }
        for (RosterEntry worker = workerAfter(null); worker != null; worker = workerAfter(worker)) {
            QueuedTask task = worker.task();
            if (task != null) {
                task.interruptCode(worker);
            }
        }
    }

    // ---------------------------------------------------------------- breakage

    void breakWith(BrokenPoolException cause) {
        boolean first;
        long now;
        lock.lock();
        try {
            if (broken != null || endings.isTerminated()) {
                return;
            }
            broken = cause;
            queue.close();
            // After the last submission that was accepted.
            now = clock.nanoTime();
            first = cancelling.begin(now, cause);
        } finally {
            lock.unlock();
        }
        cancelling.run();
        sleepers.wakeAll();
        observers.broken(now, cause);
        if (first) {
            cancelling.announce();
        }
    }

    /** Has the queue refuse work or take it, as the state of the pool has become. */
    @GuardedBy("lock")
    void openOrCloseQueue() {
        if (refusal() == null) {
            queue.open();
        } else {
            queue.close();
        }
    }

    /** Tries the options on a pool of one worker; throws what breaks it. */
    void test() throws InterruptedException {
        check();
        PoolCore twin = new PoolCore(name + "-test", 1, options.toBuilder().noObservers().build());
        try {
            twin.launcher.spawn(1);
            PoolTask<Integer> task = twin.submit(new Submitted.OfCallable<>(twin, () -> 1));
            twin.waits.await(task, Signal.FOREVER);
        } catch (BrokenPoolException alreadyBroken) {
            // The worker's initializer was faster than the submission; told below.
        } catch (RejectedExecutionException noThread) {
            throw new BrokenPoolException("Pool " + name + " could not start a thread", noThread.getCause());
        } finally {
            twin.endings.shutdown(Signal.FOREVER, false);
        }
        if (twin.broken() != null) {
            throw twin.brokenException();
        }
    }

    // ---------------------------------------------------------------- futures

    /** Adds a callback; false if the task has ended. */
    <T extends @Nullable Object> boolean addCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        boolean added;
        Attached.Callback<T> attached = new Attached.Callback<>(callback);
        Stack.require();
        lock.lock();
        try {
            added = task.attach(attached);
        } finally {
            lock.unlock();
        }
        if (!added) {
            task.awaitOutcome();
        }
        return added;
    }

    <T extends @Nullable Object> boolean removeCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        lock.lock();
        try {
            return task.remove(callback);
        } finally {
            lock.unlock();
        }
    }
}
