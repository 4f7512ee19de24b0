package dev.poolscope.app.lesson;

import java.util.List;

import javafx.scene.Node;

/** Where the answer to one step is given. */
interface AnswerForm {

    /** What is put below the question. */
    Node node();

    /** {@return what is answered so far, in the form of {@link LessonPlay#lock}; empty if nothing} */
    String answer();

    /** {@return where one answers, from top to bottom} */
    List<Node> controls();

    /** Shows an answer that is locked: it cannot be changed any more. */
    void show(String answer);

    /**
     * Chooses an option, if there are any.
     *
     * @param number from 1
     */
    default void choose(int number) {}

    /** Gives the focus to where one answers. */
    void focus();
}
