package dev.poolscope.app.compose.form;

import java.util.function.BiFunction;
import java.util.function.Function;

import dev.poolscope.workload.model.Scenario;

/**
 * A place in a scenario where a value stands: it can be read there, and exchanged for another.
 *
 * @param get reads the value
 * @param set gives the scenario with another value there
 */
public record Slot<T>(Function<Scenario, T> get, BiFunction<Scenario, T, Scenario> set) {
    /** A place within the value that stands here. */
    public <U> Slot<U> then(Function<T, U> inner, BiFunction<T, U, T> with) {
        return new Slot<>(scenario -> inner.apply(get.apply(scenario)),
                (scenario, value) -> set.apply(scenario, with.apply(get.apply(scenario), value)));
    }
}
