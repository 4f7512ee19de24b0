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
 */
public record LessonMemory(boolean offered, Map<String, String> stopped) {

    /** How many lessons are remembered. */
    public static final int MOST = 30;

    /** Nothing yet. */
    public static final LessonMemory NONE = new LessonMemory(false, Map.of());

    /** Copies the map; of too many it keeps some. */
    public LessonMemory {
        stopped = stopped.entrySet().stream().limit(MOST)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public LessonMemory withOffered() {
        return new LessonMemory(true, stopped);
    }

    /** The lesson was left here. */
    public LessonMemory withStopped(String lesson, String where) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(lesson, where);
        stopped.forEach(all::putIfAbsent);
        return new LessonMemory(offered, all);
    }
}
