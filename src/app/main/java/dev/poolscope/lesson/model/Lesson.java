package dev.poolscope.lesson.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A lesson. Immutable. Its runs are known for each of its variations, of which each student gets one.
 *
 * @param name the name of its file, without the ending
 * @param title what it is called
 * @param idea what it is for, in a sentence or two
 * @param audience for whom; empty if it does not say
 * @param know what must be known before, in words; empty if it does not say
 * @param minutes how long it takes, from 1 to 120
 * @param before the names of the lessons that come before it
 * @param misconceptions what students believe, by code, in the order of the file
 * @param variations one or more, in order
 * @param steps one or more, in order
 * @param hash of the text of its file, so that answers can name what they answer
 */
public record Lesson(String name, String title, String idea, String audience, String know, int minutes,
        List<String> before, Map<String, String> misconceptions, List<LessonVariation> variations, List<Step> steps,
        String hash) {

    /** Copies the collections. */
    public Lesson {
        before = List.copyOf(before);
        misconceptions = Collections.unmodifiableMap(new LinkedHashMap<>(misconceptions));
        variations = List.copyOf(variations);
        steps = List.copyOf(steps);
    }

    /**
     * Picks the variation of a student. Neighbouring seeds get different ones as far as there are enough.
     *
     * @param seed the student's seed
     * @return one of the variations; for one seed always the same
     */
    public LessonVariation variation(long seed) {
        return variations.get((int) Math.floorMod(seed - 1, (long) variations.size()));
    }
}
