package dev.poolscope.story;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a moment against the lines of {@code events.csv}. */
final class MomentSentences {
    private static final Map<String, Long> WORDS = Map.of("1 task", 1L);

    private final SaidFacts facts;
    private final long at;
    private final long from;
    /** When the numbers were so: where they are those of the counters, when these were read. */
    private final long then;
    private final long before;
    private final SaidText forms = new SaidText();

    MomentSentences(SaidFacts facts, long at) {
        this(facts, at, Math.max(-1, at - 1_000_000_000), at);
    }

    /**
     * For a moment of which the counters tell.
     *
     * @param before when they were read last by a second before it; -1 if they had not been yet
     * @param then when they were read last by the moment
     */
    MomentSentences(SaidFacts facts, long at, long before, long then) {
        this.facts = facts;
        this.at = at;
        from = Math.max(-1, at - 1_000_000_000);
        this.before = before;
        this.then = then;
        form();
    }

    void assertTrue(String text, String as) {
        // Of the start of a run it is said what happened just then.
        String said = at > 0
                ? text
                : text.replace("At the start of the run, ", "In the 0 ns before, ").replace(" at that moment.",
                        " in that time.");
        assertThat(said.equals(text)).as("%s: whether it is the start", as).isEqualTo(at > 0);
        List<String> sentences = said.lines().toList();
        sentences.forEach(sentence -> forms.assertTrue(sentence, as));
        assertThat(sentences.stream().anyMatch(it -> it.startsWith("The first task"))).as("%s: some wait", as)
                .isEqualTo(pending(then) > 0);
        if (then == at) {
            boolean several = facts.lines.stream().filter(line -> line.is("SUBMITTED", "REJECTED")).map(Line::stream)
                    .distinct().count() > 1;
            assertThat(said.contains("In hand: ")).as("%s: of which streams tasks are in hand", as)
                    .isEqualTo(several && !inHand().isEmpty());
            assertThat(said.contains("refused in that time")).as("%s: refusals are told", as)
                    .isEqualTo(told(then, "REJECTED") > told(before, "REJECTED"));
            assertThat(said.contains("The pool broke at")).as("%s: that it broke is told", as)
                    .isEqualTo(told(at, "BROKEN") > 0);
            assertThat(said.contains("The pool terminated at") || said.contains("The pool was shut down at"))
                    .as("%s: its end is told", as).isEqualTo(told(at, "SHUTDOWN_BEGAN", "TERMINATED") > 0);
        }
        boolean counted = sentences.stream().anyMatch(it -> it.startsWith("By the counters"));
        assertThat(said.contains("blocked")).as("%s: some are blocked", as).isEqualTo(!counted && blocked() > 0);
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
        return told(then, "WORKER_SPAWNED") - told(then, "WORKER_RETIRED", "WORKER_START_FAILED");
    }

    private long busy() {
        return facts.lines.stream().filter(line -> line.is("STARTED") && line.nanos() <= then
                && (facts.freeAgain(line.task()) > then || facts.leftWorker(line.task()) > then)).count();
    }

    /** Those whose task waits for something, and goes on to be one that the pool does not count as cancelled. */
    private long blocked() {
        return facts.workers().stream().filter(worker -> {
            Line last = facts.ofWorker(worker).stream().filter(line -> line.nanos() <= then).reduce((_, it) -> it)
                    .orElse(null);
            return last != null && last.is("TASK_BLOCKED") && facts.when(last.task(), "CANCELLED") > then;
        }).count();
    }

    private void form() {
        forms.form("What was going on at <t>?", it -> SaidText.assertMoment(it.group(1), at))
                .form("In the <x> before, <x> submitted and <n> left the queue, which was empty at both ends.", it -> {
                    flow(it);
                    assertThat(pending(before)).isZero();
                    assertThat(pending(then)).isZero();
                })
                .form("In the <x> before, <x> submitted and <n> left the queue, so it stayed at <n>.", it -> {
                    flow(it);
                    assertThat(pending(before)).isEqualTo(Long.parseLong(it.group(4)));
                    assertThat(pending(then)).isEqualTo(Long.parseLong(it.group(4)));
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
                        .isEqualTo(told(then, "COMPLETED", "FAILED") - told(before, "COMPLETED", "FAILED")))
                .form("<x> refused in that time.", it -> {
                    String[] words = it.group(1).split(" (?=were$|was$)", 2);
                    assertThat(words[1]).isEqualTo(words[0].equals("1 task") ? "was" : "were");
                    assertThat(count(words[0])).isPositive()
                            .isEqualTo(told(then, "REJECTED") - told(before, "REJECTED"));
                })
                .form("The pool had starved since <t>: all its workers waited for tasks that none of them could run.",
                        it -> {
                            Line starved = last("STARVED");
                            SaidText.assertMoment(it.group(1), starved.nanos());
                            assertThat(facts.lines).as("a worker goes on").noneMatch(line -> line.worker() != 0
                                    && starved.detail().matches(".*[=,]" + line.worker() + ":.*")
                                    && line.nanos() > starved.nanos() && line.nanos() <= at);
                        })
                .form("The pool had refused submissions since <t>, because of a join.", it -> {
                    SaidText.assertMoment(it.group(1), last("JOIN_BEGAN").nanos());
                    assertThat(facts.lines.stream()
                            .filter(line -> line.nanos() <= at && line.is("JOIN_BEGAN", "JOIN_ENDED"))
                            .reduce((_, later) -> later).orElseThrow().is("JOIN_BEGAN")).isTrue();
                })
                .form("The pool broke at <t>.", it -> SaidText.assertMoment(it.group(1), last("BROKEN").nanos()))
                .form("The pool was shut down at <t>.",
                        it -> SaidText.assertMoment(it.group(1), last("SHUTDOWN_BEGAN").nanos()))
                .form("The pool terminated at <t>.",
                        it -> SaidText.assertMoment(it.group(1), last("TERMINATED").nanos()))
                .form("In hand: <x>.", it -> assertThat(it.group(1)).isEqualTo(inHand()))
                .form("No worker was alive.", _ -> assertThat(alive()).isZero())
                .form("The only worker was busy.", _ -> workers(1, 1))
                .form("The only worker was blocked.", _ -> {
                    workers(1, 1);
                    assertThat(blocked()).isEqualTo(1);
                })
                .form("The only worker was not busy.", _ -> workers(0, 1))
                .form("Both workers were busy.", _ -> workers(2, 2))
                .form("Both workers were blocked.", _ -> {
                    workers(2, 2);
                    assertThat(blocked()).isEqualTo(2);
                })
                .form("All <n> workers were blocked.", it -> {
                    workers(Long.parseLong(it.group(1)), Long.parseLong(it.group(1)));
                    assertThat(blocked()).isEqualTo(Long.parseLong(it.group(1)));
                })
                .form("<n> of the busy ones was blocked.", it -> {
                    assertThat(it.group(1)).isEqualTo("1");
                    assertThat(blocked()).isEqualTo(1);
                })
                .form("<n> of the busy ones were blocked.", it -> {
                    assertThat(it.group(1)).isNotEqualTo("1");
                    assertThat(blocked()).isEqualTo(Long.parseLong(it.group(1)));
                })
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
                                .mapToLong(id -> at - facts.due(id)).findFirst().orElseThrow()))
                .form("The first task in the queue had waited at least <d>.",
                        it -> SaidText.assertAtLeast(it.group(1), facts.tasks().stream()
                                .filter(id -> facts.when(id, "SUBMITTED") <= then && facts.leftQueue(id) > then)
                                .mapToLong(id -> then - facts.due(id)).findFirst().orElseThrow()))
                .form("By the counters, as they were read at <t> and at <t>: not every task is recorded here.", it -> {
                    SaidText.assertMoment(it.group(1), before);
                    SaidText.assertMoment(it.group(2), then);
                })
                .form("By the counters, as they were read at <t>, and nothing had been counted a second before: not every task is recorded here.",
                        it -> {
                            assertThat(before).isNegative();
                            SaidText.assertMoment(it.group(1), then);
                        })
                .form("By the counters, which had not been read yet: not every task is recorded here.",
                        _ -> assertThat(then).isNegative());
    }

    /** How many tasks of each stream had started and not returned. */
    private String inHand() {
        Map<String, Long> streams = facts.tasks().stream().filter(id -> facts.when(id, "STARTED") <= at
                && facts.leftWorker(id) > at)
                .map(id -> Objects.requireNonNull(Objects.requireNonNull(facts.task(id, "SUBMITTED")).stream()))
                .collect(Collectors.groupingBy(stream -> stream, TreeMap::new, Collectors.counting()));
        return streams.entrySet().stream().map(each -> each.getValue() + " of “" + each.getKey() + "”")
                .collect(Collectors.joining(", "));
    }

    private Line last(String event) {
        return facts.lines.stream().filter(line -> line.is(event) && line.nanos() <= at).reduce((_, later) -> later)
                .orElseThrow();
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
        assertThat(count(words[0])).isEqualTo(told(then, "SUBMITTED") - told(before, "SUBMITTED"));
        assertThat(Long.parseLong(it.group(3))).isEqualTo(left(then) - left(before));
    }

    private void change(MatchResult it, int sign) {
        assertThat(sign * Long.parseLong(it.group(4))).isEqualTo(pending(then) - pending(before));
        assertThat(Long.parseLong(it.group(5))).isEqualTo(pending(before));
        assertThat(Long.parseLong(it.group(6))).isEqualTo(pending(then));
    }

    /** So that it is a line that something happens at. */
    static long moment(Line line) {
        return Math.max(0, line.nanos());
    }
}
