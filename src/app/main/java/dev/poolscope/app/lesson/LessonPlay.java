package dev.poolscope.app.lesson;

import java.util.Optional;

import dev.poolscope.lesson.play.Sureness;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.workload.model.Scenario;

/** A lesson that is played, as the window sees it. Its runs are there, so that no method takes long. */
public interface LessonPlay {

    /** The name of its file. */
    String name();

    String title();

    /** What it teaches, in a sentence: said at the end. */
    String idea();

    /** {@return for which people it is, how long it takes, and which student's variation it is} */
    String about();

    /** {@return what a stream of the scenario brings, in words} */
    String streamText(String stream);

    /** What is run in it, first of all. */
    Scenario scenario();

    /** How many steps it has; at least one. */
    int size();

    /** {@return a step, from 0} */
    StepView step(int index);

    /**
     * Says what is wrong with an answer, such as that a number is none.
     *
     * @return one sentence; empty if it can be locked
     */
    Optional<String> fault(int index, String answer);

    /**
     * Locks a prediction: it can be looked at from now on, and not be changed.
     *
     * @param answer the number of an option from 1, several with blanks between them, a number, task ids with blanks, a worker and a
     *            moment, or text
     * @param sureness how sure the student is
     */
    void lock(int index, String answer, Sureness sureness);

    /** {@return the locked answer; empty if there is none} */
    Optional<String> locked(int index);

    /** {@return how sure the student said to be of a locked answer} */
    Sureness sureness(int index);

    /** {@return the run that a step is about} */
    FinishedRun run(int index);

    /** {@return what is shown to a locked answer} */
    RevealView reveal(int index);

    /** {@return what is shown to a class, which has locked nothing} */
    RevealView solution(int index);

    /** {@return the answers so far, as the text of a file that can be graded} */
    String answers();
}
