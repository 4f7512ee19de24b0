package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.ScenarioSource;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.sizing.RecordedLoad;
import dev.poolscope.sizing.Sweep;
import dev.poolscope.sizing.SweepAnswer;
import dev.poolscope.sizing.SweepFiles;
import dev.poolscope.sizing.SweepPlan;
import dev.poolscope.sizing.SweepResult;
import dev.poolscope.sizing.SweepTable;
import dev.poolscope.sizing.Variation;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code poolscope sweep}: runs a scenario with varied values over many seeds, and says which of them reach a goal. */
@Command(name = "sweep", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Vary values of a scenario over many simulated runs, and find the smallest that reaches a goal.", sortOptions = false)
final class SweepCommand implements Callable<Integer> {
    private static final int SEEDS = 30;
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(200);

    private final CliEnvironment cliEnvironment;

    @Parameters(paramLabel = "FILE", description = "a scenario: a path, or a name from 'poolscope list'; "
            + "or a recording (*.poolscope), whose load is replayed on other pools")
    private String file = "";

    @Option(names = "--vary", paramLabel = "PATH=VALUES", required = true, converter = Varied.class, description = "what is varied: "
            + "PATH=FROM..TO, PATH=FROM..TO:STEP or PATH=A,B,C; given several times, all combinations are run")
    private List<Variation> variations = new ArrayList<>();

    @Mixin
    private EditOption edits = new EditOption();

    @Option(names = "--goal", paramLabel = "EXPECTATION", converter = Goal.class, description = "what shall hold, such as 'wait.p99 < 100ms'; "
            + "may be given several times; by default the expectations of the scenario")
    private List<Expectation> goals = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", converter = Seeds.class, description = "how many seeds each combination is run with, from that of "
            + "the scenario on; by default " + SEEDS + ", and 1 with --real; not with a recording")
    private @Nullable Integer seeds;

    @Option(names = "--cores", paramLabel = "N", converter = SimulateCommand.Cores.class, description = "how many processors computing tasks share; by default "
            + "those of this machine")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(names = "--real", description = "run on real threads, one run after the other, instead of simulating; not with a recording")
    private boolean real;

    @Option(names = "--out", paramLabel = "DIR", description = "write sweep.csv, sweep.json and sweep.html to this directory; it is made if it is "
            + "missing, and only these files are overwritten")
    private @Nullable Path directory;

    @Option(names = "--quiet", description = "print neither numbers nor progress")
    private boolean quiet;

    SweepCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InvalidScenarioException, InterruptedException, RecordingException {
        SweepPlan plan = ScenarioSource.named(file) instanceof ScenarioSource.File(var path)
                && Recordings.isRecording(path)
                        ? plan(recordedLoad(path))
                        : plan(edits.applyTo(ScenarioArgument.of(file).scenario(), cliEnvironment.console()));
        SweepFiles files = directory == null ? null : prepared(directory);
        if (real) {
            tell("about " + LegibleTime.clock(length(plan).toNanos()) + " on real threads: " + plan.runs()
                    + (plan.runs() == 1 ? " run" : " runs, one after the other"));
        }
        var interrupted = new AtomicBoolean();
        try (Sweep sweep = real ? Sweep.real(plan) : Sweep.simulate(plan);
                Interruptions.Listening _ = cliEnvironment.interruptions().listen(() -> {
                    interrupted.set(true);
                    sweep.stop();
                })) {
            await(sweep);
            SweepResult result = sweep.result();
            answer(result);
            if (files != null) {
                write(files, result);
            }
            if (interrupted.get() && !result.isComplete()) {
                return ExitCode.INTERRUPTED;
            }
            return plan.goals().isEmpty() || result.reached() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
        }
    }

    private SweepPlan plan(Scenario scenario) {
        if (scenario.duration() == null) {
            throw new RefusalException("'" + scenario.name()
                    + "' has no end (duration: open), so it cannot be swept; give it one with --set duration=20s");
        }
        return told(() -> SweepPlan.of(scenario, variations, goals(scenario),
                seeds != null ? seeds : real ? 1 : SEEDS, cores));
    }

    private RecordedLoad recordedLoad(Path path) throws RecordingException {
        if (real) {
            throw new RefusalException("--real cannot be used with a recording; its load is replayed in virtual time");
        }
        if (seeds != null) {
            throw new RefusalException(
                    "--seeds cannot be used with a recording; its load is replayed as it was, so each"
                            + " combination is run once");
        }
        Recordings.Dated recording = RecordingArgument.openDated(file, cliEnvironment.console());
        try {
            return RecordedLoad.of(String.valueOf(path.getFileName()), recording.startedAt(), recording.run());
        } catch (IllegalArgumentException empty) {
            throw new RefusalException(String.valueOf(empty.getMessage()));
        }
    }

    private SweepPlan plan(RecordedLoad load) {
        Scenario scenario = edits.applyToPool(load.run().scenario(), cliEnvironment.console());
        return told(() -> SweepPlan.replaying(load, scenario, variations, goals(scenario), cores));
    }

    private List<Expectation> goals(Scenario scenario) {
        List<String> streams = scenario.streamNames();
        for (Expectation goal : goals) {
            String missing = goal.missingStream(streams);
            if (missing != null) {
                throw new RefusalException("--goal '" + goal.text() + "': " + missing);
            }
        }
        return goals.isEmpty() ? scenario.expectations() : goals;
    }

    /** Makes a plan. */
    @FunctionalInterface
    private interface Planning {
        SweepPlan plan() throws InvalidEditException;
    }

    private SweepPlan told(Planning planning) {
        try {
            SweepPlan plan = planning.plan();
            plan.notes().forEach(note -> cliEnvironment.console().tell("--vary: " + note));
            return plan;
        } catch (InvalidEditException invalid) {
            throw new RefusalException("--vary " + invalid.faults().getFirst());
        } catch (IllegalArgumentException tooMany) {
            throw new RefusalException("--vary: " + tooMany.getMessage());
        }
    }

    private static Duration length(SweepPlan plan) {
        return plan.points().stream().map(point -> Objects.requireNonNull(point.scenario().duration()))
                .reduce(Duration.ZERO, Duration::plus).multipliedBy(plan.seeds());
    }

    private static SweepFiles prepared(Path directory) {
        try {
            return SweepFiles.at(directory);
        } catch (IOException refused) {
            throw new RefusalException(String.valueOf(refused.getMessage()));
        }
    }

    private void await(Sweep sweep) throws InterruptedException {
        boolean drawn = !quiet && cliEnvironment.console().interactive();
        var line = new ProgressLine(cliEnvironment.console().err());
        try {
            while (!sweep.await(BETWEEN_DRAWINGS)) {
                if (drawn) {
                    line.draw(sweep);
                }
            }
        } catch (StandstillException still) {
            throw new RefusalException("a run of the sweep cannot be simulated: " + still.getMessage());
        } finally {
            if (drawn) {
                line.erase();
            }
        }
    }

    private void answer(SweepResult result) {
        if (quiet) {
            return;
        }
        SweepTable.text(result).forEach(this::tell);
        tell("");
        SweepTable.remarks(result, !real).forEach(this::tell);
        tell("");
        List<String> sentences = SweepAnswer.of(result);
        sentences.forEach(this::tell);
        if (result.plan().goals().isEmpty()) {
            tell("no goal was given, so no value is called the best: --goal 'wait.p99 < 100ms'");
        }
    }

    private void write(SweepFiles files, SweepResult result) {
        try {
            files.write(result, !real);
            if (!quiet) {
                tell("files     " + files.path());
            }
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
    }

    private void tell(String line) {
        if (!quiet) {
            cliEnvironment.console().answer(line);
        }
    }

    /** What is varied. */
    static final class Varied implements ITypeConverter<Variation> {
        @Override
        public Variation convert(String value) {
            try {
                return Variation.parse(value);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(invalid.getMessage());
            }
        }
    }

    /** What shall hold. */
    static final class Goal implements ITypeConverter<Expectation> {
        @Override
        public Expectation convert(String value) {
            try {
                return Expectation.parse(value);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(invalid.getMessage());
            }
        }
    }

    /** A number of seeds. */
    static final class Seeds implements ITypeConverter<Integer> {
        private static final int MOST = 10_000;

        @Override
        public Integer convert(String value) {
            try {
                int seeds = Integer.parseInt(value);
                if (seeds >= 1 && seeds <= MOST) {
                    return seeds;
                }
            } catch (NumberFormatException notOne) {
                // Said below, as for a number that is not allowed.
            }
            throw new TypeConversionException("'" + value + "' is not a whole number from 1 to " + MOST);
        }
    }
}
