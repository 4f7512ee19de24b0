package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Calls all observers of a pool, in their order, and lets none of them do harm by throwing. Each method has its own loop,
 * because telling what happens to a task is to cost no object and no detour, least of all when there is one observer. Rare
 * steps have theirs as well: a pool without memory cannot make what a loop for all of them would call.
 */
final class Observers implements PoolObserver {
    private final PoolObserver[] observers;
    /** Whether there is one at all. */
    final boolean observed;
    /** Whether all of them are prompt. */
    final boolean prompt;

    Observers(List<PoolObserver> observers) {
        this.observers = observers.toArray(PoolObserver[]::new);
        observed = this.observers.length > 0;
        prompt = areAllPrompt(this.observers);
    }

    @Override
    public boolean isPrompt() {
        return prompt;
    }

    private static boolean areAllPrompt(PoolObserver[] observers) {
        for (PoolObserver observer : observers) {
            try {
                if (!observer.isPrompt()) {
                    return false;
                }
            } catch (Throwable thrown) {
                failed(observer, thrown);
                return false;
            }
        }
        return true;
    }

    private static void failed(PoolObserver observer, Throwable thrown) {
        Log.failed(LogMessage.OBSERVER_FAILED, observer, thrown);
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskSubmitted(nanos, taskId, target);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskRefused(nanos, target, reason);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskStarted(nanos, taskId, workerId, queueNanos, target);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskCompleted(nanos, taskId, workerId, queueNanos, runNanos);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskFailed(nanos, taskId, workerId, queueNanos, runNanos, failure);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    /** Tells that a task has completed, or failed. */
    void taskEnded(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable Throwable failure) {
        if (failure == null) {
            taskCompleted(nanos, taskId, workerId, queueNanos, runNanos);
        } else {
            taskFailed(nanos, taskId, workerId, queueNanos, runNanos, failure);
        }
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskCancelled(nanos, taskId, workerId, queueNanos, runNanos, cause);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        for (PoolObserver observer : observers) {
            try {
                observer.taskLeftWorker(nanos, taskId, workerId);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerSpawned(nanos, workerId, reason, pending, free, alive);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerStartFailed(nanos, workerId, failure);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerReady(nanos, workerId);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerIdle(nanos, workerId);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerRetiring(nanos, workerId, reason);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        for (PoolObserver observer : observers) {
            try {
                observer.workerRetired(nanos, workerId, reason);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        for (PoolObserver observer : observers) {
            try {
                observer.hookFailed(nanos, workerId, hook, failure);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        for (PoolObserver observer : observers) {
            try {
                observer.broken(nanos, cause);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        for (PoolObserver observer : observers) {
            try {
                observer.starved(nanos, waits);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        for (PoolObserver observer : observers) {
            try {
                observer.idleTimeoutChanged(nanos, before, after);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void joinBegan(long nanos) {
        for (PoolObserver observer : observers) {
            try {
                observer.joinBegan(nanos);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        for (PoolObserver observer : observers) {
            try {
                observer.joinEnded(nanos, outcome);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void shutdownBegan(long nanos) {
        for (PoolObserver observer : observers) {
            try {
                observer.shutdownBegan(nanos);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }

    @Override
    public void terminated(long nanos) {
        for (PoolObserver observer : observers) {
            try {
                observer.terminated(nanos);
            } catch (Throwable thrown) {
                failed(observer, thrown);
            }
        }
    }
}
