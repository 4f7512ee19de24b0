package dev.poolscope.pool;

/** Which of a worker's two hooks. */
public enum HookKind {
    /** Called in a worker's thread before its first task. */
    INITIALIZER,
    /** Called in a worker's thread after its last task, unless the initializer failed. */
    FINALIZER
}
