package dev.poolscope.app.explain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javafx.collections.ListChangeListener;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;

import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import dev.poolscope.workload.model.StreamSpec;
import org.controlsfx.control.CheckComboBox;
import org.jspecify.annotations.Nullable;

/** The fields with which the log is filtered, and what they offer. */
final class EventFilters {
    /** A list to choose from has an end, also where workers are recycled for hours. */
    private static final int MOST_OFFERED = 1000;

    private final TextField search;
    private final CheckComboBox<String> streams;
    private final CheckComboBox<Integer> workers;
    private final CheckComboBox<EventType> types;

    EventFilters(TextField search, CheckComboBox<String> streams, CheckComboBox<Integer> workers,
            CheckComboBox<EventType> types, Texts texts, EventPhrases words) {
        this.search = search;
        this.streams = streams;
        this.workers = workers;
        this.types = types;
        types.getItems().setAll(EnumSet.allOf(EventType.class));
        types.setConverter(new Words<>(words::type));
        workers.setConverter(new Words<>(id -> texts.of("story.worker", id)));
    }

    /** Reports each change of the filter. */
    void onChange(Runnable changed) {
        search.textProperty().addListener(_ -> changed.run());
        streams.getCheckModel().getCheckedItems().addListener((ListChangeListener<String>) _ -> changed.run());
        workers.getCheckModel().getCheckedItems().addListener((ListChangeListener<Integer>) _ -> changed.run());
        types.getCheckModel().getCheckedItems().addListener((ListChangeListener<EventType>) _ -> changed.run());
    }

    /** Streams and workers of one run are not those of another. */
    void forget() {
        streams.getCheckModel().clearChecks();
        workers.getCheckModel().clearChecks();
    }

    EventFilter filter() {
        return new EventFilter(Set.copyOf(streams.getCheckModel().getCheckedItems()),
                Set.copyOf(workers.getCheckModel().getCheckedItems()),
                Set.copyOf(types.getCheckModel().getCheckedItems()), search.getText());
    }

    /** Offers the streams and workers that a run has by now. */
    // A combo of checks forgets its checks when its items are replaced, so that they are only added to.
    void offer(@Nullable ShownRun shown) {
        if (shown == null) {
            streams.getItems().clear();
            workers.getItems().clear();
            return;
        }
        LiveRun live = shown.live();
        List<String> names = live == null
                ? shown.scenario().streams().stream().map(StreamSpec::name).toList()
                : live.streams();
        if (!streams.getItems().equals(names)) {
            streams.getItems().setAll(names);
        }
        List<Integer> ids = shown.timeline().workers().all().stream().map(WorkerTrace::id).limit(MOST_OFFERED).toList();
        int known = workers.getItems().size();
        if (known > ids.size() || (known > 0 && !workers.getItems().getFirst().equals(ids.getFirst()))) {
            workers.getItems().setAll(ids);
        } else if (known < ids.size()) {
            workers.getItems().addAll(ids.subList(known, ids.size()));
        }
    }

    /** Writes items of a list of checks. */
    private static final class Words<T> extends StringConverter<T> {
        private final Function<T, String> word;

        Words(Function<T, String> word) {
            this.word = word;
        }

        @Override
        public String toString(@Nullable T item) {
            return item == null ? "" : word.apply(item);
        }

        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException("a list of checks is not typed into");
        }
    }
}
