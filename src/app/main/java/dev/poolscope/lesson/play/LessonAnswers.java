package dev.poolscope.lesson.play;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.poolscope.lesson.model.Lesson;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.session.ReadableJson;
import dev.poolscope.workload.format.Diagnostics;
import dev.poolscope.workload.format.Fields;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioFault;
import dev.poolscope.workload.format.SourceText;
import dev.poolscope.workload.format.Values;
import dev.poolscope.workload.format.YamlNode;
import dev.poolscope.workload.format.YamlTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A student's answers, as they are saved and handed in: a JSON object with {@code lesson}, {@code version}, {@code hash},
 * {@code seed} and {@code answers}, a list of objects with {@code step}, {@code answer}, {@code sure} and {@code lockedMillis}.
 *
 * @param lesson the name of the lesson
 * @param hash of the text of its file
 * @param seed the student's
 * @param locked by the numbers of their steps
 */
public record LessonAnswers(String lesson, String hash, long seed, List<LockedPrediction> locked) {
    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST_MILLIS = Integer.MAX_VALUE;

    /** Copies the list. */
    public LessonAnswers {
        locked = List.copyOf(locked);
    }

    /**
     * Checks that they are of a lesson as it is now.
     *
     * @param of which
     * @throws IllegalArgumentException if they are not
     */
    public void check(Lesson of) {
        if (!lesson.equals(of.name())) {
            throw new IllegalArgumentException(
                    "the answers are of the lesson '" + lesson + "', not of '" + of.name() + "'");
        }
        if (!hash.equals(of.hash())) {
            throw new IllegalArgumentException(
                    "the answers are of another version of the lesson: its hash is " + of.hash()
                            + ", theirs is " + hash);
        }
    }

    /**
     * Writes them.
     *
     * @param out where to; it is not closed
     */
    public void write(OutputStream out) {
        try (JsonGenerator json = ReadableJson.to(out)) {
            json.writeStartObject();
            json.writeStringProperty("lesson", lesson);
            json.writeNumberProperty("version", 1);
            json.writeStringProperty("hash", hash);
            json.writeNumberProperty("seed", seed);
            json.writeArrayPropertyStart("answers");
            for (LockedPrediction each : locked) {
                json.writeStartObject();
                json.writeNumberProperty("step", each.step());
                json.writeStringProperty("answer", each.prediction().text());
                json.writeStringProperty("sure", each.sureness().word());
                json.writeNumberProperty("lockedMillis", each.lockedMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /**
     * Reads a file of answers to a lesson.
     *
     * @param file which
     * @param lesson what they answer
     * @return the answers
     * @throws InvalidScenarioException if it cannot be read or understood, or is of another lesson or another version of it
     */
    public static LessonAnswers read(Path file, Lesson lesson) throws InvalidScenarioException {
        String source = file.toString();
        try {
            // JSON is YAML, and this reader knows the place of each fault.
            Diagnostics diagnostics = new Diagnostics();
            YamlNode root = YamlTree.read(SourceText.decode(SourceText.bytes(file)), diagnostics);
            if (root == null) {
                throw new InvalidScenarioException(source,
                        List.of(ScenarioFault.ofFile("is empty; answers are needed")));
            }
            LessonAnswers answers = bind(root, lesson, diagnostics);
            if (answers == null) {
                throw new InvalidScenarioException(source, diagnostics.inOrder(root));
            }
            answers.check(lesson);
            return answers;
        } catch (YamlTree.Unreadable unreadable) {
            throw new InvalidScenarioException(source, List.of(unreadable.fault()));
        } catch (IllegalArgumentException other) {
            throw new InvalidScenarioException(source,
                    List.of(ScenarioFault.ofFile(String.valueOf(other.getMessage()))));
        }
    }

    private static @Nullable LessonAnswers bind(YamlNode root, Lesson lesson, Diagnostics diagnostics) {
        Fields fields = Fields.of(root, "answers", diagnostics);
        if (fields == null) {
            return null;
        }
        Values values = new Values(diagnostics);
        YamlNode nameNode = fields.required("lesson");
        String name = nameNode == null ? null : values.title(nameNode, "lesson");
        YamlNode versionNode = fields.required("version");
        BigInteger version = versionNode == null
                ? null
                : values.integer(versionNode, "version", "the version of the format, 1,");
        if (versionNode != null && version != null && !version.equals(BigInteger.ONE)) {
            diagnostics.add(versionNode, "version: found " + version + "; only version 1 is known");
        }
        YamlNode hashNode = fields.required("hash");
        String hash = hashNode == null ? null : values.title(hashNode, "hash");
        YamlNode seedNode = fields.required("seed");
        BigInteger seed = seedNode == null
                ? null
                : values.integer(seedNode, "seed", "a whole number of at most 64 bits");
        if (seedNode != null && seed != null && seed.bitLength() > 63) {
            diagnostics.add(seedNode,
                    "seed: found " + seedNode.describe() + "; a whole number of at most 64 bits is needed");
        }
        YamlNode list = fields.required("answers");
        List<LockedPrediction> locked = new ArrayList<>();
        if (list instanceof YamlNode.Sequence(_, _, var items)) {
            Set<Integer> seen = new HashSet<>();
            for (YamlNode item : items) {
                LockedPrediction one = answer(item, lesson, diagnostics, values);
                if (one != null && !seen.add(one.step())) {
                    diagnostics.add(item, "answers: a second answer to step " + one.step() + "; one is allowed");
                } else if (one != null) {
                    locked.add(one);
                }
            }
        } else if (list != null) {
            diagnostics.add(list, "answers: found " + list.describe() + "; a list is needed");
        }
        fields.refuseOthers();
        return !diagnostics.none() || name == null || hash == null || seed == null
                ? null
                : new LessonAnswers(name, hash, seed.longValueExact(), locked);
    }

    private static @Nullable LockedPrediction answer(YamlNode node, Lesson lesson, Diagnostics diagnostics,
            Values values) {
        Fields fields = Fields.of(node, "an answer", diagnostics);
        if (fields == null) {
            return null;
        }
        YamlNode stepNode = fields.required("step");
        Integer number = stepNode == null ? null : values.count(stepNode, "step", MOST_STEPS);
        YamlNode answerNode = fields.required("answer");
        YamlNode sureNode = fields.optional("sure");
        YamlNode millisNode = fields.optional("lockedMillis");
        BigInteger millis = millisNode == null
                ? BigInteger.ZERO
                : values.integer(millisNode, "lockedMillis", "a whole number of milliseconds");
        if (millisNode != null && millis != null && (millis.signum() < 0 || millis.bitLength() > Integer.SIZE - 1)) {
            diagnostics.add(millisNode,
                    "lockedMillis: found " + millisNode.describe() + "; allowed is a whole number from 0 to "
                            + LONGEST_MILLIS);
            millis = null;
        }
        if (sureNode != null && !(sureNode instanceof YamlNode.Scalar)) {
            diagnostics.add(sureNode,
                    "sure: found " + sureNode.describe() + "; allowed are guess, fairly and certain");
        }
        fields.refuseOthers();
        if (number == null || !(answerNode instanceof YamlNode.Scalar said) || millis == null) {
            if (answerNode != null && !(answerNode instanceof YamlNode.Scalar)) {
                diagnostics.add(answerNode, "answer: found " + answerNode.describe() + "; a text is needed");
            }
            return null;
        }
        if (number > lesson.steps().size() || !LessonSession.asks(lesson.steps().get(number - 1))) {
            diagnostics.add(node, "step: the lesson asks nothing in step " + number);
            return null;
        }
        Step step = lesson.steps().get(number - 1);
        try {
            Prediction prediction = Prediction.parse(step, said.text());
            String sure = sureNode instanceof YamlNode.Scalar word ? word.text() : "";
            return new LockedPrediction(number, prediction, Sureness.parse(sure), millis.longValueExact());
        } catch (IllegalArgumentException wrong) {
            diagnostics.add(answerNode, "the answer to step " + number + ": " + wrong.getMessage());
            return null;
        }
    }
}
