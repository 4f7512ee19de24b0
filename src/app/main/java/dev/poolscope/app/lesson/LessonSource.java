package dev.poolscope.app.lesson;

import java.util.List;

/** Where lessons come from. Its methods read files and simulate runs: not for the thread of the screen. */
public interface LessonSource {
    /** The name of a lesson that has no file as yet. */
    String DRAFT = "draft";

    /** {@return the lessons that come with the program, in the order of the course} */
    List<LessonList.Offer> offers();

    /**
     * Makes a lesson ready to be played, with all of its runs.
     *
     * @param name of one of the offers, or the path of a file
     * @param seed the number of the student, which picks the variation
     * @throws IllegalArgumentException if it cannot be played; its message is for people
     */
    LessonPlay play(String name, long seed);

    /**
     * A fault of a lesson.
     *
     * @param line where, from 1; 0 for the file as a whole
     * @param sentence what is wrong, and what is allowed
     */
    record Fault(int line, String sentence) {}

    /**
     * What a check says.
     *
     * @param faults what is wrong; empty if nothing is
     * @param said what else there is to say of a lesson without a fault
     */
    record Checked(List<Fault> faults, List<String> said) {
        /** Copies the lists. */
        public Checked {
            faults = List.copyOf(faults);
            said = List.copyOf(said);
        }
    }

    /** {@return what is wrong with the text of a lesson, as the command line checks it} */
    Checked check(String text);

    /**
     * Makes the text of a lesson ready to be played.
     *
     * @throws IllegalArgumentException if it cannot be played; its message is for people
     */
    LessonPlay preview(String text);

    /**
     * Makes the pages that are printed.
     *
     * @param answers whether with the answers
     * @return a page of HTML
     */
    String page(LessonPlay lesson, boolean answers);
}
