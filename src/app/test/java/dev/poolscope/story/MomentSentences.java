package dev.poolscope.story;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a moment against the lines of {@code events.csv}. */
final class MomentSentences {
    private static final Map<String, Long> WORDS = Map.of("1 task", 1L);

    private final SaidFacts facts;
    private final long at;
    private final long from;
    private final SaidText forms = new SaidText();

    MomentSentences(SaidFacts facts, long at) {
        this.facts = facts;
        this.at = at;
        from = Math.max(-1, at - 1_000_000_000);
        form();
    }

    void assertTrue(String said, String as) {
        List<String> sentences = said.lines().toList();
        sentences.forEach(sentence -> forms.assertTrue(sentence, as));
        assertThat(sentences.stream().anyMatch(it -> it.startsWith("The first task"))).as("%s: some wait", as)
                .isEqualTo(pending(at) > 0);
    }

    private long told(long until, String... events) {
        return facts.count(line -> line.is(events) && line.nanos() <= until);
    }

    private long left(long until) {
        return facts.count(line -> line.nanos() <= until
                && (line.is("STARTED") || (line.is("CANCELLED") && line.worker() == 0)));
    }

    private long pending(long until) {
        return told(until, "SUBMITTED") - left(until);
    }

    private long alive() {
        return told(at, "WORKER_SPAWNED") - told(at, "WORKER_RETIRED");
    }

    private long busy() {
        return facts.lines.stream().filter(line -> line.is("STARTED") && line.nanos() <= at
                && (facts.freeAgain(line.task()) > at || facts.leftWorker(line.task()) > at)).count();
    }

    private void form() {
        forms.form("What was going on at <t>?", it -> SaidText.assertMoment(it.group(1), at))
                .form("In the <x> before, <x> submitted and <n> left the queue, which was empty at both ends.", it -> {
                    flow(it);
                    assertThat(pending(from)).isZero();
                    assertThat(pending(at)).isZero();
                })
                .form("In the <x> before, <x> submitted and <n> left the queue, so it stayed at <n>.", it -> {
                    flow(it);
                    assertThat(pending(from)).isEqualTo(Long.parseLong(it.group(4)));
                    assertThat(pending(at)).isEqualTo(Long.parseLong(it.group(4)));
                })
                .form("In the <x> before, <x> submitted and <n> left the queue, so it grew by <n>, from <n> to <n>.",
                        it -> {
                            flow(it);
                            change(it, 1);
                        })
                .form("In the <x> before, <x> submitted and <n> left the queue, so it shrank by <n>, from <n> to <n>.",
                        it -> {
                            flow(it);
                            change(it, -1);
                        })
                .form("<x> completed or failed in that time.", it -> assertThat(count(it.group(1)))
                        .isEqualTo(told(at, "COMPLETED", "FAILED") - told(from, "COMPLETED", "FAILED")))
                .form("No worker was alive.", _ -> assertThat(alive()).isZero())
                .form("The only worker was busy.", _ -> workers(1, 1))
                .form("The only worker was not busy.", _ -> workers(0, 1))
                .form("Both workers were busy.", _ -> workers(2, 2))
                .form("All <n> workers were busy.",
                        it -> workers(Long.parseLong(it.group(1)), Long.parseLong(it.group(1))))
                .form("<n> of <n> workers was busy.", it -> {
                    assertThat(it.group(1)).isEqualTo("1");
                    workers(1, Long.parseLong(it.group(2)));
                })
                .form("<n> of <n> workers were busy.", it -> {
                    assertThat(it.group(1)).isNotEqualTo("1");
                    workers(Long.parseLong(it.group(1)), Long.parseLong(it.group(2)));
                })
                .form("None of <n> workers was busy.", it -> workers(0, Long.parseLong(it.group(1))))
                .form("The first task in the queue had waited <d>.",
                        it -> SaidText.assertDuration(it.group(1), facts.tasks().stream()
                                .filter(id -> facts.when(id, "SUBMITTED") <= at && facts.leftQueue(id) > at)
                                .mapToLong(id -> at - facts.due(id)).findFirst().orElseThrow()));
    }

    private void workers(long busy, long alive) {
        assertThat(alive()).as("alive").isEqualTo(alive);
        assertThat(busy()).as("busy").isEqualTo(busy);
    }

    private static long count(String tasks) {
        Long one = WORDS.get(tasks);
        if (one != null) {
            return one;
        }
        assertThat(tasks).matches("(no|\\d+) tasks?");
        return tasks.startsWith("no ") ? 0 : Long.parseLong(tasks.replaceFirst(" tasks", ""));
    }

    private void flow(MatchResult it) {
        if (it.group(1).equals("second")) {
            assertThat(at - from).isEqualTo(1_000_000_000);
        } else {
            SaidText.assertDuration(it.group(1), at - Math.max(0, from));
        }
        String[] words = it.group(2).split(" (?=were$|was$)", 2);
        assertThat(words[1]).isEqualTo(words[0].equals("1 task") ? "was" : "were");
        assertThat(count(words[0])).isEqualTo(told(at, "SUBMITTED") - told(from, "SUBMITTED"));
        assertThat(Long.parseLong(it.group(3))).isEqualTo(left(at) - left(from));
    }

    private void change(MatchResult it, int sign) {
        assertThat(sign * Long.parseLong(it.group(4))).isEqualTo(pending(at) - pending(from));
        assertThat(Long.parseLong(it.group(5))).isEqualTo(pending(from));
        assertThat(Long.parseLong(it.group(6))).isEqualTo(pending(at));
    }

    /** So that it is a line that something happens at. */
    static long moment(Line line) {
        return Math.max(0, line.nanos());
    }
}
