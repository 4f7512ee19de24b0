package dev.poolscope.story;

import java.util.List;
import java.util.regex.MatchResult;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a decision of the pool against the lines of {@code events.csv} that stand before it. */
final class DecisionSentences {
    private final SaidFacts facts;
    private final Line line;
    private final List<Line> before;
    private final int at;
    private final String idleTimeout;
    private final int slots;
    private final boolean whole;
    private final SaidText forms = new SaidText();

    /**
     * For a decision.
     *
     * @param at the number of its line, from 0
     * @param idleTimeout that which the pool was made with, as a scenario writes it, or never
     * @param slots how many workers the pool may have
     * @param whole whether nothing is missing of what the sentence is made of
     */
    DecisionSentences(SaidFacts facts, int at, String idleTimeout, int slots, boolean whole) {
        this.facts = facts;
        this.at = at;
        this.idleTimeout = idleTimeout;
        this.slots = slots;
        this.whole = whole;
        line = facts.lines.get(at);
        before = facts.lines.subList(0, at);
        starts();
        spawns();
        retirements();
        cancellations();
    }

    void assertTrue(String sentence, String as) {
        forms.assertTrue(sentence, as);
    }

    /** Something is missing, or happened at the very same nanosecond in another thread. */
    private void assertNotAllIsKnown() {
        assertThat(whole && facts.lines.stream().filter(it -> it.nanos() == line.nanos()).count() == 1).isFalse();
    }

    private List<Long> queue() {
        return before.stream().filter(it -> it.is("SUBMITTED")).map(Line::task)
                .filter(task -> before.stream().noneMatch(it -> it.task() == task && (it.is("STARTED")
                        || (it.is("CANCELLED") && it.worker() == 0))))
                .sorted().toList();
    }

    private void worker(String id) {
        assertThat(line.worker()).isEqualTo(Integer.parseInt(id));
    }

    // ---------------------------------------------------------------- starts

    private void starts() {
        forms.form("Worker <n> takes task <n>: the <x> pending<x>.", it -> {
            assertThat(line.is("STARTED")).isTrue();
            worker(it.group(1));
            assertThat(line.task()).isEqualTo(Long.parseLong(it.group(2)));
            int pending = queue().size();
            if (it.group(3).equals("only one")) {
                assertThat(pending).isOne();
            } else {
                assertThat(it.group(3)).isEqualTo("oldest of " + pending);
            }
            assertThat(queue().getFirst()).as("the oldest").isEqualTo(line.task());
            more(it.group(4));
        }).form("Worker <n> takes task <n>: number <n> of <n> pending, while those before it are being taken<x>.",
                it -> {
                    worker(it.group(1));
                    assertThat(queue().indexOf(line.task()) + 1).isEqualTo(Integer.parseInt(it.group(3)));
                    assertThat(queue()).hasSize(Integer.parseInt(it.group(4)));
                    more(it.group(5));
                }).form("Worker <n> takes task <n>: where it stood in the queue is not known<x>.", it -> {
                    assertNotAllIsKnown();
                    worker(it.group(1));
                    assertThat(line.task()).isEqualTo(Long.parseLong(it.group(2)));
                    more(it.group(3));
                });
    }

    private Line lastOfWorker() {
        return before.stream().filter(it -> it.worker() == line.worker() && !it.is("HOOK_FAILED"))
                .reduce((_, last) -> last).orElseThrow();
    }

    private void more(String said) {
        String waited = said.replaceFirst(".*; the task waited ", "");
        if (!waited.equals(said)) {
            SaidText.assertDuration(waited, line.nanos() - facts.due(line.task()));
        }
        String worker = said.replaceFirst("; the task waited .*", "");
        if (!worker.isEmpty()) {
            new SaidText().form(", and the worker has just ended task <n>", it -> {
                assertThat(lastOfWorker().is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).isTrue();
                assertThat(lastOfWorker().task()).isEqualTo(Long.parseLong(it.group(1)));
            }).form(", and the worker was idle for <d>", it -> idle(line.worker(), it.group(1)))
                    .form(", and of <n> idle workers this one became idle last, <d> ago", it -> {
                        idle(line.worker(), it.group(2));
                        List<Integer> idle = facts.workers().stream().filter(id -> idleSince(id) != Long.MIN_VALUE)
                                .toList();
                        assertThat(idle).hasSize(Integer.parseInt(it.group(1)));
                        assertThat(idle).allMatch(id -> idleSince(id) <= idleSince(line.worker()));
                    }).assertTrue(worker, "of the worker");
        }
    }

    private void idle(int worker, String time) {
        SaidText.assertDuration(time, line.nanos() - idleSince(worker));
    }

    /** Since when a worker has been idle, before the decision; the earliest of all times if it is not. */
    private long idleSince(int worker) {
        long since = Long.MIN_VALUE;
        boolean hand = false;
        for (Line it : before) {
            if (it.worker() == worker && !it.is("HOOK_FAILED")) {
                hand = it.is("STARTED") || (hand && !it.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER"));
                boolean idle = it.is("WORKER_IDLE", "WORKER_READY") && !hand;
                since = !idle ? Long.MIN_VALUE : since == Long.MIN_VALUE ? it.nanos() : since;
            }
        }
        return since;
    }

    // ---------------------------------------------------------------- workers

    private void spawns() {
        forms.form(
                "Worker <n> is spawned: <n> pending, <n> free, <n> of <n> alive: more pending than free, and there is room.",
                it -> spawned(it, "SUBMISSION"))
                .form("Worker <n> is spawned because a worker retires: <n> pending, <n> free, <n> of <n> alive: more pending than free, and there is room.",
                        it -> spawned(it, "RETIREMENT"))
                .form("Worker <n> is spawned because it was asked for: <n> of <n> alive.", it -> {
                    worker(it.group(1));
                    assertThat(SaidFacts.value(line, "reason")).isEqualTo("REQUEST");
                    assertThat(SaidFacts.value(line, "alive")).isEqualTo(it.group(2));
                    assertThat(it.group(3)).isEqualTo(Integer.toString(slots));
                });
    }

    private void spawned(MatchResult it, String reason) {
        worker(it.group(1));
        assertThat(SaidFacts.value(line, "reason")).isEqualTo(reason);
        assertThat(List.of(it.group(2), it.group(3), it.group(4), it.group(5)))
                .isEqualTo(List.of(SaidFacts.value(line, "pending"), SaidFacts.value(line, "free"),
                        SaidFacts.value(line, "alive"), Integer.toString(slots)));
        assertThat(Long.parseLong(it.group(2))).as("more pending than free").isGreaterThan(Long.parseLong(it.group(3)));
        assertThat(Long.parseLong(it.group(4))).as("there is room").isLessThan(slots);
    }

    private void retirements() {
        forms.form("Worker <n> retires: idle for <d>, and the idle timeout is <x>.", it -> {
            retires(it, "IDLE_TIMEOUT");
            SaidText.assertDuration(it.group(2), line.nanos() - idleSince(line.worker()));
            facts.assertIdleTimeout(it.group(3), at, idleTimeout);
        }).form("Worker <n> retires by the idle timeout, which is <x>.", it -> {
            retires(it, "IDLE_TIMEOUT");
            facts.assertIdleTimeout(it.group(2), at, idleTimeout);
        })
                .form("Worker <n> retires by the idle timeout: idle for <d>.", it -> {
                    retires(it, "IDLE_TIMEOUT");
                    SaidText.assertDuration(it.group(2), line.nanos() - idleSince(line.worker()));
                }).form("Worker <n> retires by the idle timeout.", it -> retires(it, "IDLE_TIMEOUT"))
                .form("Worker <n> retires: it has done as many tasks as a worker of this pool may do.",
                        it -> retires(it, "MAX_TASKS"))
                .form("Worker <n> retires: it has done one task, as many as a worker of this pool may do.", it -> {
                    retires(it, "MAX_TASKS");
                    assertThat(done()).isOne();
                }).form("Worker <n> retires: it has done <n> tasks, as many as a worker of this pool may do.", it -> {
                    retires(it, "MAX_TASKS");
                    assertThat(done()).isEqualTo(Long.parseLong(it.group(2)));
                }).form("Worker <n> retires: nothing is pending, and a join began at <t>.", it -> {
                    because(it, "JOIN", "JOIN_BEGAN");
                    assertThat(queue()).isEmpty();
                }).form("Worker <n> retires: it finds nothing to take, and a join began at <t>.", it -> {
                    because(it, "JOIN", "JOIN_BEGAN");
                    assertThat(whole && queue().isEmpty()).isFalse();
                })
                .form("Worker <n> retires: nothing is pending, and a join began at a moment that is not known.", it -> {
                    retires(it, "JOIN");
                    assertThat(queue()).isEmpty();
                    assertThat(whole).isFalse();
                }).form("Worker <n> retires: it finds nothing to take, and a join began at a moment that is not known.",
                        it -> {
                            retires(it, "JOIN");
                            assertThat(whole).isFalse();
                        })
                .form("Worker <n> retires: the shutdown began at a moment that is not known.", it -> {
                    retires(it, "SHUTDOWN");
                    assertThat(whole).isFalse();
                }).form("Worker <n> retires: the pool broke at a moment that is not known.", it -> {
                    retires(it, "BROKEN");
                    assertThat(whole).isFalse();
                })
                .form("Worker <n> retires: the shutdown began at <t>.", it -> because(it, "SHUTDOWN", "SHUTDOWN_BEGAN"))
                .form("Worker <n> retires: the pool broke at <t>.", it -> because(it, "BROKEN", "BROKEN"));
    }

    private void retires(MatchResult it, String reason) {
        worker(it.group(1));
        assertThat(SaidFacts.value(line, "reason")).isEqualTo(reason);
    }

    private long done() {
        return before.stream().filter(it -> it.worker() == line.worker()
                && it.is("COMPLETED", "FAILED", "TASK_LEFT_WORKER")).count();
    }

    private void because(MatchResult it, String reason, String cause) {
        retires(it, reason);
        SaidText.assertMoment(it.group(2), latest(cause));
    }

    private long latest(String cause) {
        return facts.lines.stream().filter(it -> it.is(cause) && it.nanos() <= line.nanos()).mapToLong(Line::nanos)
                .max()
                .orElseThrow();
    }

    // ---------------------------------------------------------------- cancellations

    private void cancellations() {
        forms.form("Task <n> is cancelled: the shutdown began at <t>; <x>.", it -> {
            cancelled(it.group(1), "by=SHUTDOWN", it.group(3));
            SaidText.assertMoment(it.group(2), latest("SHUTDOWN_BEGAN"));
        }).form("Task <n> is cancelled: the pool broke at <t>; <x>.", it -> {
            cancelled(it.group(1), "by=BROKEN", it.group(3));
            SaidText.assertMoment(it.group(2), latest("BROKEN"));
        }).form("Task <n> is cancelled through its future; <x>.", it -> cancelled(it.group(1), "", it.group(2)))
                .form("Task <n> is cancelled: the shutdown began at <t>, by the action “<p>”; <x>.", it -> {
                    cancelled(it.group(1), "by=SHUTDOWN", it.group(4));
                    SaidText.assertMoment(it.group(2), latest("SHUTDOWN_BEGAN"));
                    assertThat(it.group(3)).isEqualTo("shut down");
                    assertThat(facts.wasDone(it.group(3), line)).isTrue();
                }).form("Task <n> is cancelled: the pool broke at <t>, by the action “<p>”; <x>.", it -> {
                    cancelled(it.group(1), "by=BROKEN", it.group(4));
                    SaidText.assertMoment(it.group(2), latest("BROKEN"));
                    assertThat(it.group(3)).isEqualTo("break the next initializer");
                    assertThat(facts.wasDone(it.group(3), line)).isTrue();
                }).form("Task <n> is cancelled through its future, by the action “<p>”; <x>.", it -> {
                    cancelled(it.group(1), "", it.group(3));
                    assertThat(it.group(2)).startsWith("cancel what is pending of ");
                    assertThat(facts.wasDone(it.group(2), line)).isTrue();
                });
    }

    private void cancelled(String task, String by, String place) {
        assertThat(line.task()).isEqualTo(Long.parseLong(task));
        assertThat(line.detail()).isEqualTo(by);
        new SaidText().form("it had started", _ -> assertThat(line.worker()).isPositive())
                .form("it was number <n> of <n> pending", it -> {
                    assertThat(queue().indexOf(line.task()) + 1).isEqualTo(Integer.parseInt(it.group(1)));
                    assertThat(queue()).hasSize(Integer.parseInt(it.group(2)));
                }).form("where it stood in the queue is not known", _ -> {
                    assertThat(line.worker()).isZero();
                    assertNotAllIsKnown();
                })
                .assertTrue(place, "where it stood");
    }
}
