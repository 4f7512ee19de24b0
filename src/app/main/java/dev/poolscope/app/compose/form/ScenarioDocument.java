package dev.poolscope.app.compose.form;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.poolscope.pool.WorkerType;
import dev.poolscope.workload.format.ScenarioCheck;
import dev.poolscope.workload.format.ScenarioFault;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The scenario that is composed: a value that edits replace by another one, so that each can be undone. Whether it can be
 * run is decided by the reader of scenario files, on what would be saved: the window and the command line refuse the same
 * things in the same words. Belongs to the thread of the screen.
 *
 * <p>Text that the user is typing is no part of it. It becomes one when its field commits it, or when the user asks the
 * document to {@link #settle()}, which saving, running and closing do first. Text that is no value never gets here; its
 * field {@linkplain #hinder hinders} the document instead.
 */
public final class ScenarioDocument {
    /** What a new document holds. */
    public static final Scenario NEW = new Scenario("Untitled", "", Scenario.DEFAULT_SEED, Duration.ofSeconds(20),
            new PoolSpec(PoolKind.DUAL, PoolKind.DUAL.size(), null, PoolSpec.DEFAULT_IDLE_TIMEOUT, 0,
                    WorkerType.PLATFORM, null, null),
            List.of(), List.of(), List.of());

    // A thousand edits are more than are ever undone; scenarios share what an edit has not touched.
    private static final int MOST_STEPS = 1_000;

    private final ReadOnlyObjectWrapper<Scenario> scenario = new ReadOnlyObjectWrapper<>(this, "scenario", NEW);
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>(this, "file");
    private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper(this, "openings");
    private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(this, "dirty");
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(this, "canUndo");
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(this, "canRedo");
    private final ReadOnlyStringWrapper undoText = new ReadOnlyStringWrapper(this, "undoText", "");
    private final ReadOnlyStringWrapper redoText = new ReadOnlyStringWrapper(this, "redoText", "");
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper(this, "obstacle", "");
    private final ObservableList<ScenarioFault> faults = FXCollections.observableArrayList();
    private final ObservableList<ScenarioFault> readableFaults = FXCollections.unmodifiableObservableList(faults);
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final Map<Object, Hindrance> hindrances = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<Hindrance>> typed = new ReadOnlyObjectWrapper<>(this, "typed", List.of());
    private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>(this, "draft",
            new Draft(NEW, Map.of()));
    private final AwaitedScenario awaited = new AwaitedScenario();
    private Scenario kept = NEW;
    private @Nullable Runnable typing;
    private Consumer<Scenario> replacing = other -> open(other, null);

    /** An edit: what it is called, and the scenario on its other side. */
    private record Step(String what, Scenario other) {}

    /** What is being read, to take its place. */
    public AwaitedScenario awaited() {
        return awaited;
    }

    /**
     * Holds another scenario, and forgets every edit.
     *
     * @param from the file it was read from; null if it is in none
     */
    public void open(Scenario opened, @Nullable Path from) {
        done.clear();
        undone.clear();
        hindrances.clear();
        typed.set(List.of());
        typing = null;
        kept = opened;
        file.set(from);
        hold(opened);
        openings.set(openings.get() + 1);
    }

    /**
     * Says how another scenario takes the place of this one where a person chose it: by default at once, whatever was edited.
     *
     * @param how opens it, or asks first
     */
    public void onReplaced(Consumer<Scenario> how) {
        replacing = how;
    }

    /** A person chose another scenario to begin with. */
    public void replaceBy(Scenario other) {
        settle();
        replacing.accept(other);
    }

    /** The scenario as it was then is in a file now. */
    public void saved(Path to, Scenario what) {
        kept = what;
        file.set(to);
        hold(scenario.get());
    }

    /**
     * Edits: one step that can be undone, or none if nothing changes.
     *
     * @param what what is done, for people
     */
    public void edit(String what, UnaryOperator<Scenario> change) {
        Scenario before = scenario.get();
        Scenario after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        if (done.size() == MOST_STEPS) {
            done.removeLast();
        }
        done.push(new Step(what, before));
        undone.clear();
        hold(after);
    }

    /** Takes the last edit back, if there is one. */
    public void undo() {
        settle();
        step(done, undone);
    }

    /** Does the edit again that was taken back last, if there is one. */
    public void redo() {
        settle();
        step(undone, done);
    }

    private void step(Deque<Step> from, Deque<Step> to) {
        Step step = from.poll();
        if (step != null) {
            to.push(new Step(step.what(), scenario.get()));
            hold(step.other());
        }
    }

    /** Takes over what the user has typed and not yet committed, if it is a value. */
    public void settle() {
        Runnable commit = typing;
        typing = null;
        if (commit != null) {
            commit.run();
        }
    }

    /** The user is typing: how to take it over. There is only one keyboard, so one at a time. */
    public void typing(Runnable commit) {
        typing = commit;
    }

    /** Nothing is being typed any more. */
    void notTyping() {
        typing = null;
    }

    /**
     * What is typed in a field and cannot be taken.
     *
     * @param place where the field stands
     * @param why the field's name and the reason
     */
    public record Hindrance(FaultPlace place, String why) {}

    /** Something holds a text that is no value, about the scenario as a whole. */
    public void hinder(Object field, String why) {
        hinder(field, new FaultPlace("", ""), why);
    }

    /** A field holds a text that is no value, so that the scenario is not what the screen shows. */
    void hinder(Object field, FaultPlace place, String why) {
        hindrances.put(field, new Hindrance(place, why));
        weigh();
    }

    /** What is typed in fields and cannot be taken, in the order in which it was. */
    public ReadOnlyObjectProperty<List<Hindrance>> typedProperty() {
        return typed.getReadOnlyProperty();
    }

    /** A field holds a value again, or is gone. */
    public void release(Object field) {
        if (hindrances.remove(field) != null) {
            weigh();
        }
    }

    private void hold(Scenario now) {
        findFaults(now);
        scenario.set(now);
        dirty.set(!now.equals(kept));
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
        undoText.set(done.isEmpty() ? "" : done.peek().what());
        redoText.set(undone.isEmpty() ? "" : undone.peek().what());
        weigh();
    }

    private void findFaults(Scenario now) {
        List<ScenarioFault> found = ScenarioCheck.faults(now);
        Map<FaultPlace, String> places = new LinkedHashMap<>();
        for (ScenarioFault fault : found) {
            FaultPlace place = FaultPlace.of(fault.path());
            places.putIfAbsent(place, place.words(fault));
        }
        faults.setAll(found);
        draft.set(new Draft(now, Collections.unmodifiableMap(places)));
    }

    private void weigh() {
        if (!faults.isEmpty()) {
            obstacle.set(faults.getFirst().message());
        } else {
            obstacle.set(hindrances.isEmpty() ? "" : hindrances.values().iterator().next().why());
        }
        typed.set(List.copyOf(hindrances.values()));
    }

    /** The scenario together with its faults by their places. */
    public ReadOnlyObjectProperty<Draft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Scenario> scenarioProperty() {
        return scenario.getReadOnlyProperty();
    }

    /** The file it was read from or saved to last; null if there is none. */
    public ReadOnlyObjectProperty<@Nullable Path> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** How often a scenario was opened: what a person typed beside the one before says nothing about this one. */
    public ReadOnlyIntegerProperty openingsProperty() {
        return openings.getReadOnlyProperty();
    }

    /** Whether it differs from what was opened or saved last. */
    public ReadOnlyBooleanProperty dirtyProperty() {
        return dirty.getReadOnlyProperty();
    }

    /** What the reader of scenario files would refuse of it; unmodifiable. */
    public ObservableList<ScenarioFault> faults() {
        return readableFaults;
    }

    /** Why it cannot be run; empty if it can. */
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    /** What {@link #undo()} would take back; empty if there is nothing. */
    public ReadOnlyStringProperty undoTextProperty() {
        return undoText.getReadOnlyProperty();
    }

    /** What {@link #redo()} would do again; empty if there is nothing. */
    public ReadOnlyStringProperty redoTextProperty() {
        return redoText.getReadOnlyProperty();
    }
}
