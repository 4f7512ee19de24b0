package dev.poolscope.lesson.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the forms that a lesson may have.
 *
 * @param values what differs: value by path, as files write it; empty if the lesson has one form only
 * @param runs the runs by their names, in the order of the file; the first is the one that a step means that names none
 */
public record LessonVariation(Map<String, String> values, Map<String, LessonRun> runs) {
    /** Copies the maps. */
    public LessonVariation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
    }

    /** {@return the value of each path, in one line; empty if the lesson has one form only} */
    public String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((path, value) -> text.append(text.isEmpty() ? "" : ", ").append(path).append('=').append(value));
        return text.toString();
    }
}
