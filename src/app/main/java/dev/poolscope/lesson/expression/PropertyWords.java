package dev.poolscope.lesson.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;
import org.jspecify.annotations.Nullable;

/** The words that properties give. */
final class PropertyWords {
    static final List<String> OUTCOMES = Arrays.stream(Outcome.values()).map(Outcome::word).toList();
    static final List<String> REASONS = Stream
            .of(Arrays.stream(RetirementReason.values()).map(Enum::name),
                    Arrays.stream(SpawnReason.values()).map(Enum::name),
                    Arrays.stream(Canceller.values()).map(PropertyWords::of))
            .flatMap(each -> each).distinct().toList();

    /** What became of a task. */
    enum Outcome {
        /** Still in the queue when the recording ended. */
        PENDING,
        /** Still on a worker when the recording ended. */
        RUNNING, COMPLETED, FAILED, CANCELLED, REJECTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private PropertyWords() {}

    /** As {@code events.csv} has it. */
    static String of(Canceller canceller) {
        return switch (canceller) {
            case SHUTDOWN -> "SHUTDOWN";
            case BREAKAGE -> "BROKEN";
            case FUTURE -> "FUTURE";
        };
    }

    /** The words of a property; null if there may be any, as of names of streams. */
    static @Nullable List<String> ofProperty(String property) {
        return switch (property) {
            case "outcome" -> OUTCOMES;
            case "reason" -> REASONS;
            default -> null;
        };
    }

    static void check(int at, String property, String word) throws ExpressionException {
        List<String> allowed = ofProperty(property);
        if (allowed != null && !allowed.contains(word)) {
            String meant = Suggestion.among(word, allowed);
            throw new ExpressionException(at, Quoted.of(word) + " is no " + property + (meant == null
                    ? "; allowed are " + String.join(", ", allowed)
                    : "; did you mean " + meant + "?"));
        }
    }
}
