package dev.poolscope.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a thread looks before it sleeps, and when it had better not. A look takes time here only where the test says so. */
class SpinBudgetTest {
    private static final int FEW = 16;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    /** How much time each look takes beyond the first ones. */
    private long lookNanos = 50;
    /** After how many looks it is there. */
    private int thereAfter = Integer.MAX_VALUE;

    private int first = FEW;

    private boolean look(SpinBudget budget) {
        looks.set(0);
        return budget.look(() -> {
            now.addAndGet(looks.get() < first ? 50 : lookNanos);
            return looks.incrementAndGet() >= thereAfter;
        }, () -> 0);
    }

    private SpinBudget budget(int processors) {
        return new SpinBudget(FEW, now::get, processors);
    }

    private SpinBudget budgetThatLooksOften() {
        SpinBudget budget = budget(2);
        look(budget);
        return budget;
    }

    @Test
    void whoWaitsRarelyMakesOnlyTheFirstLooks() {
        SpinBudget budget = budget(2);
        for (int i = 0; i < 10; i++) {
            assertThat(look(budget)).isFalse();
            assertThat(looks.get()).isEqualTo(FEW);
            now.addAndGet(10_000_000);
        }
        for (int i = 0; i < 10; i++) {
            look(budget);
            now.addAndGet(10_000_000);
        }
        assertThat(looks.get()).isLessThan(FEW);
    }

    @Test
    void whoWaitsOftenLooksAsLongAsSleepingWouldTake() {
        SpinBudget budget = budgetThatLooksOften();
        long before = now.get();
        assertThat(look(budget)).isFalse();
        assertThat(now.get() - before).isBetween(SpinBudget.LONGEST, SpinBudget.LONGEST * 11 / 10);
        thereAfter = FEW + 100;
        assertThat(look(budget)).isTrue();
        assertThat(looks.get()).isEqualTo(FEW + 100);
    }

    @Test
    void whatTookLongerThanALookCanBridgeIsNotLookedForAgainUntilItComesSooner() {
        SpinBudget budget = budgetThatLooksOften();
        now.addAndGet(SpinBudget.LONGEST * 5);
        budget.slept();
        look(budget);
        assertThat(looks.get()).isEqualTo(FEW);
        now.addAndGet(SpinBudget.LONGEST / 2);
        budget.slept();
        look(budget);
        assertThat(looks.get()).isGreaterThan(FEW);
    }

    @Test
    void lookingInVainCostsNoMoreThanATwentiethOfSleeping() {
        SpinBudget budget = budgetThatLooksOften();
        long begin = now.get();
        long rounds = 200_000;
        for (int i = 0; i < rounds; i++) {
            look(budget);
            now.addAndGet(SpinBudget.SAVED);
            budget.slept();
        }
        long spent = now.get() - begin - rounds * SpinBudget.SAVED;
        long firstLooks = rounds * (FEW / 8) * lookNanos;
        assertThat(spent - firstLooks).isLessThan(rounds * SpinBudget.REPAID * 11 / 10 + 2 * SpinBudget.MOST_CREDIT);
    }

    @Test
    void whoLosesTheProcessorWhileLookingDoesNotLookForALongTime() {
        SpinBudget budget = budgetThatLooksOften();
        lookNanos = 4_000_000;
        thereAfter = FEW + 2;
        // It is there at last, but another thread had the processor meanwhile.
        assertThat(look(budget)).isTrue();
        lookNanos = 50;
        thereAfter = Integer.MAX_VALUE;
        int sleeps = 0;
        do {
            look(budget);
            sleeps++;
        } while (looks.get() <= FEW && sleeps < 100_000);
        assertThat(sleeps).isBetween(2_000, 20_000);
    }

    @Test
    void onOneProcessorNothingSpins() {
        SpinBudget budget = budget(1);
        look(budget);
        assertThat(looks.get()).isZero();
        look(budget);
        assertThat(looks.get()).as("a look after each time that others were let run").isEqualTo(2);
        first = 0;
        // Another thread has it for a whole slice each time, and not for this.
        lookNanos = 3_000_000;
        thereAfter = 1;
        look(budget);
        look(budget);
        look(budget);
        lookNanos = 50;
        look(budget);
        assertThat(looks.get()).isZero();
    }
}
