package dev.poolscope.app.compose.form;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/**
 * Edits a value that is of one of several kinds: which kind, and the lines of that kind. Choosing another kind keeps what it
 * has in common with the one before.
 */
public final class VariantEditor<V, K> extends VBox implements FormPart {
    private final Form form;
    private final Slot<V> slot;
    private final PlaceInForm place;
    private final Function<V, K> kindOf;
    private final BiFunction<K, FormRows, FormRows> lines;
    private final FormRows head;

    private @Nullable K kind;
    private @Nullable FormRows body;

    /**
     * An editor.
     *
     * @param name how texts call it
     * @param place where faults of the value are
     * @param kinds the kinds there are
     * @param words what each is called
     * @param convert gives a value of another kind
     * @param lines puts the lines of a kind into the rows it is given
     */
    public VariantEditor(Form form, String name, Slot<V> slot, PlaceInForm place, List<K> kinds,
            Function<K, String> words,
            Function<V, K> kindOf, BiFunction<V, K, V> convert, BiFunction<K, FormRows, FormRows> lines) {
        this.form = form;
        this.slot = slot;
        this.place = place;
        this.kindOf = kindOf;
        this.lines = lines;
        getStyleClass().add("form-rows");
        head = new FormRows(form, place);
        head.choice(name, kinds, words, slot.then(kindOf, convert));
        getChildren().add(head);
    }

    @Override
    public void show(Draft draft) {
        K now = kindOf.apply(slot.get().apply(draft.scenario()));
        if (body == null || !now.equals(kind)) {
            rebuild(now);
        }
        head.show(draft);
        if (body != null) {
            body.show(draft);
        }
    }

    private void rebuild(K now) {
        if (body != null) {
            body.leave();
            getChildren().remove(body);
        }
        kind = now;
        body = lines.apply(now, new FormRows(form, place));
        body.getStyleClass().add("variant");
        getChildren().add(body);
    }

    @Override
    public void withdraw() {
        head.withdraw();
        if (body != null) {
            body.withdraw();
        }
    }

    @Override
    public boolean reveal(FaultPlace where) {
        return head.reveal(where) || (body != null && body.reveal(where));
    }

    @Override
    public void leave() {
        head.leave();
        if (body != null) {
            body.leave();
        }
    }
}
