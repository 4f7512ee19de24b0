package dev.poolscope.app.lesson;

import java.util.List;

/** Where lessons come from. Its methods read files and simulate runs: not for the thread of the screen. */
public interface LessonSource {

    /** {@return the lessons that come with the program, in the order of the course} */
    List<LessonList.Offer> offers();

    /**
     * Makes a lesson ready to be played, with all of its runs.
     *
     * @param name of one of the offers, or the path of a file
     * @throws IllegalArgumentException if it cannot be played; its message is for people
     */
    LessonPlay play(String name);

    /**
     * Makes the pages that are printed.
     *
     * @param answers whether with the answers
     * @return a page of HTML
     */
    String page(LessonPlay lesson, boolean answers);
}
