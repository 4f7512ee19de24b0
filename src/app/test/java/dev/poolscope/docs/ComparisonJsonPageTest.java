package dev.poolscope.docs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.poolscope.comparison.Bound;
import dev.poolscope.comparison.ComparedRun;
import dev.poolscope.comparison.Comparison;
import dev.poolscope.comparison.ComparisonJson;
import dev.poolscope.comparison.RunFiles;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The page names what is in a comparison for machines: each key, and no other. */
class ComparisonJsonPageTest {
    private static final Pattern KEY = Pattern.compile("\"(\\w+)\" :");
    private static final Pattern NAME = Pattern.compile("[a-z]\\w*");

    private static ComparedRun run(String scenario) {
        return ComparedRun.of(scenario, SimulatedRun.of(ReadyScenarios.load(scenario), 2));
    }

    /** One of which events are missing. */
    private static ComparedRun lossy(Path folder) throws Exception {
        ReportDirectory.at(folder).write(SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2), _ -> new byte[0]);
        Path file = folder.resolve("summary.json");
        Files.writeString(file,
                Files.readString(file).replaceFirst("\"droppedEvents\" *: *0", "\"droppedEvents\" : 7"));
        return RunFiles.read(file);
    }

    @Test
    void eachKeyIsNamedAndNoOther(@TempDir Path folder) throws Exception {
        Comparison comparison = Comparison.of(run("burst-on-one"), run("burst-on-two"));
        String json = new String(
                ComparisonJson.of(comparison, List.of(Bound.parse("failed > 0").check(comparison))),
                StandardCharsets.UTF_8);
        ComparedRun lossy = lossy(folder);
        String withLosses = new String(ComparisonJson.of(Comparison.of(lossy, lossy), List.of()),
                StandardCharsets.UTF_8);
        TreeSet<String> keys = KEY.matcher(json + withLosses).results().map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> named = Pages.table("src/docs/command-line.md", "comparison.json").stream()
                .flatMap(row -> row.stream().flatMap(cell -> Pages.code(cell).stream()))
                .filter(name -> NAME.matcher(name).matches() && !name.equals("null"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(keys);
    }
}
