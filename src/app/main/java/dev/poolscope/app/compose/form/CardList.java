package dev.poolscope.app.compose.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a list as cards, which can be added, removed, duplicated and moved (also with Alt and the arrow keys). A card
 * stays with its entry when the entry moves, so that what is open stays open.
 */
public final class CardList<T> extends VBox implements FormPart {
    private final Form form;
    private final Slot<List<T>> slot;
    private final Function<T, String> words;
    private final Function<T, T> copy;
    private final Supplier<? extends Card> maker;
    private final List<Card> cards = new ArrayList<>();
    private List<T> entries = List.of();

    /**
     * A list.
     *
     * @param words what an entry is called in the history
     * @param copy gives what an entry's duplicate shall be
     * @param maker makes the card of an entry
     */
    public CardList(Form form, Slot<List<T>> slot, Function<T, String> words, Function<T, T> copy,
            Supplier<? extends Card> maker) {
        this.form = form;
        this.slot = slot;
        this.words = words;
        this.copy = copy;
        this.maker = maker;
        getStyleClass().add("cards");
    }

    /** Adds an entry at the end, and opens it. */
    public void add(T entry) {
        change("add", entry, all -> all.add(entry));
        reveal(cards.size() - 1);
    }

    private void reveal(int index) {
        Card card = cards.get(index);
        card.open();
        card.head().requestFocus();
    }

    private void change(String what, T entry, Consumer<List<T>> edit) {
        form.edit(form.texts().of("compose.did." + what, words.apply(entry)), scenario -> {
            List<T> all = new ArrayList<>(slot.get().apply(scenario));
            edit.accept(all);
            return slot.set().apply(scenario, all);
        });
    }

    private void duplicate(Card card) {
        int index = card.index();
        T entry = entries.get(index);
        change("duplicate", entry, all -> all.add(index + 1, copy.apply(entry)));
        reveal(index + 1);
    }

    private void remove(Card card) {
        int index = card.index();
        T entry = entries.get(index);
        change("remove", entry, all -> all.remove(index));
        if (!cards.isEmpty()) {
            cards.get(Math.min(index, cards.size() - 1)).head().requestFocus();
        }
    }

    private void move(Card card, int by) {
        int index = card.index();
        int to = index + by;
        if (to >= 0 && to < entries.size()) {
            change("move", entries.get(index), all -> Collections.swap(all, index, to));
            cards.get(to).head().requestFocus();
        }
    }

    @Override
    public void show(Draft draft) {
        List<T> now = slot.get().apply(draft.scenario());
        List<Card> fitting = fitting(now);
        cards.stream().filter(card -> !fitting.contains(card)).forEach(Card::leave);
        cards.clear();
        cards.addAll(fitting);
        entries = now;
        for (int i = 0; i < cards.size(); i++) {
            cards.get(i).move(i);
        }
        if (!getChildren().equals(cards)) {
            getChildren().setAll(cards);
        }
        cards.forEach(card -> card.show(draft));
    }

    /** For each entry the card that showed it, or else the one at its place, or else a new one. */
    private List<Card> fitting(List<T> now) {
        @Nullable
        Card[] found = new Card[now.size()];
        List<Card> free = new ArrayList<>(cards);
        for (int i = 0; i < found.length; i++) {
            if (i < entries.size() && entries.get(i).equals(now.get(i))) {
                found[i] = cards.get(i);
                free.remove(cards.get(i));
            }
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                found[i] = showing(now.get(i), free);
            }
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null && i < cards.size() && free.remove(cards.get(i))) {
                found[i] = cards.get(i);
            }
        }
        return Arrays.stream(found).map(card -> card == null ? make() : card).toList();
    }

    private @Nullable Card showing(T entry, List<Card> free) {
        for (Card card : free) {
            if (entries.get(card.index()).equals(entry)) {
                free.remove(card);
                return card;
            }
        }
        return null;
    }

    private Card make() {
        Card card = maker.get();
        card.menu().getItems().setAll(item("duplicate", () -> duplicate(card)), item("up", () -> move(card, -1)),
                item("down", () -> move(card, 1)), item("remove", () -> remove(card)));
        card.menu().setOnShowing(_ -> {
            card.menu().getItems().get(1).setDisable(card.index() == 0);
            card.menu().getItems().get(2).setDisable(card.index() == entries.size() - 1);
        });
        card.head().addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            ZoneKey key = ZoneKey.of(ZoneKey.Place.CARD, event).orElse(null);
            if (key == null) {
                return;
            }
            switch (key) {
                case CARD_UP -> move(card, -1);
                case CARD_DOWN -> move(card, 1);
                default -> remove(card);
            }
            event.consume();
        });
        return card;
    }

    private MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(form.texts().of("compose." + name));
        item.setId("compose-" + name);
        item.setOnAction(_ -> {
            form.document().settle();
            action.run();
        });
        return item;
    }

    @Override
    public boolean reveal(FaultPlace where) {
        return cards.stream().anyMatch(card -> card.reveal(where));
    }

    @Override
    public void leave() {
        cards.forEach(Card::leave);
    }
}
