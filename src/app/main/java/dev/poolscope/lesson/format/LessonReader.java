package dev.poolscope.lesson.format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioFault;
import dev.poolscope.workload.format.SourceText;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.format.YamlTree;

/**
 * Reads lesson files, as strictly as scenarios are read: what is not understood is refused, with its position, what was found and
 * what is allowed; all faults of a file at once.
 */
public final class LessonReader {
    private LessonReader() {}

    /**
     * Reads a file. A scenario that it names stands beside it, or comes with the program.
     *
     * @param file a regular file of at most 1 MiB, in UTF-8
     * @return the lesson
     * @throws InvalidScenarioException if the file cannot be read or is not valid
     */
    public static Lesson read(Path file) throws InvalidScenarioException {
        try {
            String fileName = String.valueOf(file.getFileName());
            String name = fileName.replaceFirst("\\.ya?ml$", "");
            return parse(file.toString(), name, SourceText.decode(SourceText.bytes(file)), new ScenarioShelf(file));
        } catch (YamlTree.Unreadable e) {
            throw new InvalidScenarioException(file.toString(), List.of(e.fault()));
        }
    }

    /**
     * Reads the text of a file. A scenario that it names comes with the program.
     *
     * @param source the name of the file, for messages
     * @param name the name of the lesson
     * @param text its text
     * @return the lesson
     * @throws InvalidScenarioException if it is not valid
     */
    public static Lesson parse(String source, String name, String text) throws InvalidScenarioException {
        return parse(source, name, text, new ScenarioShelf(null));
    }

    private static Lesson parse(String source, String name, String text, ScenarioShelf shelf)
            throws InvalidScenarioException {
        Diagnostics diagnostics = new Diagnostics();
        try {
            YamlNode root = YamlTree.read(text, diagnostics);
            if (root == null) {
                throw new InvalidScenarioException(source,
                        List.of(ScenarioFault.ofFile("is empty; a lesson is needed")));
            }
            Lesson lesson = new LessonBinder(diagnostics, new Expressions(diagnostics, text), shelf).bind(name,
                    hash(text),
                    root);
            if (lesson == null) {
                throw new InvalidScenarioException(source, diagnostics.inOrder(root));
            }
            return lesson;
        } catch (YamlTree.Unreadable e) {
            throw new InvalidScenarioException(source, List.of(e.fault()));
        }
    }

    /**
     * Tells lessons from scenarios.
     *
     * @param file a file
     * @return whether it has the key {@code lesson} at its beginning; false also if it cannot be read
     */
    public static boolean isLesson(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            String text = SourceText.decode(SourceText.bytes(file));
            return YamlTree.read(text, new Diagnostics()) instanceof YamlNode.Mapping(_, _, var entries)
                    && entries.stream().anyMatch(entry -> entry.key().text().equals("lesson"))
                    && entries.stream().noneMatch(entry -> entry.key().text().equals("poolscope"));
        } catch (YamlTree.Unreadable unreadable) {
            return false;
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }
}
