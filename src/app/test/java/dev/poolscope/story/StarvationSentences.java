package dev.poolscope.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a pool that starved against the lines of {@code events.csv}. */
final class StarvationSentences {
    private final SaidFacts facts;

    StarvationSentences(SaidFacts facts) {
        this.facts = facts;
    }

    void addTo(SaidText forms) {
        for (String many : List.of(": all <n> workers", ": both workers", ": its only worker")) {
            boolean one = many.contains("only");
            String tasks = !one
                    ? "tasks of the same pool, and none was left to do them: <x>."
                    : "a task of the same pool, and none was left to do it: <x>.";
            forms.form("From <t> on, for <d>, the pool starved" + many + " waited for " + tasks,
                    it -> starved(it, line -> SaidText.assertDuration(it.group(2), until(line) - line.nanos())));
            forms.form("From <t> on, for at most <d>, the pool starved" + many + " waited for " + tasks,
                    it -> starved(it, line -> assertThat(SaidText.range(it.group(2))[1] + 1)
                            .isGreaterThanOrEqualTo((double) until(line) - line.nanos())));
            forms.form("Since <t> the pool starves" + many + (one ? " waits for " : " wait for ")
                    + tasks.replace("was", "is"),
                    it -> starved(it, line -> assertThat(until(line)).isEqualTo(Long.MAX_VALUE)));
            forms.form("At <t> the pool starved, it is not known for how long" + many + " waited for " + tasks,
                    it -> starved(it, _ -> {
                        // Of that nothing is said.
                    }));
        }
        forms.form(
                "At <t> the pool starved: every worker waited for a task of the same pool. It is not known for which.",
                it -> assertThat(facts.isAt(it.group(1), "STARVED")).isTrue());
    }

    /** Within one millisecond it may have starved several times: what is said is to be true of one of them. */
    private void starved(MatchResult said, Consumer<Line> length) {
        String list = said.group(said.groupCount());
        boolean several = said.groupCount() > 2 && said.group(said.groupCount() - 1).matches("\\d+");
        List<AssertionError> untrue = new ArrayList<>();
        for (Line line : facts.lines) {
            if (line.is("STARVED") && SaidText.isMoment(said.group(1), line.nanos())) {
                try {
                    assertThat(waits(line)).hasSize(several
                            ? Integer.parseInt(said.group(said.groupCount() - 1))
                            : said.group().contains("both workers") ? 2 : 1);
                    assertWaits(list, line);
                    length.accept(line);
                    return;
                } catch (AssertionError not) {
                    untrue.add(not);
                }
            }
        }
        throw untrue.isEmpty() ? new AssertionError("did not starve at " + said.group(1)) : untrue.getFirst();
    }

    /** It is over when one of those who wait does something. */
    private long until(Line starved) {
        List<Integer> waiting = waits(starved).stream().map(pair -> Integer.valueOf(pair.split(":", 2)[0])).toList();
        return facts.lines.stream().filter(line -> waiting.contains(line.worker()) && !line.is("HOOK_FAILED")
                && line.nanos() > starved.nanos()).mapToLong(Line::nanos).min().orElse(Long.MAX_VALUE);
    }

    private static List<String> waits(Line starved) {
        return Arrays.stream(SaidFacts.value(starved, "waits").split(",", -1)).filter(it -> it.contains(":")).toList();
    }

    private void assertWaits(String list, Line line) {
        List<String> waits = waits(line);
        String[] items = list.split(", (?=worker )| and (?=worker |\\d+ more$)|, (?=\\d+ more$)", -1);
        long more = items[items.length - 1].matches("\\d+ more")
                ? Long.parseLong(items[items.length - 1].replace(" more", ""))
                : 0;
        assertThat(items.length - (more > 0 ? 1 : 0) + more).as("those who wait: %s", list).isEqualTo(waits.size());
        for (int i = 0; i < items.length - (more > 0 ? 1 : 0); i++) {
            String[] wait = waits.get(i).split(":", 2);
            new SaidText().form("<w> (task <n>) for any of several tasks", it -> {
                assertThat(it.group(1)).isEqualTo(wait[0]);
                inHand(it, line);
                assertThat(wait[1]).isEqualTo("any");
            }).form("<w> (task <n>) for task <n>, which was in the queue", it -> {
                assertThat(List.of(it.group(1), it.group(3))).isEqualTo(List.of(wait));
                inHand(it, line);
                assertThat(facts.leftQueue(Long.parseLong(it.group(3)))).isGreaterThan(line.nanos());
            }).form("<w> (task <n>) for task <n> on <w>", it -> {
                assertThat(List.of(it.group(1), it.group(3))).isEqualTo(List.of(wait));
                inHand(it, line);
                Line start = Objects.requireNonNull(facts.task(Long.parseLong(it.group(3)), "STARTED"));
                assertThat(start.nanos()).isLessThanOrEqualTo(line.nanos());
                assertThat(start.worker()).isEqualTo(Integer.parseInt(it.group(4)));
            }).form("<w> (task <n>) for task <n>", it -> {
                assertThat(List.of(it.group(1), it.group(3))).isEqualTo(List.of(wait));
                inHand(it, line);
            }).form("<w> (a task that is not known) for <x>", _ -> {
                // It may be any.
            }).assertTrue(items[i], "a wait of a pool that starved");
        }
    }

    private void inHand(MatchResult said, Line at) {
        long task = Long.parseLong(said.group(2));
        Line start = Objects.requireNonNull(facts.task(task, "STARTED"));
        assertThat(start.worker()).isEqualTo(Integer.parseInt(said.group(1)));
        assertThat(start.nanos()).isLessThanOrEqualTo(at.nanos());
        assertThat(facts.leftWorker(task)).isGreaterThanOrEqualTo(at.nanos());
    }
}
