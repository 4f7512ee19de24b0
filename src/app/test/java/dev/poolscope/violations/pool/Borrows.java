package dev.poolscope.violations.pool;

import org.jctools.queues.MpscArrayQueue;

/** Makes the library depend on another one. */
public final class Borrows {
    final MpscArrayQueue<String> borrowed = new MpscArrayQueue<>(2);
}
