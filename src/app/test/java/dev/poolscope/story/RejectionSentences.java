package dev.poolscope.story;

import java.util.List;

import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what is said of a task that the pool rejected against the lines of {@code events.csv}. */
final class RejectionSentences {
    private static final long WORTH_TELLING = 100_000;

    private final List<Line> before;
    private final Line rejected;
    /** And of the same instant: where something is lost, the order within it may be too. */
    private final List<Line> atLatest;
    private final boolean whole;
    private final SaidText forms = new SaidText();

    RejectionSentences(SaidFacts facts, int at, boolean whole) {
        rejected = facts.lines.get(at);
        before = facts.lines.subList(0, at);
        atLatest = facts.lines.stream().filter(line -> line.nanos() <= rejected.nanos()).toList();
        this.whole = whole;
        forms.form("At <t> a task of “<x>” was rejected: <x>.", it -> {
            SaidText.assertMoment(it.group(1), rejected.nanos());
            assertThat(it.group(2)).isEqualTo(rejected.stream());
            cause(it.group(3));
        }).form("It came <d> after it was due.", it -> SaidText.assertDuration(it.group(1), late()));
    }

    void assertTrue(List<String> sentences, String as) {
        sentences.forEach(sentence -> forms.assertTrue(sentence, as));
        assertThat(sentences).as(as).hasSize(late() < WORTH_TELLING ? 1 : 2);
    }

    private long late() {
        return rejected.nanos() - Long.parseLong(SaidFacts.value(rejected, "due"));
    }

    private void cause(String said) {
        new SaidText().form("the pool broke at <t>", it -> isLast(it.group(1), "BROKEN"))
                .form("the pool takes no tasks since its shutdown, which began at <t>", it -> {
                    isLast(it.group(1), "SHUTDOWN_BEGAN");
                    assertThat(whole && before.stream().anyMatch(line -> line.is("BROKEN"))).isFalse();
                }).form("the pool takes no tasks during the join that began at <t>", it -> {
                    isLast(it.group(1), "JOIN_BEGAN");
                    assertThat(last(before, "JOIN_BEGAN", "JOIN_ENDED").is("JOIN_BEGAN")
                            || (!whole && last(atLatest, "JOIN_BEGAN", "JOIN_ENDED").is("JOIN_BEGAN"))).isTrue();
                    assertThat(whole && before.stream().anyMatch(line -> line.is("BROKEN", "SHUTDOWN_BEGAN")))
                            .isFalse();
                }).form("it is not recorded why the pool took no tasks", _ -> assertThat(whole).isFalse())
                .assertTrue(said, "a rejection");
    }

    private void isLast(String moment, String event) {
        List<Line> known = !whole && before.stream().noneMatch(line -> line.is(event)) ? atLatest : before;
        SaidText.assertMoment(moment, last(known, event).nanos());
    }

    private static Line last(List<Line> lines, String... events) {
        return lines.stream().filter(line -> line.is(events)).reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("none of " + List.of(events)));
    }
}
