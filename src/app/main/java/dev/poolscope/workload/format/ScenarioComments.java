package dev.poolscope.workload.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.Scenario;

/**
 * Brings the comments of a scenario's file into the text that replaces it, so that none is lost. A comment stays with what it
 * stands before, or behind; if that is gone, it stands before what came next. Streams, actions and expectations are known
 * again by what they say, and those that were changed by their turn.
 */
public final class ScenarioComments {
    private static final Pattern ITEM = Pattern.compile("(\\.(?:streams|actions|expect))\\[([0-9]+)\\](.*)",
            Pattern.DOTALL);

    private final YamlLayout before;
    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Map<Integer, List<String>> above = new HashMap<>();
    private final Map<Integer, String> behind = new HashMap<>();
    private final List<String> atEnd = new ArrayList<>();

    private ScenarioComments(String before, Scenario old, String text) {
        this.before = YamlLayout.of(before);
        this.text = text;
        YamlLayout now = YamlLayout.of(text);
        now.places().forEach(place -> lines.putIfAbsent(place.path(), place.line()));
        String canonical = ScenarioWriter.write(old);
        YamlLayout then = YamlLayout.of(canonical);
        for (String list : List.of(".streams", ".actions", ".expect")) {
            match(list, items(list, then, canonical), items(list, now, text));
        }
    }

    /**
     * Writes a scenario with the comments of the file that it came from.
     *
     * @param before the text of the file; empty if there was none
     * @param edited what is to be written
     * @return the text before, if it means the same scenario; otherwise a new one with all its comments
     */
    public static String write(String before, Scenario edited) {
        Scenario old;
        try {
            old = ScenarioReader.parse("before", before);
        } catch (InvalidScenarioException none) {
            return ScenarioWriter.write(edited);
        }
        return old.equals(edited) ? before : new ScenarioComments(before, old, ScenarioWriter.write(edited)).keep();
    }

    /** The items of a list, each as it is written. */
    private static List<String> items(String list, YamlLayout layout, String text) {
        List<String> all = text.lines().toList();
        List<String> items = new ArrayList<>();
        List<YamlLayout.Place> places = layout.places();
        for (int i = 0; i < places.size(); i++) {
            if (!places.get(i).path().equals(list + "[" + items.size() + "]")) {
                continue;
            }
            String own = places.get(i).path();
            int end = i + 1;
            while (end < places.size() && places.get(end).path().startsWith(own)) {
                end++;
            }
            int to = end < places.size() ? places.get(end).line() : all.size();
            items.add(String.join("\n", all.subList(places.get(i).line(), to)));
        }
        return items;
    }

    private void match(String list, List<String> old, List<String> now) {
        boolean[] taken = new boolean[now.size()];
        List<Integer> changed = new ArrayList<>();
        Map<String, Deque<Integer>> free = new HashMap<>();
        for (int j = 0; j < now.size(); j++) {
            free.computeIfAbsent(now.get(j), _ -> new ArrayDeque<>()).add(j);
        }
        for (int i = 0; i < old.size(); i++) {
            Integer found = free.getOrDefault(old.get(i), new ArrayDeque<>()).poll();
            if (found == null) {
                changed.add(i);
            } else {
                taken[found] = true;
                turns.put(list + "[" + i + "]", found);
            }
        }
        // What is there in the same place is the same, edited; if there are fewer, some are gone.
        for (int i : changed) {
            if (i < now.size() && !taken[i]) {
                taken[i] = true;
                turns.put(list + "[" + i + "]", i);
            }
        }
    }

    /** Where something stands now; -1 if it is gone. */
    private int lineNow(String path) {
        Matcher item = ITEM.matcher(path);
        if (!item.matches()) {
            return lines.getOrDefault(path, -1);
        }
        Integer turn = turns.get(item.group(1) + "[" + item.group(2) + "]");
        return turn == null ? -1 : lines.getOrDefault(item.group(1) + "[" + turn + "]" + item.group(3), -1);
    }

    private String keep() {
        before.comments().forEach(this::place);
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (String line : text.lines().toList()) {
            String indent = line.substring(0, line.length() - line.stripLeading().length());
            above.getOrDefault(number, List.of())
                    .forEach(comment -> out.append(indent).append(comment).append('\n'));
            String comment = behind.get(number++);
            out.append(line).append(comment == null ? "" : " " + comment).append('\n');
        }
        atEnd.forEach(comment -> out.append(comment).append('\n'));
        return out.toString();
    }

    private void place(YamlLayout.Comment comment) {
        List<YamlLayout.Place> places = before.places();
        int next = 0;
        while (next < places.size() && places.get(next).line() <= comment.line()) {
            next++;
        }
        if (!comment.own()) {
            int at = lineNow(placeBehind(comment, next));
            if (at >= 0 && behind.putIfAbsent(at, comment.text()) == null) {
                return;
            }
            if (at >= 0) {
                above.computeIfAbsent(at, _ -> new ArrayList<>()).add(comment.text());
                return;
            }
        }
        for (; next < places.size(); next++) {
            int at = lineNow(places.get(next).path());
            if (at >= 0) {
                above.computeIfAbsent(at, _ -> new ArrayList<>()).add(comment.text());
                return;
            }
        }
        atEnd.add(comment.text());
    }

    /** What a comment at the end of a line is about: the first thing in that line, or what goes on there. */
    private String placeBehind(YamlLayout.Comment comment, int next) {
        List<YamlLayout.Place> places = before.places();
        int at = next - 1;
        while (at > 0 && places.get(at - 1).line() == comment.line()) {
            at--;
        }
        return at < 0 ? "" : Objects.requireNonNull(places.get(at)).path();
    }
}
