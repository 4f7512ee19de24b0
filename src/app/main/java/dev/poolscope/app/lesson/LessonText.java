package dev.poolscope.app.lesson;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.poolscope.app.fx.UnbrokenText;

/** Words of a lesson, with what stands between stars or back quotes set apart: *new words*, **weight** and `code`. */
final class LessonText extends TextFlow {
    private static final Pattern MARKED = Pattern.compile("\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*|`([^`]+)`");

    LessonText(String text, String style) {
        getStyleClass().add(style);
        setMinHeight(Region.USE_PREF_SIZE);
        setAccessibleText(plain(text));
        String flowing = UnbrokenText.of(flowing(text));
        Matcher marked = MARKED.matcher(flowing);
        int at = 0;
        while (marked.find()) {
            add(flowing.substring(at, marked.start()), "words");
            if (marked.group(1) != null) {
                add(marked.group(1), "words-strong");
            } else if (marked.group(2) != null) {
                add(marked.group(2), "words-new");
            } else {
                add(marked.group(3), "words-code");
            }
            at = marked.end();
        }
        add(flowing.substring(at), "words");
    }

    private void add(String text, String style) {
        if (!text.isEmpty()) {
            Text part = new Text(text);
            part.getStyleClass().addAll("words", style);
            getChildren().add(part);
        }
    }

    // A line of the file is no line of the screen; an empty one ends a paragraph.
    private static String flowing(String text) {
        return text.strip().replaceAll("(?<!\\n)\\n(?!\\n)", " ");
    }

    /** {@return a sentence that begins with a capital, unless it begins with a name: with a capital that would be another one} */
    static String begun(String sentence) {
        return sentence.matches("(?s)[a-z]+ .*")
                ? sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }

    /** {@return the words without marks, to be read aloud} */
    static String plain(String text) {
        return MARKED.matcher(flowing(text)).replaceAll("$1$2$3");
    }
}
