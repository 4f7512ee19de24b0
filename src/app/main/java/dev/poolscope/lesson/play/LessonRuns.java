package dev.poolscope.lesson.play;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.RunFacts;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;

/**
 * The runs of a lesson, each simulated when it is asked for the first time, in the thread that asks: some milliseconds for
 * most, some seconds for one of a hundred thousand tasks. For any thread.
 */
public final class LessonRuns {
    private final LessonVariation variation;
    private final Function<LessonRun, FinishedRun> simulator;
    private final Map<String, RunFacts> known = new ConcurrentHashMap<>();

    /**
     * Runs without any delay, from the seeds of their scenarios: the same on every machine.
     *
     * @param variation has the runs
     */
    public LessonRuns(LessonVariation variation) {
        this(variation, run -> SimulatedRun.of(run.scenario(), run.cores()));
    }

    private LessonRuns(LessonVariation variation, Function<LessonRun, FinishedRun> simulator) {
        this.variation = variation;
        this.simulator = simulator;
    }

    /**
     * Runs that are late by chance.
     *
     * @param variation has the runs
     * @param jitter how late; the scenarios draw from its seed too
     * @return the runs
     */
    public static LessonRuns late(LessonVariation variation, Jitter jitter) {
        return new LessonRuns(variation,
                run -> SimulatedRun.of(run.scenario().withSeed(jitter.seed()), run.cores(), jitter));
    }

    /**
     * Runs that draw from another seed, without any delay.
     *
     * @param variation has the runs
     * @param seed what is drawn from
     * @return the runs
     */
    public static LessonRuns drawn(LessonVariation variation, long seed) {
        return new LessonRuns(variation, run -> SimulatedRun.of(run.scenario().withSeed(seed), run.cores()));
    }

    /** {@return of which variation they are} */
    public LessonVariation variation() {
        return variation;
    }

    /**
     * Takes a run that has happened in place of one that would be simulated: answers are then those of this run.
     *
     * @param name its name in the lesson
     * @param run what happened
     */
    public void happened(String name, FinishedRun run) {
        known.put(name, new RunFacts(run));
    }

    /**
     * Gives a run.
     *
     * @param name its name in the lesson
     * @return what it says
     * @throws IllegalArgumentException if the lesson has no such run
     */
    public RunFacts facts(String name) {
        LessonRun run = variation.runs().get(name);
        if (run == null) {
            throw new IllegalArgumentException("the lesson has no run " + name);
        }
        return known.computeIfAbsent(name, _ -> new RunFacts(simulator.apply(run)));
    }

    /**
     * Makes an evaluator.
     *
     * @param on the run that is asked where an expression names none
     * @return it
     */
    public Evaluator evaluator(String on) {
        return new Evaluator(this::facts, on);
    }
}
