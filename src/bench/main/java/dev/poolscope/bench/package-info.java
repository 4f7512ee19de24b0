/**
 * Benchmarks: what the pool costs, and how late a workload's arrivals and actions are. They are outside of the normal build,
 * and may know everything; nothing knows them.
 */
@NullMarked
package dev.poolscope.bench;

import org.jspecify.annotations.NullMarked;
