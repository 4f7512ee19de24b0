/**
 * What a scenario says. {@link dev.poolscope.workload.model.Scenario} and the records it is made of are immutable, validate themselves, and carry
 * every key of the file format; durations, rates and percentages have their texts here. Knows neither files nor threads.
 */
@NullMarked
package dev.poolscope.workload.model;

import org.jspecify.annotations.NullMarked;
