package dev.poolscope.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds each sentence that is said of a worker against the lines of {@code events.csv}. */
final class WorkerSentences {
    private final SaidFacts facts;
    private final int id;
    private final boolean whole;
    private final String idleTimeout;
    private final int slots;
    private final List<Line> own;
    private final SaidText forms = new SaidText();

    /**
     * For a worker.
     *
     * @param idleTimeout that which the pool was made with, as a scenario writes it, or never
     * @param slots how many workers the pool may have
     * @param whole whether all lines were told to those who say the sentences
     */
    WorkerSentences(SaidFacts facts, int id, String idleTimeout, int slots, boolean whole) {
        this.facts = facts;
        this.id = id;
        this.idleTimeout = idleTimeout;
        this.slots = slots;
        this.whole = whole;
        own = facts.ofWorker(id);
        beginning();
        work();
        present();
        end();
    }

    void assertTrue(List<String> sentences, String as) {
        sentences.forEach(sentence -> forms.assertTrue(sentence, as));
        if (whole) {
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("Was gone "))).as("%s: its end is told", as)
                    .isEqualTo(facts.worker(id, "WORKER_RETIRED") != null);
        }
    }

    private long when(String... events) {
        return facts.whenWorker(id, events);
    }

    private Line line(String... events) {
        return Objects.requireNonNull(facts.worker(id, events));
    }

    private void beginning() {
        forms.form("Started at <t>.", it -> {
            SaidText.assertMoment(it.group(1), when("WORKER_SPAWNED"));
            assertThat(whole).isFalse();
        }).form("Started at <t> because a submission found more tasks pending than workers free: <n> pending, <n> free, and <n> of <x> alive.",
                it -> spawned(it, "SUBMISSION"))
                .form("Started at <t> because a worker retired and left more tasks pending than workers free: <n> pending, <n> free, and <n> of <x> alive.",
                        it -> spawned(it, "RETIREMENT"))
                .form("Started at <t> because it was asked for: <n> of <x> alive.", it -> {
                    SaidText.assertMoment(it.group(1), when("WORKER_SPAWNED"));
                    assertThat(SaidFacts.value(line("WORKER_SPAWNED"), "reason")).isEqualTo("REQUEST");
                    alive(it.group(2), it.group(3).replace(" were", "").replace(" was", ""));
                })
                // Of several in one moment nothing tells which it was.
                .form("The submission was that of task <n>.",
                        it -> assertThat(atTheStart("SUBMITTED").map(Line::task).toList())
                                .containsExactly(Long.parseLong(it.group(1))))
                .form("The one that retired was <w>.",
                        it -> assertThat(
                                atTheStart("WORKER_RETIRING", "WORKER_RETIRED").map(Line::worker).distinct().toList())
                                .containsExactly(Integer.parseInt(it.group(1))))
                .form("Was ready to work <d> later.",
                        it -> assertTime(it, when("WORKER_READY") - when("WORKER_SPAWNED")))
                .form("Was ready to work at once.",
                        _ -> assertThat(when("WORKER_READY")).isEqualTo(when("WORKER_SPAWNED")))
                .form("Has been starting for <d>.", it -> {
                    assertThat(when("WORKER_READY")).isEqualTo(Long.MAX_VALUE);
                    SaidText.assertDuration(it.group(1), facts.now - when("WORKER_SPAWNED"));
                })
                .form("Its thread could not be started at <t>: <x>.", it -> {
                    SaidText.assertMoment(it.group(1), when("WORKER_START_FAILED"));
                    assertThat(line("WORKER_START_FAILED").detail()).endsWith(it.group(2));
                })
                .form("Its <x> threw at <t>: <x>.", it -> {
                    assertThat(facts.lines.stream()
                            .anyMatch(line -> line.worker() == id && line.is("HOOK_FAILED")
                                    && SaidText.isMoment(it.group(2), line.nanos())
                                    && SaidFacts.value(line, "hook").equalsIgnoreCase(it.group(1))
                                    && line.detail().endsWith(it.group(3))))
                            .isTrue();
                });
    }

    private Stream<Line> atTheStart(String... events) {
        return facts.lines.stream().filter(line -> line.nanos() == when("WORKER_SPAWNED") && line.is(events));
    }

    private void spawned(MatchResult it, String reason) {
        Line line = line("WORKER_SPAWNED");
        SaidText.assertMoment(it.group(1), line.nanos());
        assertThat(SaidFacts.value(line, "reason")).isEqualTo(reason);
        assertThat(SaidFacts.value(line, "pending")).isEqualTo(it.group(2));
        assertThat(SaidFacts.value(line, "free")).isEqualTo(it.group(3));
        alive(it.group(4), it.group(5));
    }

    private void alive(String count, String most) {
        assertThat(SaidFacts.value(line("WORKER_SPAWNED"), "alive")).isEqualTo(count);
        assertThat(most).isEqualTo(slots + (slots == 1 ? " worker" : " workers"));
    }

    // ---------------------------------------------------------------- what it did

    private long done() {
        return own.stream().filter(line -> line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).count();
    }

    private long tookFirst() {
        return own.stream().filter(line -> line.is("STARTED")).findFirst().orElseThrow().task();
    }

    private long lastDone() {
        return own.stream().filter(line -> line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER"))
                .reduce((_, last) -> last).orElseThrow().task();
    }

    private long life() {
        return Math.min(when("WORKER_RETIRED"), facts.now) - when("WORKER_SPAWNED");
    }

    /** It is busy from the start of a task until it says the next thing after it has let it go. */
    private long busy() {
        long busy = 0;
        for (Line line : own) {
            if (line.is("STARTED")) {
                busy += facts.freeAgain(line.task()) - line.nanos();
            }
        }
        return busy;
    }

    private long blocked() {
        return own.stream().filter(line -> line.is("STARTED"))
                .mapToLong(line -> facts.blocked(line.task(), 0, facts.now)).sum();
    }

    private void assertBusy(String busy, String life, String percent) {
        SaidText.assertDuration(busy, busy());
        SaidText.assertDuration(life, life());
        assertThat(Double.parseDouble(percent)).isBetween(life() == 0 ? 0 : 100.0 * busy() / life() - 0.51,
                life() == 0 ? 100 : 100.0 * busy() / life() + 0.51);
    }

    private void work() {
        forms.form("Took its first task, <n>.", it -> {
            assertThat(Long.parseLong(it.group(1))).isEqualTo(tookFirst());
            assertThat(done()).isZero();
        }).form("Has done one task, <n>: busy for <d> of <d> (<n> %).", it -> {
            assertThat(Long.parseLong(it.group(1))).isEqualTo(tookFirst());
            assertThat(done()).isOne();
            assertBusy(it.group(2), it.group(3), it.group(4));
        }).form("Has done <n> tasks, from <n> to <n>: busy for <d> of <d> (<n> %).", it -> {
            assertThat(Long.parseLong(it.group(1))).isEqualTo(done());
            assertThat(Long.parseLong(it.group(2))).isEqualTo(tookFirst());
            assertThat(Long.parseLong(it.group(3))).isEqualTo(lastDone());
            assertBusy(it.group(4), it.group(5), it.group(6));
        }).form("Has done at least <x>, not all of which are known here: busy for at least <d> of <d>.", it -> {
            assertThat(whole).isFalse();
            String[] count = it.group(1).split(" ", 2);
            long atLeast = count[0].equals("one") ? 1 : Long.parseLong(count[0]);
            assertThat(count[1]).isEqualTo(atLeast == 1 ? "task" : "tasks");
            assertThat(atLeast).isLessThanOrEqualTo(done());
            SaidText.assertAtLeast(it.group(2), busy());
        }).form("Has done one task, <n>: busy for <d>.", it -> {
            assertThat(whole).isFalse();
            assertThat(Long.parseLong(it.group(1))).isEqualTo(tookFirst());
            assertThat(done()).isOne();
            SaidText.assertDuration(it.group(2), busy());
        }).form("Has done <n> tasks, from <n> to <n>: busy for <d>.", it -> {
            assertThat(whole).isFalse();
            assertThat(Long.parseLong(it.group(1))).isEqualTo(done());
            assertThat(Long.parseLong(it.group(2))).isEqualTo(tookFirst());
            assertThat(Long.parseLong(it.group(3))).isEqualTo(lastDone());
            SaidText.assertDuration(it.group(4), busy());
        }).form("Has done at least <x>, not all of which are known here: busy for at least <d>.", it -> {
            assertThat(whole).isFalse();
            String[] count = it.group(1).split(" ", 2);
            assertThat(count[0].equals("one") ? 1 : Long.parseLong(count[0])).isLessThanOrEqualTo(done());
            SaidText.assertAtLeast(it.group(2), busy());
        }).form("For <d> of that its tasks were blocked.", it -> {
            if (whole) {
                SaidText.assertDuration(it.group(1), blocked());
            } else {
                SaidText.assertAtLeast(it.group(1), own.stream().filter(line -> line.is("STARTED"))
                        .mapToLong(line -> facts.blockedAtMost(line.task(), 0, facts.now)).sum());
            }
        }).form("For <d> it is not known here what it did.", _ -> assertThat(whole).isFalse())
                .form("Was idle once, for <d> from <t> on.", it -> idle(1, it.group(1), it.group(1), it.group(2)))
                .form("Was idle <n> times, <d> altogether; the longest time was <d>, from <t> on.",
                        it -> idle(Integer.parseInt(it.group(1)), it.group(2), it.group(3), it.group(4)));
    }

    private void idle(int times, String altogether, String longest, String from) {
        // Those with no time in between are one.
        List<long[]> stretches = new ArrayList<>();
        boolean inHand = false;
        for (int i = 0; i < own.size(); i++) {
            // Of equal stamps, a task may have been taken after what stands below it.
            inHand = own.get(i).is("STARTED")
                    || (inHand && !own.get(i).is("COMPLETED", "FAILED", "TASK_LEFT_WORKER"));
            long begin = own.get(i).nanos();
            long end = i + 1 < own.size() ? own.get(i + 1).nanos() : facts.now;
            if (own.get(i).is("WORKER_IDLE", "WORKER_READY") && end > begin && !inHand) {
                if (!stretches.isEmpty() && stretches.getLast()[1] == begin) {
                    stretches.getLast()[1] = end;
                } else {
                    stretches.add(new long[]{begin, end});
                }
            }
        }
        long total = stretches.stream().mapToLong(it -> it[1] - it[0]).sum();
        long most = stretches.stream().mapToLong(it -> it[1] - it[0]).max().orElse(0);
        boolean found = stretches.stream()
                .anyMatch(it -> SaidText.isMoment(from, it[0]) && SaidText.isDuration(longest, it[1] - it[0]));
        if (whole) {
            assertThat(stretches).hasSize(times);
            SaidText.assertDuration(altogether, total);
            SaidText.assertDuration(longest, most);
            assertThat(found).as("the longest one").isTrue();
        }
    }

    private void present() {
        forms.form("Now: runs task <n>, since <t>.", it -> now(it.group(1), it.group(2), "STARTED", "TASK_RESUMED"))
                .form("Now: waits since <t> for the code of task <n>, which was cancelled, to return.",
                        it -> now(it.group(2), it.group(1), "CANCELLED"))
                .form("Now: its task <n> has been blocked since <t>.",
                        it -> now(it.group(1), it.group(2), "TASK_BLOCKED"))
                .form("Now: not free yet after task <n>, which ended at <t>.",
                        it -> now(it.group(1), it.group(2), "COMPLETED", "FAILED", "TASK_LEFT_WORKER"))
                .form("What it has been doing since <t> is not known here.", _ -> assertThat(whole).isFalse())
                .form("Now: idle since <t>.", it -> {
                    assertThat(own.getLast().is("WORKER_IDLE", "WORKER_READY")).isTrue();
                    SaidText.assertMoment(it.group(1), idleSince(own.size()));
                });
    }

    private void now(String task, String since, String... events) {
        // What a cancelled task waits for afterwards changes nothing.
        List<Line> own = acts();
        Line last = own.stream().filter(it -> it.is("CANCELLED") && it.task() == own.getLast().task()).findFirst()
                .orElse(own.getLast());
        assertThat(last.is(events)).as("the last is %s", last).isTrue();
        assertThat(last.task()).isEqualTo(Long.parseLong(task));
        int first = own.indexOf(last);
        // From one child on to the next it is blocked all the time.
        while (own.get(first).is("TASK_BLOCKED") && own.get(first - 1).is("TASK_BLOCKED")) {
            first--;
        }
        SaidText.assertMoment(since, own.get(first).nanos());
    }

    /** Without what it said of itself, in the same instant, before it took a task that stands above it. */
    private List<Line> acts() {
        List<Line> acts = new ArrayList<>();
        boolean inHand = false;
        for (Line line : own) {
            inHand = line.is("STARTED") || (inHand && !line.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER"));
            if (!inHand || !line.is("WORKER_IDLE", "WORKER_READY")) {
                acts.add(line);
            }
        }
        return acts;
    }

    private long idleSince(int before) {
        long since = Long.MAX_VALUE;
        for (int i = before - 1; i >= 0 && own.get(i).is("WORKER_READY", "WORKER_IDLE"); i--) {
            since = own.get(i).nanos();
        }
        return since;
    }

    // ---------------------------------------------------------------- its end

    private void end() {
        forms.form("Retired at <t> by the idle timeout, which was <x>.", it -> {
            assertThat(whole).isFalse();
            retired(it, "IDLE_TIMEOUT");
            assertTimeout(it.group(2));
        })
                .form("Retired at <t> by the idle timeout: it had been idle for <d>.", it -> {
                    assertThat(whole).isFalse();
                    wasIdle(it);
                })
                .form("Retired at <t> by the idle timeout.", it -> {
                    assertThat(whole).isFalse();
                    retired(it, "IDLE_TIMEOUT");
                })
                .form("Retired at <t>: it had done as many tasks as a worker of this pool may do.",
                        it -> retired(it, "MAX_TASKS"))
                .form("Took no more tasks from <t> on.",
                        it -> SaidText.assertMoment(it.group(1), when("WORKER_RETIRING")))
                .form("Retired at <t>: it had been idle for <d>, and the idle timeout was <x>.", it -> {
                    wasIdle(it);
                    assertTimeout(it.group(3));
                })
                .form("Retired at <t>: it had done one task, as many as a worker of this pool may do.", it -> {
                    retired(it, "MAX_TASKS");
                    assertThat(done()).isOne();
                })
                .form("Retired at <t>: it had done <n> tasks, as many as a worker of this pool may do.", it -> {
                    retired(it, "MAX_TASKS");
                    assertThat(done()).isEqualTo(Long.parseLong(it.group(2)));
                })
                .form("Retired at <t> for the join that began at <t>.", it -> because(it, "JOIN", "JOIN_BEGAN"))
                .form("Retired at <t> for the join that began at a moment that is not known.",
                        it -> becauseUnknown(it, "JOIN"))
                .form("Retired at <t> for the shutdown that began at a moment that is not known.",
                        it -> becauseUnknown(it, "SHUTDOWN"))
                .form("Retired at <t> because the pool broke at a moment that is not known.",
                        it -> becauseUnknown(it, "BROKEN"))
                .form("Retired at <t> for the shutdown that began at <t>.",
                        it -> because(it, "SHUTDOWN", "SHUTDOWN_BEGAN"))
                .form("Retired at <t> because the pool broke at <t>.", it -> because(it, "BROKEN", "BROKEN"))
                .form("Was gone at <t>.", it -> SaidText.assertMoment(it.group(1), when("WORKER_RETIRED")))
                .form("Was gone <d> after it had retired, when its finalizer was over.",
                        it -> assertTime(it, when("WORKER_RETIRED") - when("WORKER_RETIRING")))
                .form("Was gone <d> after it had retired.",
                        it -> assertTime(it, when("WORKER_RETIRED") - when("WORKER_RETIRING")))
                .form("Was gone at once.", _ -> assertThat(when("WORKER_RETIRED")).isEqualTo(when("WORKER_RETIRING")))
                .form("Its beginning is no longer kept in detail: sums count from there on.",
                        _ -> assertThat(whole).isFalse());
    }

    private static void assertTime(MatchResult it, long nanos) {
        assertThat(nanos).as("what takes no time is done at once").isPositive();
        SaidText.assertDuration(it.group(1), nanos);
    }

    private void retired(MatchResult it, String reason) {
        SaidText.assertMoment(it.group(1), when("WORKER_RETIRING"));
        assertThat(SaidFacts.value(line("WORKER_RETIRING"), "reason")).isEqualTo(reason);
    }

    private void wasIdle(MatchResult it) {
        retired(it, "IDLE_TIMEOUT");
        Line retiring = line("WORKER_RETIRING");
        SaidText.assertDuration(it.group(2), retiring.nanos() - idleSince(own.indexOf(retiring)));
    }

    private void assertTimeout(String said) {
        facts.assertIdleTimeout(said, line("WORKER_RETIRING").at(), idleTimeout);
    }

    private void becauseUnknown(MatchResult it, String reason) {
        retired(it, reason);
        assertThat(whole).isFalse();
    }

    private void because(MatchResult it, String reason, String cause) {
        retired(it, reason);
        Line latest = facts.lines.stream().filter(line -> line.is(cause) && line.nanos() <= when("WORKER_RETIRING"))
                .reduce((_, last) -> last).orElseThrow();
        SaidText.assertMoment(it.group(2), latest.nanos());
    }
}
