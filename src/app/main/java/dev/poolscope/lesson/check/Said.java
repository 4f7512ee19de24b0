package dev.poolscope.lesson.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Template;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import org.jspecify.annotations.Nullable;

/** What the texts of a lesson have said of its runs by the time that a question is asked. */
final class Said {
    private final Set<String> said = new HashSet<>();

    /**
     * Goes to the next step.
     *
     * @param step which
     * @return what it asks for and what was said already, in its own question, options and hint or in a step before it
     */
    List<String> next(Step step) {
        add(step.on(), step.text());
        List<String> told = List.of();
        switch (step) {
            case Step.Question question -> {
                if (question.asked() instanceof Asked.Pick pick) {
                    pick.options().forEach(option -> add(step.on(), option.text()));
                }
                add(step.on(), question.hint());
                told = AnswerOf.expressions(question).stream().filter(answer -> said.contains(step.on() + " " + answer))
                        .toList();
                add(step.on(), question.reveal());
            }
            case Step.Change change -> {
                add(step.on(), change.hint());
                add(step.on(), change.reveal());
            }
            case Step.Text _,Step.Show _ -> {
                // asks nothing
            }
        }
        return told;
    }

    private void add(String on, Reveal reveal) {
        add(on, reveal.explain());
    }

    private void add(String on, @Nullable Template template) {
        Stream.ofNullable(template).flatMap(text -> text.expressions().stream()).forEach(expression -> {
            said.add(on + " " + expression.text());
            if (expression instanceof Expression.OnRun(_, var run, var of)) {
                said.add(run + " " + of.text());
            }
        });
    }
}
