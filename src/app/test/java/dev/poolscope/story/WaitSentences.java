package dev.poolscope.story;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a task's wait, and each of its parts, against the lines of {@code events.csv}. */
final class WaitSentences {
    private final SaidFacts facts;
    private final long id;
    private final boolean whole;
    /** How many tasks the sum has told of. */
    private long told;
    /** How many summands there were. */
    private int summed;

    WaitSentences(SaidFacts facts, long id, boolean whole) {
        this.facts = facts;
        this.id = id;
        this.whole = whole;
    }

    void addTo(SaidText forms) {
        forms.form("Waited <d> = <x>.", it -> waited(it, false, true))
                .form("Has waited <d> so far = <x>.", it -> waited(it, true, true))
                .form("Waited <d> <p>.", it -> waited(it, false, false))
                .form("Has waited <d> so far <p>.", it -> waited(it, true, false))
                .form("Its <n> longest parts are named one by one.", it -> {
                    assertThat(Integer.parseInt(it.group(1))).isEqualTo(5);
                    assertThat(summed).as("parts of which five are named").isGreaterThan(5);
                })
                .form("Meanwhile one more task was taken.", _ -> taken(1))
                .form("Meanwhile <n> more tasks were taken.", it -> taken(Long.parseLong(it.group(1))))
                .form("Meanwhile at least one more task was taken; not all are known here.", _ -> atLeastElsewhere(1))
                .form("Meanwhile at least <n> more tasks were taken; not all are known here.",
                        it -> atLeastElsewhere(Long.parseLong(it.group(1))))
                .form("Meanwhile one other task was taken, by another worker.", _ -> elsewhere(1))
                .form("Meanwhile <n> other tasks were taken by other workers.",
                        it -> elsewhere(Long.parseLong(it.group(1))))
                .form("Meanwhile at least one other task was taken by another worker; not all are known here.",
                        _ -> atLeastElsewhere(1))
                .form("Meanwhile at least <n> other tasks were taken by other workers; not all are known here.",
                        it -> atLeastElsewhere(Long.parseLong(it.group(1))));
    }

    /** Of a task that none has taken: all that was taken, without those that the sum names and that were taken meanwhile. */
    private void taken(long count) {
        assertThat(facts.task(id, "STARTED")).isNull();
        assertThat(count).isBetween(startedMeanwhile() - told, startedMeanwhile());
    }

    /** Those that workers had in hand at once while none was free, of a task that none has taken. */
    private void behindSeveral(String written, String list, long from, long to) {
        assertThat(facts.task(id, "STARTED")).isNull();
        long begin = Math.max(from, facts.when(id, "SUBMITTED"));
        long end = to;
        Set<Integer> workers = new HashSet<>();
        for (String item : list.split(", | and ", -1)) {
            MatchResult said = Pattern
                    .compile("(\\d+|a task that is not known) on worker (\\d+)(?: \\(blocked(?: for (.*) of it)?\\))?")
                    .matcher(item).results().findFirst().orElseThrow();
            if (said.group(1).startsWith("a")) {
                assertThat(whole).isFalse();
                continue;
            }
            long task = Long.parseLong(said.group(1));
            int worker = Integer.parseInt(said.group(2));
            assertThat(workers.add(worker)).as("each worker once").isTrue();
            Line start = Objects.requireNonNull(facts.task(task, "STARTED"));
            assertThat(start.worker()).isEqualTo(worker);
            begin = Math.max(begin, start.nanos());
            end = Math.min(end, facts.freeAgain(task));
            if (whole && said.group(3) != null) {
                SaidText.assertAtLeast(said.group(3), facts.blocked(task, from, to));
            } else if (whole && item.endsWith("(blocked)")) {
                SaidText.assertAtLeast(written, facts.blocked(task, from, to));
            }
            told++;
        }
        assertThat(workers).hasSizeBetween(whole ? 2 : 0, 3);
        // For no longer than they were there all at once.
        SaidText.assertAtLeast(written, end - begin);
    }

    /** Of more than three workers it is said only that each had something in hand. */
    private void noneFree(String written, long from, long to) {
        assertThat(facts.task(id, "STARTED")).isNull();
        SaidText.assertAtLeast(written, to - from);
        if (whole) {
            assertThat(facts.workers()).hasSizeGreaterThan(3);
        }
    }

    private long startedMeanwhile() {
        return startedMeanwhile(0);
    }

    /** By one worker, or by all. */
    private long startedMeanwhile(int worker) {
        long from = facts.when(id, "SUBMITTED");
        long to = Math.min(facts.leftQueue(id), facts.now);
        // Of the same moment as the submission it was not ahead; of the same moment as the end it was, if its number is lower.
        return facts.count(line -> line.is("STARTED") && line.task() != id && line.nanos() > from
                && (worker == 0 || line.worker() == worker)
                && line.nanos() < to + (line.task() < id ? 1 : 0));
    }

    private void elsewhere(long count) {
        // What its own worker took in no time has no place in the sum, and no other worker took it.
        Line start = facts.task(id, "STARTED");
        long byItsOwn = start == null || facts.leftQueue(id) > facts.now ? 0 : startedMeanwhile(start.worker());
        long most = startedMeanwhile(0) - byItsOwn;
        // Those of others that the sum names began meanwhile as well, or before.
        assertThat(count).isBetween(most - told, most);
    }

    private void atLeastElsewhere(long count) {
        assertThat(count).isLessThanOrEqualTo(startedMeanwhile());
        assertThat(whole).isFalse();
    }

    private void waited(MatchResult said, boolean soFar, boolean isSum) {
        long from = Math.min(facts.due(id), facts.when(id, "SUBMITTED"));
        assertThat(facts.leftQueue(id) == Long.MAX_VALUE || facts.leftQueue(id) > facts.now).isEqualTo(soFar);
        long to = soFar ? facts.now : facts.leftQueue(id);
        SaidText.assertDuration(said.group(1), to - from);
        List<String> summands = isSum
                ? List.of(said.group(2).split(" \\+ (?=\\d)", -1))
                : List.of(said.group(1) + " " + said.group(2));
        summed = summands.size();
        assertInOrder(summands);
        double least = 0;
        double most = 0;
        told = 0;
        for (String summand : summands) {
            String[] parts = summand.split("(?<= (?:ns|µs|ms|s|min)) (?=[a-z])", 2);
            double[] range = SaidText.range(parts[0]);
            least += range[0];
            most += range[1];
            part(parts[0], parts[1], from, to);
        }
        assertThat((double) to - from).as("the sum of %s", summands).isBetween(least - summands.size(),
                most + summands.size());
    }

    /** What is one part stands where it was in time; it is first of all that the task was submitted late. */
    private void assertInOrder(List<String> summands) {
        assertThat(summands.stream().skip(1)).as("late submission comes first")
                .noneMatch(it -> it.endsWith("until it was submitted"));
        Pattern one = Pattern.compile(".* behind (\\d+) on worker \\d+(?:, which was blocked.*)?");
        assertThat(summands.stream().map(one::matcher).filter(Matcher::matches)
                .map(it -> facts.when(Long.parseLong(it.group(1)), "STARTED"))).as("order of %s", summands).isSorted();
    }

    private void part(String written, String phrase, long from, long to) {
        long submitted = facts.when(id, "SUBMITTED");
        SaidText part = new SaidText()
                .form("until it was submitted", _ -> SaidText.assertDuration(written, submitted - facts.due(id)))
                .form("until <w>, which was idle, woke", it -> idle(written, it.group(1), from, to, true))
                .form("while <w> was idle", it -> idle(written, it.group(1), from, to, false))
                .form("while <w> was starting", it -> starting(it.group(1), from, to))
                .form("while <w> was retiring", it -> {
                    int worker = Integer.parseInt(it.group(1));
                    long begin = Math.max(submitted, facts.whenWorker(worker, "WORKER_RETIRING"));
                    long end = Math.min(to, facts.whenWorker(worker, "WORKER_RETIRED"));
                    assertAsLong(written, end - begin);
                }).form("without a worker that could take it", _ -> {
                    // Nothing to hold it against but the sum.
                }).form("of which it is not known here what the worker did", _ -> assertThat(whole).isFalse())
                .form("of which it is not known here what the workers did", _ -> assertThat(whole).isFalse())
                .form("until workers that were idle woke", _ -> {
                    // several
                }).form("while workers were idle", _ -> {
                    // several
                }).form("while workers were starting", _ -> {
                    // several
                }).form("while workers were retiring", _ -> {
                    // several
                }).form("while all workers were busy", _ -> noneFree(written, from, to))
                .form("while all workers were busy with blocked tasks", _ -> noneFree(written, from, to))
                .form("behind the same tasks", _ -> assertThat(told).isPositive())
                .form("behind <n> more tasks", it -> {
                    told += Long.parseLong(it.group(1));
                    assertThat(Long.parseLong(it.group(1))).isLessThanOrEqualTo(facts.tasks().size());
                }).form("behind one more task", _ -> told++)
                .form("behind <x> and <x>",
                        it -> behindSeveral(written, it.group(1) + " and " + it.group(2), from, to))
                .form("behind <n> on <w>", it -> behind(written, it, from, to, -1))
                .form("behind <n> on <w>, which was blocked", it -> behind(written, it, from, to, Long.MAX_VALUE))
                .form("behind <n> on <w>, which was blocked for <d> of it", it -> behind(written, it, from, to, 0))
                .form("behind a task that is not known on <w>", _ -> assertThat(whole).isFalse());
        part.assertTrue(phrase, "part of a wait");
    }

    private void behind(String written, MatchResult said, long from, long to, long blocked) {
        long task = Long.parseLong(said.group(1));
        told++;
        Line start = facts.task(task, "STARTED");
        assertThat(start).as("the start of task %d", task).isNotNull();
        assertThat(Objects.requireNonNull(start).worker()).isEqualTo(Integer.parseInt(said.group(2)));
        long begin = Math.max(facts.when(id, "SUBMITTED"), start.nanos());
        long end = Math.min(to, facts.freeAgain(task));
        if (whole && facts.task(id, "STARTED") != null) {
            SaidText.assertDuration(written, end - begin);
        } else {
            SaidText.assertAtLeast(written, end - begin);
        }
        if (whole && facts.task(id, "STARTED") == null) {
            // Alone only while the others were gone or took no more.
            return;
        }
        long was = facts.blocked(task, begin, end);
        if (!whole) {
            return;
        }
        if (blocked < 0) {
            assertThat(was).as("blocked of %d", task).isZero();
        } else if (blocked > 0) {
            assertThat(was).as("blocked all the time").isEqualTo(end - begin);
        } else {
            SaidText.assertDuration(said.group(3), was);
        }
        assertThat(from).isLessThanOrEqualTo(begin);
    }

    private void idle(String written, String who, long from, long to, boolean woke) {
        int worker = Integer.parseInt(who);
        List<Line> own = facts.ofWorker(worker);
        List<Long> stretches = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).is("WORKER_IDLE", "WORKER_READY")) {
                int next = i + 1;
                while (next < own.size() && own.get(next).is("WORKER_IDLE", "WORKER_READY")) {
                    next++;
                }
                long end = next < own.size() ? own.get(next).nanos() : facts.now;
                boolean takes = next < own.size() && own.get(next).is("STARTED") && end <= to;
                if (takes || !woke || !whole) {
                    stretches.add(Math.min(to, end)
                            - Math.max(Math.max(from, facts.when(id, "SUBMITTED")), own.get(i).nanos()));
                }
                i = next - 1;
            }
        }
        assertThat(stretches).as("%s was idle", who).anyMatch(nanos -> SaidText.isDuration(written, nanos)
                || ((!woke || !whole || isSharedOut()) && nanos >= SaidText.range(written)[0]));
    }

    /** Of a task that none has taken, a moment is told of one worker only, also where another one was no readier. */
    private boolean isSharedOut() {
        return facts.task(id, "STARTED") == null;
    }

    private void assertAsLong(String written, long nanos) {
        if (isSharedOut() || !whole) {
            SaidText.assertAtLeast(written, nanos);
        } else {
            SaidText.assertDuration(written, nanos);
        }
    }

    private void starting(String who, long from, long to) {
        int worker = Integer.parseInt(who);
        assertThat(facts.whenWorker(worker, "WORKER_SPAWNED")).isLessThan(to);
        assertThat(facts.ofWorker(worker).stream().filter(line -> line.is("STARTED")).mapToLong(Line::nanos).findFirst()
                .orElse(Long.MAX_VALUE)).as("%s had not yet begun to work", who).isGreaterThan(from);
    }
}
