package dev.poolscope.app.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueField;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;

/** The lines about the pool. */
final class PoolSection {
    private static final String PART = "pool";

    private PoolSection() {}

    static FormRows of(Form form) {
        FormRows rows = new FormRows(form, new PlaceInForm(() -> PART, ""));
        Slot<PoolSpec> pool = ScenarioSlots.pool();
        rows.choice("type", List.of(PoolKind.values()), kind -> form.texts().of("compose.type." + kind.key()),
                pool.then(PoolSpec::kind, PoolSection::withKind));
        rows.field("maxWorkers", form.values().workers(),
                pool.then(PoolSpec::maxWorkers, (it, most) -> new PoolSpec(it.kind(), most, it.name(), it.idleTimeout(),
                        it.maxTasksPerWorker(), it.workerType(), it.initializer(), it.finalizer())),
                scenario -> scenario.pool().kind() == PoolKind.THREAD).input()
                .setPromptText(form.texts().of("compose.maxWorkers.none"));
        rows.field("idleTimeout", ValueForms.durationOrNever(),
                pool.then(it -> Optional.ofNullable(it.idleTimeout()), (it, timeout) -> new PoolSpec(it.kind(),
                        it.maxWorkers(), it.name(), timeout.orElse(null), it.maxTasksPerWorker(), it.workerType(),
                        it.initializer(), it.finalizer())));
        rows.field("maxTasksPerWorker", form.values().countOrNone(),
                pool.then(PoolSpec::maxTasksPerWorker, (it, most) -> new PoolSpec(it.kind(), it.maxWorkers(), it.name(),
                        it.idleTimeout(), most, it.workerType(), it.initializer(), it.finalizer())))
                .input().setPromptText(form.texts().of("compose.maxTasksPerWorker.none"));
        rows.choice("workerType", List.of(WorkerType.values()),
                type -> form.texts().of("compose.workerType." + type.name()),
                pool.then(PoolSpec::workerType, (it, type) -> new PoolSpec(it.kind(), it.maxWorkers(), it.name(),
                        it.idleTimeout(), it.maxTasksPerWorker(), type, it.initializer(), it.finalizer())));
        ValueField<?> name = rows.field("pool.name", form.values().optionalTitle(),
                pool.then(it -> Optional.ofNullable(it.name()), (it, other) -> new PoolSpec(it.kind(), it.maxWorkers(),
                        other.orElse(null), it.idleTimeout(), it.maxTasksPerWorker(), it.workerType(),
                        it.initializer(), it.finalizer())));
        form.document().scenarioProperty()
                .subscribe(scenario -> name.input().setPromptText(scenario.pool().kind().className()));
        hook(form, rows, "initializer", pool.then(it -> Optional.ofNullable(it.initializer()),
                (it, hook) -> new PoolSpec(it.kind(), it.maxWorkers(), it.name(), it.idleTimeout(),
                        it.maxTasksPerWorker(), it.workerType(), hook.orElse(null), it.finalizer())));
        hook(form, rows, "finalizer", pool.then(it -> Optional.ofNullable(it.finalizer()),
                (it, hook) -> new PoolSpec(it.kind(), it.maxWorkers(), it.name(), it.idleTimeout(),
                        it.maxTasksPerWorker(), it.workerType(), it.initializer(), hook.orElse(null))));
        return rows;
    }

    // A member of the family has its own size; a pool of any size begins with that of the member it was.
    private static PoolSpec withKind(PoolSpec pool, PoolKind kind) {
        int most = kind == PoolKind.THREAD ? pool.maxWorkers() : kind.size();
        return new PoolSpec(kind, most, pool.name(), pool.idleTimeout(), pool.maxTasksPerWorker(), pool.workerType(),
                pool.initializer(), pool.finalizer());
    }

    private static void hook(Form form, FormRows rows, String name, Slot<Optional<HookSpec>> slot) {
        rows.toggle(name, slot.then(Optional::isPresent,
                (_, on) -> on ? Optional.of(new HookSpec(Duration.ofMillis(100), 0)) : Optional.empty()));
        FormRows more = new FormRows(form, new PlaceInForm(() -> PART + "." + name, ""));
        more.getStyleClass().add("variant");
        Slot<HookSpec> hook = slot.then(it -> it.orElse(new HookSpec(Duration.ZERO, 0)), (_, it) -> Optional.of(it));
        more.field("takes", ValueForms.duration(),
                hook.then(HookSpec::takes, (it, takes) -> new HookSpec(takes, it.failsOnWorker())));
        more.field("failsOnWorker", form.values().countOrNone(),
                hook.then(HookSpec::failsOnWorker, (it, worker) -> new HookSpec(it.takes(), worker)))
                .input().setPromptText(form.texts().of("compose.failsOnWorker.none"));
        rows.add(more, scenario -> slot.get().apply(scenario).isPresent());
    }
}
