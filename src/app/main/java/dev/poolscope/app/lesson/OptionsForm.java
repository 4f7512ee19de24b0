package dev.poolscope.app.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.UnbrokenText;

/** One of several options, or any of them. A digit chooses; so do the arrows and the blank, as everywhere. */
final class OptionsForm implements AnswerForm {
    private final List<Node> options = new ArrayList<>();
    private final VBox box = new VBox();

    OptionsForm(StepView step) {
        box.getStyleClass().add("lesson-options");
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < step.options().size(); i++) {
            String text = (i + 1) + "  " + UnbrokenText.of(LessonText.plain(step.options().get(i)));
            if (step.kind() == StepView.Kind.MARK) {
                CheckBox option = new CheckBox(text);
                option.setWrapText(true);
                options.add(option);
            } else {
                RadioButton option = new RadioButton(text);
                option.setWrapText(true);
                option.setToggleGroup(group);
                options.add(option);
            }
            options.get(i).setId("lesson-option-" + (i + 1));
        }
        box.getChildren().setAll(options);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public List<Node> controls() {
        return options;
    }

    @Override
    public String answer() {
        return IntStream.range(0, options.size()).filter(i -> isChosen(options.get(i)))
                .mapToObj(i -> String.valueOf(i + 1)).collect(Collectors.joining(" "));
    }

    private static boolean isChosen(Node option) {
        return option instanceof CheckBox box
                ? box.isSelected()
                : option instanceof RadioButton one && one.isSelected();
    }

    @Override
    public void show(String answer) {
        List<String> chosen = Arrays.asList(answer.split(" ", -1));
        for (int i = 0; i < options.size(); i++) {
            boolean on = chosen.contains(String.valueOf(i + 1));
            switch (options.get(i)) {
                case CheckBox option -> option.setSelected(on);
                case RadioButton option -> option.setSelected(on);
                default -> throw new IllegalStateException("no option");
            }
        }
        box.setDisable(true);
    }

    @Override
    public void choose(int number) {
        if (number >= 1 && number <= options.size() && !box.isDisabled()) {
            Node option = options.get(number - 1);
            switch (option) {
                case CheckBox any -> any.setSelected(!any.isSelected());
                case RadioButton one -> one.setSelected(true);
                default -> throw new IllegalStateException("no option");
            }
            option.requestFocus();
        }
    }

    @Override
    public void focus() {
        options.stream().filter(OptionsForm::isChosen).findFirst().or(() -> options.stream().findFirst())
                .ifPresent(Node::requestFocus);
    }
}
