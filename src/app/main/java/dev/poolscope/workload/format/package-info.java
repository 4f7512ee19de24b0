/**
 * The file of a scenario, read and written. {@link dev.poolscope.workload.format.ScenarioReader} turns YAML into a tree that knows its positions and binds it
 * strictly: a file is either understood to the last key or refused, with all of its faults at once.
 * {@link dev.poolscope.workload.format.ScenarioWriter} writes what reads back the same.
 */
@NullMarked
package dev.poolscope.workload.format;

import org.jspecify.annotations.NullMarked;
