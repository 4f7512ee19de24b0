/** How fast the simulation is, and how its numbers differ from those of real threads. */
@NullMarked
package dev.poolscope.bench.simulation;

import org.jspecify.annotations.NullMarked;
