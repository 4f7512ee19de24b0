package dev.poolscope.app.lesson;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;

/**
 * What is shown when a prediction is locked: what differs from it, the sentences, and on request how it was found. It can have the
 * focus, so that it is read aloud, the picture in words with it.
 */
final class RevealBox extends VBox {

    RevealBox(RevealView reveal, String picture, Texts texts, Runnable again) {
        setId("lesson-reveal");
        getStyleClass().add("lesson-reveal");
        if (!reveal.said().isEmpty()) {
            LessonText said = new LessonText(reveal.said(), "lesson-said");
            said.setId("lesson-said");
            getChildren().add(said);
        }
        getChildren().add(new LessonText(reveal.explanation(), "lesson-text"));
        if (reveal.run() != null) {
            Button show = new Button(texts.of("lesson.again"));
            show.setId("lesson-again");
            show.setMinWidth(Region.USE_PREF_SIZE);
            show.setOnAction(_ -> again.run());
            getChildren().add(show);
        }
        String found = (picture + "\n" + reveal.computed()).strip();
        if (!found.isEmpty()) {
            getChildren().addAll(found(found, texts));
        }
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(LessonText.plain(reveal.said() + " " + reveal.explanation() + " " + picture).strip());
    }

    private static Region[] found(String words, Texts texts) {
        Label computed = new Label(words);
        computed.setId("lesson-computed");
        computed.setWrapText(true);
        computed.setMinHeight(Region.USE_PREF_SIZE);
        computed.getStyleClass().add("lesson-computed");
        computed.setVisible(false);
        computed.managedProperty().bind(computed.visibleProperty());
        Hyperlink how = new Hyperlink(texts.of("lesson.howComputed"));
        how.setId("lesson-how-computed");
        how.setOnAction(_ -> {
            computed.setVisible(!computed.isVisible());
            how.setAccessibleHelp(computed.isVisible() ? words : "");
        });
        return new Region[]{how, computed};
    }
}
