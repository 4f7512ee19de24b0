package dev.poolscope.story;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds each sentence that is said of a task against the lines of {@code events.csv}. */
final class TaskSentences {
    private static final long WORTH_TELLING = 100_000;

    private final SaidFacts facts;
    private final long id;
    private final boolean whole;
    private final AskedSentences asked;
    private final SaidText forms = new SaidText();
    /** Those that were named as ahead of it. */
    private List<Long> ahead = List.of();

    /**
     * For a task.
     *
     * @param whole whether all lines were told to those who say the sentences: if not, they may know less, but nothing else
     */
    TaskSentences(SaidFacts facts, long id, boolean whole, AskedSentences asked) {
        this.facts = facts;
        this.id = id;
        this.whole = whole;
        this.asked = asked;
        submission();
        new WaitSentences(facts, id, whole).addTo(forms);
        start();
        blocking();
        end();
        asked.addTo(forms, id);
    }

    void assertTrue(List<String> sentences, String as) {
        sentences.forEach(sentence -> forms.assertTrue(sentence, as));
        asked.assertTold(sentences, id, as);
        if (whole) {
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("It is a child of task "))).as(as)
                    .isEqualTo(!parents().isEmpty());
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("It may be a child: "))).as(as)
                    .isFalse();
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("It may be a child of "))).as(as)
                    .isEqualTo(parents().isEmpty() && mayBeChild() && !hasWaited() && !perhapsParents().isEmpty());
            Line end = facts.task(id, "COMPLETED", "FAILED", "CANCELLED");
            assertThat(sentences.stream().anyMatch(it -> it.contains(" completed at ") || it.contains(" failed at ")
                    || it.contains("ancelled in the queue at ") || it.contains("until it was cancelled at ")))
                    .as("%s: an end is told", as).isEqualTo(end != null);
            long waited = Math.min(facts.leftQueue(id), facts.now) - facts.due(id);
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("Waited ") || it.startsWith("Has waited ")))
                    .as("%s: a wait of %d is told", as, waited)
                    .isEqualTo(Math.min(facts.leftQueue(id), facts.now) > facts.when(id, "SUBMITTED"));
        }
    }

    private void submission() {
        forms.form("Submitted at <t>.", it -> {
            SaidText.assertMoment(it.group(1), facts.when(id, "SUBMITTED"));
            assertThat(facts.when(id, "SUBMITTED") - facts.due(id)).isLessThan(WORTH_TELLING);
        }).form("Submitted at <t>, <d> after it was due.", it -> {
            SaidText.assertMoment(it.group(1), facts.when(id, "SUBMITTED"));
            SaidText.assertDuration(it.group(2), facts.when(id, "SUBMITTED") - facts.due(id));
        }).form("It is a child of task <n>.", it -> {
            List<Long> parents = parents();
            if (whole) {
                assertThat(parents.getLast()).isEqualTo(Long.parseLong(it.group(1)));
            } else {
                assertThat(parents).contains(Long.parseLong(it.group(1)));
            }
        }).form("It may be a child: tasks of “<x>” submit children under that name, and none is known to have waited for it.",
                it -> {
                    assertThat(it.group(1)).isEqualTo(Objects.requireNonNull(asked.stream(id)).name());
                    assertThat(mayBeChild()).isTrue();
                    assertThat(whole).isFalse();
                })
                .form("It may be a child of task <n>, which ran when it was submitted: tasks of “<x>” submit children under that name, and it has not waited for this one.",
                        it -> perhapsChild(it.group(1), it.group(2), 1))
                .form("It may be a child of one of the tasks <x>, which ran when it was submitted: tasks of “<x>” submit children under that name, and none has waited for this one.",
                        it -> {
                            assertThat(perhapsParents().size()).isGreaterThan(1);
                            perhapsChild(it.group(1), it.group(2), perhapsParents().size());
                        })
                .form("One task was ahead of it in the queue: <n>.", it -> ahead(1, it.group(1)))
                .form("<n> tasks were ahead of it in the queue: <x>.",
                        it -> ahead(Integer.parseInt(it.group(1)), it.group(2)))
                .form("That task was cancelled in the queue.", _ -> cancelledAhead(ahead, true))
                .form("All of them were cancelled in the queue.", _ -> cancelledAhead(ahead, true))
                .form("Of them <n> was cancelled in the queue.", it -> cancelledAhead(named(it.group(1), 1), false))
                .form("Of them <x> were cancelled in the queue.", it -> {
                    long count = facts.tasks().stream().filter(this::wasCancelledAhead).count();
                    cancelledAhead(whole ? named(it.group(1), (int) count) : List.of(), false);
                })
                .form("At least one task was ahead of it in the queue, and not all are known here: <n>.",
                        it -> atLeastAhead(1, it.group(1)))
                .form("At least <n> tasks were ahead of it in the queue, of which not all are known here: <x>.",
                        it -> atLeastAhead(Integer.parseInt(it.group(1)), it.group(2)));
    }

    private boolean wasCancelledAhead(long other) {
        return wasAhead(other, false) && facts.task(other, "STARTED") == null
                && facts.leftQueue(other) < Math.min(facts.leftQueue(id), facts.now);
    }

    private void cancelledAhead(List<Long> those, boolean all) {
        assertThat(those).allMatch(this::wasCancelledAhead);
        if (whole) {
            assertThat(facts.tasks().stream().filter(it -> wasAhead(it, false)).allMatch(this::wasCancelledAhead))
                    .as("all of those ahead were cancelled").isEqualTo(all);
        }
    }

    /** Arrivals that are due at a time of their own come from no task. */
    private boolean mayBeChild() {
        StreamSpec stream = asked.stream(id);
        return stream != null && stream.task().work() instanceof Work.FanOut
                && facts.when(id, "SUBMITTED") == facts.due(id);
    }

    private void perhapsChild(String list, String stream, int count) {
        assertThat(stream).isEqualTo(Objects.requireNonNull(asked.stream(id)).name());
        assertThat(mayBeChild()).isTrue();
        List<Long> named = named(list, count);
        assertThat(perhapsParents()).startsWith(named.toArray(Long[]::new));
        if (whole) {
            assertThat(parents()).isEmpty();
        }
    }

    /** Those of its stream that ran when it was submitted. */
    private List<Long> perhapsParents() {
        long at = facts.when(id, "SUBMITTED");
        return facts.tasks().stream()
                .filter(other -> other < id && Objects.equals(asked.stream(other), asked.stream(id)))
                .filter(other -> facts.when(other, "STARTED") <= at && facts.leftWorker(other) >= at).sorted()
                .toList();
    }

    private boolean hasWaited() {
        return facts.lines.stream().anyMatch(line -> line.is("TASK_BLOCKED") && line.task() == id
                && line.detail().startsWith("on=task "));
    }

    /** Tasks that waited for it. */
    private List<Long> parents() {
        return facts.lines.stream()
                .filter(line -> line.is("TASK_BLOCKED") && line.detail().equals("on=task task=" + id))
                .map(Line::task).distinct().toList();
    }

    private boolean wasAhead(long other, boolean atTheSameTime) {
        long at = facts.when(id, "SUBMITTED");
        return other < id && (atTheSameTime ? facts.leftQueue(other) >= at : facts.leftQueue(other) > at);
    }

    private void ahead(int count, String list) {
        List<Long> surely = facts.tasks().stream().filter(other -> wasAhead(other, false)).toList();
        long perhaps = facts.tasks().stream().filter(other -> wasAhead(other, true)).count();
        assertThat(count).isBetween(surely.size(), (int) perhaps);
        List<Long> named = named(list, count);
        ahead = named;
        assertThat(named).isSorted().allMatch(other -> wasAhead(other, true));
    }

    private void atLeastAhead(int count, String list) {
        long perhaps = facts.tasks().stream().filter(other -> wasAhead(other, true)).count();
        assertThat(count).isLessThanOrEqualTo((int) perhaps);
        ahead = named(list, count);
        assertThat(ahead).allMatch(other -> wasAhead(other, true));
        assertThat(whole).isFalse();
    }

    /** The numbers of {@code 11, 14 and 3 more}, of so many. */
    private static List<Long> named(String list, int count) {
        String[] items = list.split(", | and ", -1);
        long more = items[items.length - 1].endsWith(" more")
                ? Long.parseLong(items[items.length - 1].replace(" more", ""))
                : 0;
        List<Long> named = Arrays.stream(items).filter(item -> !item.endsWith(" more")).map(Long::valueOf).toList();
        assertThat(named.size() + more).isEqualTo(count);
        return named;
    }

    // ---------------------------------------------------------------- its life on a worker

    private Line started() {
        Line line = facts.task(id, "STARTED");
        assertThat(line).as("the start of task %d", id).isNotNull();
        return Objects.requireNonNull(line);
    }

    private Line before(String at, String worker) {
        SaidText.assertMoment(at, started().nanos());
        assertThat(started().worker()).isEqualTo(Integer.parseInt(worker));
        List<Line> own = facts.ofWorker(started().worker());
        return own.get(own.indexOf(started()) - 1);
    }

    private void start() {
        forms.form("Started at <t> on <w>.", it -> {
            SaidText.assertMoment(it.group(1), started().nanos());
            assertThat(started().worker()).isEqualTo(Integer.parseInt(it.group(2)));
        }).form("Started at <t> when <n> ended on <w>.", it -> {
            Line before = before(it.group(1), it.group(3));
            assertThat(before.task()).isEqualTo(Long.parseLong(it.group(2)));
            assertThat(started().nanos() - before.nanos()).isLessThan(WORTH_TELLING);
        }).form("Started at <t>, <d> after <n> had ended on <w>.", it -> {
            Line before = before(it.group(1), it.group(4));
            assertThat(before.task()).isEqualTo(Long.parseLong(it.group(3)));
            SaidText.assertDuration(it.group(2), started().nanos() - before.nanos());
        }).form("Started at <t> on <w>, as soon as that was ready.", it -> {
            Line before = before(it.group(1), it.group(2));
            // What is not recorded may have begun and ended in that moment.
            assertThat(before.is("WORKER_READY") || !whole).isTrue();
            assertThat(started().nanos() - before.nanos()).as("as soon as").isLessThan(WORTH_TELLING);
        }).form("Started at <t> on <w>, <d> after that was ready.", it -> {
            Line before = before(it.group(1), it.group(2));
            assertThat(before.is("WORKER_READY") || !whole).isTrue();
            SaidText.assertDuration(it.group(3), started().nanos() - before.nanos());
        }).form("Started at <t> on <w>, which had been idle for <d>.", it -> {
            Line before = before(it.group(1), it.group(2));
            assertThat(before.is("WORKER_IDLE", "WORKER_READY")).isTrue();
            SaidText.assertDuration(it.group(3), started().nanos() - before.nanos());
        }).form("That worker was started at <t> and took <d> to get ready.", it -> {
            int worker = started().worker();
            SaidText.assertMoment(it.group(1), facts.whenWorker(worker, "WORKER_SPAWNED"));
            SaidText.assertDuration(it.group(2), facts.whenWorker(worker, "WORKER_READY")
                    - facts.whenWorker(worker, "WORKER_SPAWNED"));
        });
    }

    private void blocking() {
        forms.form("From <t> on it waited <d> for the lock, held by <x>.", it -> lock(it, false))
                .form("Since <t> it has waited for the lock, for <d> so far; held by <x>.", it -> lock(it, true))
                .form("From <t> on it waited <d> for task <n>.",
                        it -> assertThat(SaidFacts.value(blocked(it, false), "task")).isEqualTo(it.group(3)))
                .form("Since <t> it has waited for task <n>, for <d> so far.", it -> {
                    Line line = blockedAt(it.group(1), it.group(3), true);
                    assertThat(SaidFacts.value(line, "task")).isEqualTo(it.group(2));
                }).form("From <t> on it was blocked for <d>; by what is not known.", it -> blocked(it, false))
                .form("Since <t> it has been blocked, for <d> so far; by what is not known.", it -> blocked(it, true));
        new StarvationSentences(facts).addTo(forms);
    }

    private Line blocked(MatchResult said, boolean soFar) {
        return blockedAt(said.group(1), said.group(2), soFar);
    }

    private long wentOn(Line blocked) {
        List<Line> own = facts.ofTask(id);
        int next = own.indexOf(blocked) + 1;
        return next < own.size() ? own.get(next).nanos() : facts.now;
    }

    /** As {@link #wentOn}, if it is not known that it was cancelled meanwhile: its code waits all the same. */
    private long wentOnAtLast(Line blocked) {
        List<Line> own = facts.ofTask(id).stream().filter(line -> !line.is("CANCELLED")).toList();
        int next = own.indexOf(blocked) + 1;
        return next < own.size() ? own.get(next).nanos() : facts.now;
    }

    private Line blockedAt(String at, String time, boolean soFar) {
        return facts.ofTask(id).stream()
                .filter(line -> line.is("TASK_BLOCKED") && SaidText.isMoment(at, line.nanos())
                        && (SaidText.isDuration(time, wentOn(line) - line.nanos())
                                || (!whole && SaidText.isDuration(time, wentOnAtLast(line) - line.nanos())))
                        && soFar == line.equals(facts.ofTask(id).getLast()))
                .findFirst().orElseThrow(() -> new AssertionError("not blocked at " + at + " for " + time));
    }

    private void lock(MatchResult said, boolean soFar) {
        Line blocked = blocked(said, soFar);
        List<String> holders = new ArrayList<>(List.of(SaidFacts.value(blocked, "holder")));
        long since = blocked.nanos();
        long until = whole ? wentOn(blocked) : wentOnAtLast(blocked);
        for (Line line : facts.lines) {
            if (line.is("TASK_RESUMED") && line.detail().startsWith("on=lock") && line.at() > blocked.at()
                    && line.nanos() < until) {
                if (line.nanos() == since) {
                    // One that had it for no time is not named.
                    holders.removeLast();
                }
                holders.add(Long.toString(line.task()));
                since = line.nanos();
            }
        }
        String[] named = said.group(3).replace(" and others that are not known here", "").split(", then ", -1);
        for (int i = 0; i < named.length; i++) {
            if (named[i].endsWith(" more")) {
                assertThat(i + Integer.parseInt(named[i].replace(" more", ""))).isEqualTo(holders.size());
            } else if (!named[i].equals("a task that is not known")) {
                if (whole) {
                    assertThat(named[i]).isEqualTo(holders.get(i));
                } else {
                    assertThat(holders).contains(named[i]);
                }
            }
        }
    }

    // ---------------------------------------------------------------- its end

    private void end() {
        forms.form("Has been running for <d>.", it -> {
            assertThat(facts.task(id, "COMPLETED", "FAILED", "CANCELLED")).as("an end").isNull();
            assertThat(facts.blocked(id, 0, facts.now)).isZero();
            SaidText.assertDuration(it.group(1), facts.now - started().nanos());
        }).form("Has been under way for <d>, of which it was blocked for <d>.", it -> {
            assertThat(facts.task(id, "COMPLETED", "FAILED", "CANCELLED")).as("an end").isNull();
            SaidText.assertDuration(it.group(1), facts.now - started().nanos());
            SaidText.assertDuration(it.group(2), facts.blocked(id, 0, facts.now));
        }).form("Ran <x> and completed at <t>.", it -> ran(it.group(1), it.group(2), "COMPLETED"))
                .form("Ran <x> and failed at <t>: <x>.", it -> {
                    ran(it.group(1), it.group(2), "FAILED");
                    cause(it.group(3), Objects.requireNonNull(facts.task(id, "FAILED")));
                }).form("Ran <x> until it was cancelled at <t>, <x>.", it -> {
                    ran(it.group(1), it.group(2), "CANCELLED");
                    cancelledBy(it.group(3));
                }).form("Cancelled in the queue at <t>, <x>.", it -> {
                    SaidText.assertMoment(it.group(1), facts.when(id, "CANCELLED"));
                    assertThat(facts.task(id, "STARTED")).isNull();
                    cancelledBy(it.group(2));
                }).form("Ran <x> until its code returned at <t>: it had been cancelled, and when is not recorded.",
                        it -> {
                            assertThat(whole).isFalse();
                            assertThat(facts.task(id, "CANCELLED")).isNotNull();
                            ran(it.group(1), it.group(2), "TASK_LEFT_WORKER");
                        })
                .form("Its code returned <d> later; only then was the worker free.", it -> {
                    long later = facts.when(id, "TASK_LEFT_WORKER") - facts.when(id, "CANCELLED");
                    assertThat(later).as("what takes no time is done at once").isPositive();
                    SaidText.assertDuration(it.group(1), later);
                })
                .form("Its code returned at once.", _ -> assertThat(facts.when(id, "TASK_LEFT_WORKER"))
                        .isEqualTo(facts.when(id, "CANCELLED")))
                .form("Its code has not returned for <d> since; it still holds the worker.", it -> {
                    assertThat(facts.task(id, "TASK_LEFT_WORKER")).as("a return").isNull();
                    SaidText.assertDuration(it.group(1), facts.now - facts.when(id, "CANCELLED"));
                })
                .form("Its callbacks then kept <w> busy for <d>.", this::notFree)
                .form("Its callbacks have kept <w> busy for <d> since.", this::notFree)
                .form("It took <d> from then on until <w> was free.",
                        it -> notFree(it.group(2), it.group(1)))
                .form("For <d> since, <w> has not been free.", it -> notFree(it.group(2), it.group(1)))
                .form("No start is recorded; it is not known whether it still waits.",
                        _ -> assertThat(whole).isFalse())
                .form("No end is recorded; it is not known whether it still runs.", _ -> assertThat(whole).isFalse())
                .form("Some of that time is no longer kept in detail: workers and tasks may be missing here.",
                        _ -> assertThat(whole).isFalse());
    }

    private void notFree(MatchResult said) {
        notFree(said.group(1), said.group(2));
    }

    private void notFree(String worker, String time) {
        assertThat(started().worker()).isEqualTo(Integer.parseInt(worker));
        if (whole) {
            SaidText.assertDuration(time, facts.freeAgain(id) - facts.leftWorker(id));
        }
    }

    private void ran(String said, String at, String how) {
        SaidText.assertMoment(at, facts.when(id, how));
        long to = facts.when(id, how);
        if (said.equals("for a time that is not known here")) {
            assertThat(whole).isFalse();
            return;
        }
        long all = to - started().nanos();
        long blocked = how.equals("TASK_LEFT_WORKER")
                ? facts.blockedAtMost(id, 0, to)
                : facts.blocked(id, 0, to);
        new SaidText().form("<d>", it -> {
            if (whole) {
                assertThat(blocked).isZero();
            }
            SaidText.assertDuration(it.group(1), all);
        }).form("<d>, was blocked for <d>", it -> {
            SaidText.assertDuration(it.group(1), all - blocked);
            SaidText.assertDuration(it.group(2), blocked);
        }).form("<d>, was blocked for <d>, did for <d> what is not known here,", it -> {
            assertThat(whole).isFalse();
            SaidText.assertAtLeast(it.group(1), all - blocked);
            SaidText.assertAtLeast(it.group(2), blocked);
        }).form("<d>, did for <d> what is not known here,", it -> {
            assertThat(whole).isFalse();
            SaidText.assertAtLeast(it.group(1), all - blocked);
        }).assertTrue(said, "a run");
    }

    private void cancelledBy(String said) {
        Line line = Objects.requireNonNull(facts.task(id, "CANCELLED"));
        new SaidText().form("through its own future", _ -> assertThat(line.detail()).isEmpty())
                .form("by the scenario’s cancelAfter of <d>", it -> {
                    assertThat(line.detail()).isEmpty();
                    assertThat((double) line.nanos() - facts.when(id, "SUBMITTED"))
                            .isGreaterThanOrEqualTo(SaidText.range(it.group(1))[0]);
                })
                .form("by the action “<p>”", it -> {
                    assertThat(line.detail()).isEmpty();
                    assertThat(it.group(1)).isEqualTo("cancel what is pending of " + line(id, "SUBMITTED").stream());
                    assertThat(facts.wasDone(it.group(1), line)).isTrue();
                })
                .form("by the pool", _ -> assertThat(whole).isFalse())
                .form("by the shutdown that began at <t>", it -> {
                    assertThat(line.detail()).isEqualTo("by=SHUTDOWN");
                    assertThat(facts.isAt(it.group(1), "SHUTDOWN_BEGAN")).isTrue();
                    assertThat(facts.wasDone("shut down", line)).isFalse();
                }).form("by the shutdown that began at <t>, by the action “shut down”", it -> {
                    assertThat(line.detail()).isEqualTo("by=SHUTDOWN");
                    assertThat(facts.isAt(it.group(1), "SHUTDOWN_BEGAN")).isTrue();
                    assertThat(facts.wasDone("shut down", line)).isTrue();
                }).form("because the pool broke at <t>: <x>", it -> {
                    assertThat(line.detail()).isEqualTo("by=BROKEN");
                    assertThat(facts.isAt(it.group(1), "BROKEN")).isTrue();
                }).form("because the pool broke at <t>, by the action “break the next initializer”: <x>", it -> {
                    assertThat(line.detail()).isEqualTo("by=BROKEN");
                    assertThat(facts.isAt(it.group(1), "BROKEN")).isTrue();
                    assertThat(facts.wasDone("break the next initializer", line)).isTrue();
                }).assertTrue(said, "a cancellation");
    }

    private Line line(long task, String event) {
        return Objects.requireNonNull(facts.task(task, event));
    }

    private static void cause(String said, Line line) {
        assertThat(line.detail()).as("the cause").endsWith(said);
    }
}
