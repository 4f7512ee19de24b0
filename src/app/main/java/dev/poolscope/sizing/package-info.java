/**
 * Sizing: a scenario is run with one or several of its values varied, over many seeds, and held against goals. Runs are simulated, all
 * processors at once, without recording details; or on real threads, one after the other.
 */
@NullMarked
package dev.poolscope.sizing;

import org.jspecify.annotations.NullMarked;
