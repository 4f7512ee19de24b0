/** The thread pools of Poolscope alone: a library without a window, and without a dependency. */
module dev.poolscope.pool {
    exports dev.poolscope.pool;
}
