package dev.poolscope.app.lesson;

/** Where one can go from a lesson. */
public interface LessonWays {

    /** Leaves the lesson for the list of all. */
    void leave();

    /** Shows what is composed in place of the lessons. */
    void compose();

    /** Opens a lesson of a name. */
    void open(String name);

    /** Writes what was answered into a file. */
    void saveAnswers();

    /** The student has another number from now on. */
    void number(long seed);
}
