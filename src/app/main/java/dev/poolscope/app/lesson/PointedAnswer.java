package dev.poolscope.app.lesson;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

import dev.poolscope.app.fx.AskedPlace;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.lesson.play.Prediction;
import org.jspecify.annotations.Nullable;

/** A place that is written in a field and stands in the picture: each of them follows the other, and keys move both. */
final class PointedAnswer {
    private static final long STEP = 100_000_000;

    private final TextInputControl field;
    private final AskedPlace asked;
    private boolean following;

    PointedAnswer(TextInputControl field, AskedPlace asked) {
        this.field = field;
        this.asked = asked;
    }

    void install() {
        asked.placeProperty().addListener((_, _, place) -> write(place));
        field.textProperty().addListener((_, _, text) -> mark(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void write(AskedPlace.@Nullable Place place) {
        if (place != null && !following && field.isEditable() && field.getScene() != null) {
            following = true;
            field.setText(text(place));
            field.end();
            field.requestFocus();
            following = false;
        }
    }

    private void mark(String text) {
        if (!following && asked.askedProperty().get()) {
            following = true;
            asked.placeProperty().set(place(text));
            following = false;
        }
    }

    private static String text(AskedPlace.Place place) {
        return new Prediction.Pointed(place.worker(), place.nanos()).text();
    }

    private static AskedPlace.@Nullable Place place(String text) {
        Prediction.Pointed written = Prediction.Pointed.parse(text).orElse(null);
        Integer lane = written == null ? null : written.lane();
        Long nanos = written == null ? null : written.nanos();
        return lane == null || nanos == null ? null : new AskedPlace.Place(lane, nanos);
    }

    private void pressed(KeyEvent event) {
        ZoneKey key = ZoneKey.of(ZoneKey.Place.POINT, event).orElse(null);
        if (key == null || !field.isEditable()) {
            return;
        }
        event.consume();
        AskedPlace.Place written = place(field.getText());
        AskedPlace.Place now = written == null ? new AskedPlace.Place(1, 0) : written;
        AskedPlace.Place moved = switch (key) {
            case EARLIER -> new AskedPlace.Place(now.worker(), Math.max(0, now.nanos() - STEP));
            case LATER -> new AskedPlace.Place(now.worker(), now.nanos() + STEP);
            case LANE_UP -> new AskedPlace.Place(Math.max(1, now.worker() - 1), now.nanos());
            default -> new AskedPlace.Place(now.worker() + 1, now.nanos());
        };
        field.setText(text(moved));
        field.end();
    }
}
