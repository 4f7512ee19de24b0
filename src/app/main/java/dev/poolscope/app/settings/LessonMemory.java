package dev.poolscope.app.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is remembered of lessons.
 *
 * @param offered whether the first lesson was offered: that happens once
 * @param stopped where each lesson that was begun was left, by its name, in the form of the room that plays lessons; of
 *            {@value #MOST} lessons at most
 * @param seed the number of the student, from 1, which picks the variation of each lesson
 */
public record LessonMemory(boolean offered, Map<String, String> stopped, long seed) {

    /** How many lessons are remembered. */
    public static final int MOST = 30;

    /** Nothing yet. */
    public static final LessonMemory NONE = new LessonMemory(false, Map.of(), 1);

    /** Copies the map; of too many it keeps some. */
    public LessonMemory {
        stopped = stopped.entrySet().stream().limit(MOST)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public LessonMemory withOffered() {
        return new LessonMemory(true, stopped, seed);
    }

    /** The lesson was left here. */
    public LessonMemory withStopped(String lesson, String where) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(lesson, where);
        stopped.forEach(all::putIfAbsent);
        return new LessonMemory(offered, all, seed);
    }

    /** The student has this number. */
    public LessonMemory withSeed(long number) {
        return new LessonMemory(offered, stopped, number);
    }

    /** {@return where a lesson was left in the variation of this student; empty if it was not begun} */
    public String left(String lesson) {
        return stopped.getOrDefault(key(lesson), "");
    }

    /** {@return under which name a lesson is remembered: each number has its own answers} */
    public String key(String lesson) {
        return seed == 1 ? lesson : lesson + "#" + seed;
    }
}
