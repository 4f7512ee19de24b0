package dev.poolscope.workload.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioCommentsTest {
    private static final String FILE = """
                                       # Head.
                                       poolscope: 1
                                       name: "A # b" #noted
                                       duration: 10s   # long enough
                                       pool: { type: dual } # two
                                       streams:
                                         # The first.
                                         - name: web   # of the site
                                           # Often.
                                           arrivals: { constant: { rate: 5/s } }
                                           task: { sleep: 10ms } # short
                                         # The second.
                                         - { name: night, arrivals: { batch: { count: 3, at: 1s } }, task: { sleep: 1s } }
                                       expect:
                                         - completed >= 1 # at least
                                       # Tail.
                                       """;

    static List<String> names() {
        return ReadyScenarios.names();
    }

    @Test
    void commentsStayWithWhatTheyAreAbout() throws Exception {
        Scenario old = ScenarioReader.parse("old", FILE);
        Scenario edited = streams(old.withDuration(Duration.ofSeconds(12)), List.of(old.streams().get(1)));

        assertThat(ScenarioComments.write(FILE, edited)).isEqualTo("""
                                                                   # Head.
                                                                   poolscope: 1
                                                                   name: "A # b" #noted
                                                                   duration: 12s # long enough
                                                                   pool: # two
                                                                     type: dual
                                                                   streams:
                                                                     # The first.
                                                                     # of the site
                                                                     # Often.
                                                                     # short
                                                                     # The second.
                                                                     - name: night
                                                                       arrivals: { batch: { count: 3, at: 1s } }
                                                                       task: { sleep: 1s }
                                                                   expect:
                                                                     - completed >= 1 # at least
                                                                   # Tail.
                                                                   """);
    }

    @Test
    void whatMeansTheSameStaysAsItIs() throws Exception {
        assertThat(ScenarioComments.write(FILE, ScenarioReader.parse("same", FILE))).isEqualTo(FILE);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noEditLosesACommentOrChangesWhatTheFileMeans(String name) throws Exception {
        String plain = Files.readString(Path.of("assets/scenarios/" + name + ".yaml"));
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            List<String> comments = new ArrayList<>();
            String text = commented(plain, random, comments);
            Scenario scenario = ScenarioReader.parse("commented", text);
            assertThat(scenario).as("the test's own comments change nothing").isEqualTo(ReadyScenarios.load(name));
            for (int edit = 0; edit < 4; edit++) {
                scenario = edited(scenario, random);
                text = ScenarioComments.write(text, scenario);
                assertThat(ScenarioReader.parse("saved", text)).as("seed " + seed + "\n" + text).isEqualTo(scenario);
                List<String> found = new YamlLayoutComments(text).texts;
                assertThat(found).as("seed " + seed + "\n" + text).containsExactlyInAnyOrderElementsOf(comments);
            }
        }
    }

    /** Finds comments by their look alone: the test's have one that nothing else has. */
    private static final class YamlLayoutComments {
        final List<String> texts = new ArrayList<>();

        YamlLayoutComments(String text) {
            text.lines().filter(line -> line.matches(".*(^|\\s)#.*")).filter(line -> !line.contains("\"#"))
                    .forEach(line -> texts.add(line.substring(line.indexOf('#')).strip()));
        }
    }

    /** A file with comments wherever YAML has room for them: not within a text of several lines. */
    private static String commented(String plain, Random random, List<String> comments) throws IOException {
        comments.addAll(new YamlLayoutComments(plain).texts);
        StringBuilder text = new StringBuilder();
        boolean inBlock = false;
        for (String line : plain.lines().toList()) {
            boolean wasInBlock = inBlock;
            inBlock = inBlock && (line.startsWith("  ") || line.isBlank());
            boolean room = !inBlock;
            if (room && random.nextInt(3) == 0) {
                // Indented, it would go on with the text before it.
                text.append("  ".repeat(wasInBlock ? 0 : random.nextInt(3))).append(comment(random, comments))
                        .append('\n');
            }
            boolean hasOne = line.contains("#");
            text.append(line);
            if (room && !hasOne && !line.isBlank() && random.nextInt(3) == 0) {
                text.append(" ".repeat(1 + random.nextInt(3))).append(comment(random, comments));
            }
            inBlock = inBlock || line.endsWith(">-") || line.endsWith("|");
            text.append(!inBlock && random.nextInt(5) == 0 ? "\n\n" : "\n");
        }
        if (random.nextBoolean()) {
            text.append(comment(random, comments));
        }
        return text.toString();
    }

    private static String comment(Random random, List<String> comments) {
        String comment = "#" + List.of("", " ", "  key: ", " - ").get(random.nextInt(4)) + "c" + comments.size();
        comments.add(comment);
        return comment;
    }

    private static Scenario edited(Scenario scenario, Random random) {
        List<UnaryOperator<Scenario>> edits = List.of(it -> it.withSeed(random.nextLong()),
                it -> it.withDuration(Duration.ofSeconds(60 + random.nextInt(60))),
                it -> streams(it, shuffled(it.streams(), random)),
                it -> streams(it, it.streams().stream().skip(random.nextInt(2)).toList()),
                it -> streams(it, List.of()),
                it -> {
                    List<StreamSpec> more = new ArrayList<>(it.streams());
                    more.add(random.nextInt(more.size() + 1), new StreamSpec("new" + random.nextInt(1 << 20),
                            new Arrivals.Constant(new Rate(BigDecimal.TEN, false)), Duration.ZERO, null,
                            new TaskSpec(new Work.Sleep(new Distribution.Fixed(Duration.ofMillis(7))), Percentage.ZERO,
                                    null)));
                    return streams(it, more);
                });
        Scenario edited = edits.get(random.nextInt(edits.size())).apply(scenario);
        // Actions that name a stream which is gone would be refused.
        return new Scenario(edited.name(), edited.description(), edited.seed(), edited.duration(), edited.pool(),
                edited.streams(), edited.actions().stream().filter(timed -> timed.action() instanceof Action.Note)
                        .skip(random.nextInt(4) / 3).toList(),
                edited.expectations().stream().skip(random.nextInt(4) / 3).toList());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Scenario streams(Scenario scenario, List<StreamSpec> streams) {
        return new Scenario(scenario.name(), scenario.description(), scenario.seed(), scenario.duration(),
                scenario.pool(), streams, scenario.actions(), scenario.expectations());
    }
}
