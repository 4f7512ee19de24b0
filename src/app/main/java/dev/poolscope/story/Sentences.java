package dev.poolscope.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.poolscope.stats.LegibleTime;
import org.jspecify.annotations.Nullable;

/**
 * Puts links into texts of the bundle. What a link says is put into a text as a token, a pair of characters that no text has,
 * with the number of the link between them; when the sentence is finished, it is cut at its tokens.
 */
public final class Sentences {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final int MOST_LISTED = 6;

    private final StoryTexts texts;
    private final List<StoryPart> links = new ArrayList<>();
    private final List<List<StoryPart>> sentences = new ArrayList<>();

    public Sentences(StoryTexts texts) {
        this.texts = texts;
    }

    public String task(long id) {
        return link(Long.toString(id), new StoryPart.Task(id));
    }

    public String worker(int id) {
        return link(texts.of("story.worker", id), new StoryPart.Worker(id));
    }

    public String moment(long nanos) {
        return link(LegibleTime.moment(nanos), new StoryPart.Moment(nanos));
    }

    /** Text that is not ours, which must not look like a link. */
    public static String plain(@Nullable String foreign) {
        return String.valueOf(foreign).replace(OPEN, '?').replace(CLOSE, '?');
    }

    /** Text that is not ours at the end of a sentence: with a full stop, unless it has an end of its own. */
    public static String end(@Nullable String foreign) {
        String text = plain(foreign).stripTrailing();
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + '.';
    }

    /** {@return such as {@code 1 worker}} */
    String workers(int count) {
        return count == 1 ? texts.of("story.oneWorker") : texts.of("story.workers", count);
    }

    /** {@return such as {@code one task} or {@code 2 tasks}} */
    String tasks(int count) {
        return count == 1 ? texts.of("story.oneTask") : texts.of("story.tasks", count);
    }

    /** {@return an idle timeout, such as {@code 500 ms} or {@code never}} */
    public String timeout(@Nullable Duration timeout) {
        return timeout == null ? texts.of("story.never") : LegibleTime.round(timeout.toNanos());
    }

    private String link(String text, StoryPart.Target target) {
        links.add(new StoryPart(text, target));
        return OPEN + Integer.toString(links.size() - 1) + CLOSE;
    }

    public String text(String key, Object... values) {
        return texts.of(key, values);
    }

    /** {@code 11, 14 and 15}, or the first few of many. */
    <T> String list(List<T> items, Function<T, String> word) {
        int shown = items.size() <= MOST_LISTED + 1 ? items.size() : MOST_LISTED;
        List<String> words = new ArrayList<>(items.subList(0, shown).stream().map(word).toList());
        if (shown < items.size()) {
            words.add(texts.of("story.more", items.size() - shown));
        }
        if (words.size() == 1) {
            return words.getFirst();
        }
        return texts.of("story.and", String.join(", ", words.subList(0, words.size() - 1)), words.getLast());
    }

    /** Finishes a sentence made of a text. */
    public void say(String key, Object... values) {
        sayText(texts.of(key, values));
    }

    public void sayText(@Nullable String sentence) {
        if (sentence == null || sentence.isEmpty()) {
            return;
        }
        List<StoryPart> parts = new ArrayList<>();
        int from = 0;
        for (int open = sentence.indexOf(OPEN); open >= 0; open = sentence.indexOf(OPEN, from)) {
            int close = sentence.indexOf(CLOSE, open);
            if (open > from) {
                parts.add(new StoryPart(sentence.substring(from, open), null));
            }
            parts.add(links.get(Integer.parseInt(sentence, open + 1, close, 10)));
            from = close + 1;
        }
        if (from < sentence.length()) {
            parts.add(new StoryPart(sentence.substring(from), null));
        }
        sentences.add(List.copyOf(parts));
    }

    /** What was said, sentence by sentence. */
    public List<List<StoryPart>> said() {
        return List.copyOf(sentences);
    }
}
