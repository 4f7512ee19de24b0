package dev.poolscope.story;

import java.util.List;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of the time that a task was asked for against the scenario, and against the lines of {@code events.csv}. */
final class AskedSentences {
    private static final long MILLI = 1_000_000;

    private final SaidFacts facts;
    private final Scenario scenario;
    private final int processors;
    private final boolean whole;

    AskedSentences(SaidFacts facts, Scenario scenario, int processors, boolean whole) {
        this.facts = facts;
        this.scenario = scenario;
        this.processors = processors;
        this.whole = whole;
    }

    void addTo(SaidText forms, long id) {
        forms.form("It was asked to sleep for <d>, and its thread went on <d> late.", it -> {
            assertThat(work(id)).isInstanceOf(Work.Sleep.class);
            assertTimes(it.group(1), it.group(2), id);
        }).form("It was asked to hold the lock for <d>, and its thread went on <d> late.", it -> {
            assertThat(work(id)).isInstanceOf(Work.Lock.class);
            assertTimes(it.group(1), it.group(2), id);
        }).form("It was asked to compute for <d>, and took <d> longer: <x>.", it -> {
            assertThat(work(id)).isInstanceOf(Work.Cpu.class);
            assertTimes(it.group(1), it.group(2), id);
            assertCause(it.group(3), id);
        });
    }

    private void assertTimes(String asked, String longer, long id) {
        SaidText.assertDuration(asked, askedFor(id));
        SaidText.assertDuration(longer, took(id) - askedFor(id));
    }

    private void assertCause(String said, long id) {
        int most = mostAtOnce(id);
        new SaidText().form("what held it up is not known here",
                _ -> assertThat(whole && most > 1 && (processors == 0 || most > processors)).isFalse())
                .form("up to <n> computing tasks ran at once",
                        it -> assertThat(processors == 0 && Integer.parseInt(it.group(1)) == most).isTrue())
                .form("up to <n> computing tasks ran at once on <n> processors", it -> {
                    assertThat(Integer.parseInt(it.group(1))).isEqualTo(most).isGreaterThan(processors);
                    assertThat(Integer.parseInt(it.group(2))).isEqualTo(processors);
                }).form("at least <n> computing tasks ran at once on <n> processors", it -> {
                    assertThat(whole).isFalse();
                    assertThat(Integer.parseInt(it.group(1))).isLessThanOrEqualTo(most);
                    assertThat(Integer.parseInt(it.group(2))).isEqualTo(processors);
                }).assertTrue(said, "a cause");
    }

    /** Of a task that is over and took clearly longer than all of its stream were asked to, that is told. */
    void assertTold(List<String> sentences, long id, String as) {
        Line end = facts.task(id, "COMPLETED", "FAILED");
        long asked = askedFor(id);
        boolean longer = whole && end != null && asked >= 0
                && took(id) - asked >= Math.max(MILLI, asked / 20);
        if (whole) {
            assertThat(sentences.stream().anyMatch(it -> it.startsWith("It was asked to "))).as(as).isEqualTo(longer);
        }
    }

    /** Without what it had to wait for. */
    private long took(long id) {
        long to = end(id);
        return to - facts.when(id, "STARTED") - facts.blocked(id, 0, to);
    }

    private long end(long id) {
        return facts.when(id, "COMPLETED", "FAILED", "CANCELLED");
    }

    @Nullable
    StreamSpec stream(long id) {
        Line submitted = facts.task(id, "SUBMITTED");
        String name = submitted == null ? null : submitted.stream();
        return scenario.streams().stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
    }

    private @Nullable Work work(long id) {
        StreamSpec stream = stream(id);
        return stream == null ? null : stream.task().work();
    }

    /** What each task of the stream was asked for; -1 if they were asked for different times. */
    private long askedFor(long id) {
        StreamSpec stream = stream(id);
        if (stream == null || stream.arrivals().toString().matches(".*chunkSize=([2-9]|\\d\\d+).*")) {
            return -1;
        }
        Distribution time = switch (stream.task().work()) {
            case Work.Sleep(var it) -> it;
            case Work.Cpu(var it) -> it;
            case Work.Lock(var it) -> it;
            case Work.FanOut _ -> null;
        };
        return time instanceof Distribution.Fixed fixed ? fixed.value().toNanos() : -1;
    }

    /** How many computing tasks were under way when one of them began, itself or another one meanwhile. */
    private int mostAtOnce(long id) {
        long from = facts.when(id, "STARTED");
        long to = end(id);
        List<Long> computing = facts.tasks().stream()
                .filter(it -> work(it) instanceof Work.Cpu && facts.task(it, "STARTED") != null).toList();
        return computing.stream().map(it -> Math.max(from, facts.when(it, "STARTED"))).filter(at -> at < to)
                .mapToInt(at -> (int) computing.stream()
                        .filter(it -> facts.when(it, "STARTED") <= at && end(it) > at).count())
                .max().orElse(0);
    }
}
