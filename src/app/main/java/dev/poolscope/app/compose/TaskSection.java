package dev.poolscope.app.compose;

import java.util.List;
import java.util.Optional;

import dev.poolscope.app.compose.form.Form;
import dev.poolscope.app.compose.form.FormRows;
import dev.poolscope.app.compose.form.PlaceInForm;
import dev.poolscope.app.compose.form.Slot;
import dev.poolscope.app.compose.form.ValueForms;
import dev.poolscope.app.compose.form.VariantEditor;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;

/** The lines about what each task of a stream does. */
final class TaskSection {
    private TaskSection() {}

    static FormRows of(Form form, Slot<StreamSpec> stream, PlaceInForm place) {
        Slot<TaskSpec> task = stream.then(StreamSpec::task,
                (it, other) -> new StreamSpec(it.name(), it.arrivals(), it.from(), it.until(), other));
        FormRows rows = new FormRows(form, place);
        rows.add(work(form, task.then(TaskSpec::work,
                (it, work) -> new TaskSpec(work, it.fails(), it.cancelAfter())), place));
        rows.fault("fanOut");
        rows.field("fails", ValueForms.percentage(), task.then(TaskSpec::fails,
                (it, fails) -> new TaskSpec(it.work(), fails, it.cancelAfter())));
        rows.field("cancelAfter", ValueForms.optionalDuration(), task.then(it -> Optional.ofNullable(it.cancelAfter()),
                (it, after) -> new TaskSpec(it.work(), it.fails(), after.orElse(null))),
                scenario -> !(stream.get().apply(scenario).arrivals() instanceof Arrivals.Bulk));
        return rows;
    }

    private static VariantEditor<Work, WorkKind> work(Form form, Slot<Work> slot, PlaceInForm place) {
        return new VariantEditor<>(form, "work", slot, place, List.of(WorkKind.values()),
                kind -> form.texts().of("compose.work." + kind.key()), WorkKind::of, (work, kind) -> kind.like(work),
                (kind, rows) -> lines(form, slot, place, kind, rows));
    }

    private static FormRows lines(Form form, Slot<Work> slot, PlaceInForm place, WorkKind kind, FormRows rows) {
        if (kind == WorkKind.FAN_OUT) {
            Slot<Work.FanOut> fan = slot.then(Work.FanOut.class::cast, (_, it) -> it);
            rows.field("children", form.values().count(), fan.then(Work.FanOut::children,
                    (it, children) -> new Work.FanOut(children, it.child(), it.await())));
            rows.toggle("wait", fan.then(Work.FanOut::await,
                    (it, await) -> new Work.FanOut(it.children(), it.child(), await)));
        }
        rows.add(DistributionSection.editor(form, kind == WorkKind.FAN_OUT ? "child" : "time",
                slot.then(WorkKind::time, WorkKind::withTime), place));
        return rows;
    }
}
