package dev.poolscope.app.lesson;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.lesson.play.Sureness;

/** How sure a student is of an answer; need not be said. */
final class SureForm {
    private static final List<Sureness> WORDS = List.of(Sureness.GUESS, Sureness.FAIRLY, Sureness.CERTAIN);

    private final List<RadioButton> words = new ArrayList<>();
    private final VBox box;

    SureForm(Texts texts) {
        Label question = new Label(texts.of("lesson.sure"));
        question.getStyleClass().add("lesson-how");
        question.setWrapText(true);
        ToggleGroup group = new ToggleGroup();
        FlowPane line = new FlowPane();
        line.getStyleClass().add("lesson-steps");
        for (Sureness each : WORDS) {
            RadioButton word = new RadioButton(texts.of("lesson.sure." + each));
            word.setId("lesson-sure-" + each.word());
            word.setToggleGroup(group);
            word.setAccessibleHelp(question.getText());
            words.add(word);
        }
        line.getChildren().setAll(words);
        box = new VBox(question, line);
        box.getStyleClass().add("lesson-sure");
    }

    VBox node() {
        return box;
    }

    Sureness sureness() {
        for (int i = 0; i < WORDS.size(); i++) {
            if (words.get(i).isSelected()) {
                return WORDS.get(i);
            }
        }
        return Sureness.UNSAID;
    }

    /** Shows what was said when the answer was locked. */
    void show(Sureness said) {
        for (int i = 0; i < WORDS.size(); i++) {
            words.get(i).setSelected(WORDS.get(i) == said);
        }
        box.setDisable(true);
        box.setVisible(said != Sureness.UNSAID);
        box.setManaged(said != Sureness.UNSAID);
    }
}
