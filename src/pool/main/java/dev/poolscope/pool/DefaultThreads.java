package dev.poolscope.pool;

import java.util.concurrent.ThreadFactory;

/**
 * Makes workers' threads that owe nothing to the thread that happens to start them: no inheritable thread-locals, no
 * context class loader of its own, no priority.
 */
record DefaultThreads(WorkerType type) implements ThreadFactory {

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // normal, whatever the priority of the thread that submits
    public Thread newThread(Runnable worker) {
        Thread thread = switch (type) {
            case PLATFORM -> Thread.ofPlatform()
                    .inheritInheritableThreadLocals(false)
                    .daemon(true)
                    .priority(Thread.NORM_PRIORITY)
                    .unstarted(worker);
            case VIRTUAL -> Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(worker);
        };
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
