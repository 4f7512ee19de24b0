package dev.poolscope.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.poolscope.comparison.Bound;
import dev.poolscope.comparison.ComparedRun;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.comparison.ComparisonJson;
import dev.poolscope.comparison.ComparisonPage;
import dev.poolscope.comparison.ComparisonText;
import dev.poolscope.comparison.RunFiles;
import dev.poolscope.comparison.UnreadableRunException;
import dev.poolscope.session.OutputDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolscope compare}: holds two runs against each other. */
@Command(name = "compare", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Compare two runs: what was changed, what came of it, and whether that is more than chance.", sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    private static final String JSON = "comparison.json";
    private static final String PAGE = "comparison.html";

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "the first run: a recording (NAME.poolscope), or the summary.json of a report")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "the second run")
    private String b = "";

    @Option(names = "--fail-if", paramLabel = "BOUND", description = "end with 1 if this is so, such as 'wait.p99 > +10%%', "
            + "'wait.p99 > +200ms', 'failed > 0' or 'web: throughput < -5%%': with a sign it is about the difference, "
            + "without one about B; may be given several times")
    private List<String> bounds = new ArrayList<>();

    @Option(names = "--json", description = "print the comparison as JSON")
    private boolean asJson;

    @Option(names = "--out", paramLabel = "DIR", description = "write comparison.json and comparison.html to this directory; it is made if it "
            + "is missing, and only these files are overwritten")
    private @Nullable Path directory;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Bound> read = bounds.stream().map(CompareCommand::bound).toList();
        Comparison comparison = Comparison.of(run(a), run(b));
        List<Bound.Outcome> outcomes = read.stream().map(bound -> check(bound, comparison)).toList();
        byte[] json = ComparisonJson.of(comparison, outcomes);
        if (directory != null) {
            write(directory, json, ComparisonPage.of(comparison, outcomes).getBytes(StandardCharsets.UTF_8));
        }
        console.answer(asJson
                ? new String(json, StandardCharsets.UTF_8)
                : ComparisonText.of(comparison, outcomes));
        return outcomes.stream().anyMatch(Bound.Outcome::passed) ? ExitCode.NOT_AS_EXPECTED : ExitCode.FINE;
    }

    private static Bound bound(String text) {
        try {
            return Bound.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new RefusalException("--fail-if: " + wrong.getMessage());
        }
    }

    private static Bound.Outcome check(Bound bound, Comparison comparison) {
        try {
            return bound.check(comparison);
        } catch (IllegalArgumentException noStream) {
            throw new RefusalException("--fail-if: " + noStream.getMessage());
        }
    }

    private ComparedRun run(String file) {
        try {
            return RunFiles.read(path(file));
        } catch (UnreadableRunException unreadable) {
            throw new RefusalException(String.valueOf(unreadable.getMessage()));
        }
    }

    static Path path(String file) {
        if (file.isBlank()) {
            throw new RefusalException("'" + file + "' is no name of a file");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException wrong) {
            throw new RefusalException("'" + file + "' is no name of a file");
        }
    }

    private static void write(Path directory, byte[] json, byte[] page) {
        try {
            OutputDirectory.at(directory, "comparison", List.of(JSON, PAGE)).write(Map.of(JSON, json, PAGE, page));
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
    }
}
