package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import javafx.collections.ListChangeListener;

import dev.poolscope.Seeds;
import dev.poolscope.app.fx.EventHistories;
import dev.poolscope.app.fx.EventHistory;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows are what a filter lets pass of the lines that the log still has. */
class EventRowsTest {
    private static final int PAGE = 4096;

    private final EventHistory log = EventHistories.holding(3 * PAGE);
    private final Timeline timeline = new Timeline(2);
    private final EventRows rows = new EventRows(new EventPhrases(new Texts()));
    private long written;

    private void write(int count) {
        List<RunEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++, written++) {
            events.add(EventTextReader.event(written, EventType.WORKER_IDLE, 0, null, (int) (written % 3), ""));
        }
        EventHistories.add(log, events);
    }

    @Test
    void itLooksAtNoMoreThanItIsTold() {
        write(100);
        rows.show(log, timeline, EventFilter.NONE);
        assertThat(rows).isEmpty();
        assertThat(rows.advance(60)).as("there is more").isTrue();
        assertThat(rows).hasSize(60);
        assertThat(rows.advance(60)).isFalse();
        assertThat(rows).hasSize(100);
        write(7);
        assertThat(rows.advance(60)).isFalse();
        assertThat(rows).hasSize(107);
        assertThat(rows.rowAt(50)).isEqualTo(50);
    }

    @Test
    void theRowOfAPointIsThatOfTheLastEventThatHasHappened() {
        write(10);
        rows.show(log, timeline, EventFilter.NONE);
        rows.advance(60);

        assertThat(rows.lastBy(EventPoint.after(-1))).isNegative();
        assertThat(rows.lastBy(EventPoint.after(4))).isEqualTo(4);
        assertThat(rows.lastBy(EventPoint.after(rows.get(7)))).isEqualTo(7);
        assertThat(rows.lastBy(EventPoint.after(1000))).isEqualTo(9);
        EventPoint hidden = EventPoint.after(EventTextReader.event(6, EventType.SUBMITTED, 1, null, 0, "due=0"));
        assertThat(rows.lastBy(hidden)).as("it came before what a worker did then").isEqualTo(5);
        rows.listNewest(4);
        assertThat(rows.lastBy(EventPoint.after(7))).isEqualTo(1);
        assertThat(rows.lastBy(EventPoint.after(2))).as("not listed").isNegative();
    }

    private List<RunEvent> mirror() {
        List<RunEvent> mirror = new ArrayList<>();
        rows.addListener((ListChangeListener<RunEvent>) change -> {
            while (change.next()) {
                mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
                mirror.addAll(change.getFrom(), change.getAddedSubList());
            }
        });
        return mirror;
    }

    @Test
    void onlyTheNewestRowsAreListedUntilAllAreAskedFor() {
        List<RunEvent> mirror = mirror();
        rows.show(log, timeline, EventFilter.NONE);
        rows.listNewest(50);
        for (int portion : new int[]{20, 25, 10, 200, 7}) {
            write(portion);
            while (rows.advance(60)) {
                // on to what is left
            }
            assertThat(mirror).isEqualTo(rows);
            assertThat((long) rows.count()).isEqualTo(written);
            assertThat(rows).hasSize((int) Math.min(50, written));
            assertThat(rows.getLast().nanos()).isEqualTo(written - 1);
        }
        assertThat(rows.rowAt(written - 10)).isEqualTo(40);
        assertThat(rows.rowAt(0)).isZero();

        assertThat(rows.listAll()).isEqualTo((int) written - 50);
        assertThat(mirror).isEqualTo(rows);
        assertThat(rows).hasSize((int) written);
        assertThat(rows.rowAt(17)).isEqualTo(17);
        assertThat(rows.listAll()).isZero();

        rows.listNewest(30);
        assertThat(mirror).isEqualTo(rows);
        assertThat(rows).hasSize(30);
        // The log forgets first what is not listed, and then what is.
        for (int i = 0; i < 8; i++) {
            write(PAGE / 2);
            while (rows.advance(PAGE)) {
                // on to what is left
            }
            assertThat(mirror).isEqualTo(rows);
            assertThat(rows).hasSize(30);
            assertThat(rows.count()).isEqualTo(log.kept());
        }
    }

    @Test
    void aStragglerStandsWhereItsTimePutsItWhateverIsListedAndForgotten() {
        long seed = Seeds.first();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<RunEvent> mirror = mirror();
        List<RunEvent> lines = new ArrayList<>();
        rows.show(log, timeline, EventFilter.NONE);
        for (int round = 0; round < 120; round++) {
            List<RunEvent> batch = new ArrayList<>();
            for (int i = random.nextInt(400); i > 0; i--, written++) {
                long late = random.nextInt(20) == 0 ? random.nextLong(1000) : 0;
                batch.add(EventTextReader.event(Math.max(0, written - late), EventType.WORKER_IDLE, 0, null,
                        random.nextInt(3), ""));
            }
            EventHistories.add(log, batch);
            lines.addAll(batch);
            switch (random.nextInt(6)) {
                case 0 -> rows.listAll();
                case 1 -> rows.listNewest(1 + random.nextInt(300));
                default -> {
                    // as it was
                }
            }
            while (rows.advance(1 + random.nextInt(300))) {
                assertThat(mirror).isEqualTo(rows);
            }
            assertThat(mirror).as("told of every change").isEqualTo(rows);
            List<RunEvent> kept = lines.subList((int) log.first(), lines.size()).stream().sorted().toList();
            assertThat(rows.count()).isEqualTo(kept.size());
            assertThat(rows).isEqualTo(kept.subList(kept.size() - rows.size(), kept.size()));
        }
        assertThat(log.first()).as("some were forgotten").isPositive();
    }

    @Test
    void whatTheLogForgetsIsNoRowAnyMoreAndListenersAreToldOfEveryChange() {
        List<RunEvent> mirror = mirror();
        rows.show(log, timeline, new EventFilter(Set.of(), Set.of(1), Set.of(), ""));
        for (int i = 0; i < 40; i++) {
            write(1000);
            while (rows.advance(300)) {
                // on to what is left
            }
            assertThat(mirror).isEqualTo(rows);
            long first = log.first();
            assertThat(rows.getFirst().nanos()).isBetween(first, first + 2);
            assertThat(rows).allMatch(event -> event.workerId() == 1);
            assertThat((long) rows.size()).isBetween(log.kept() / 3L - 1, log.kept() / 3L + 1);
        }
        rows.show(null, null, EventFilter.NONE);
        assertThat(rows).isEmpty();
        assertThat(mirror).isEmpty();
        assertThat(rows.advance(10)).isFalse();
    }
}
