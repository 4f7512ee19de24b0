package dev.poolscope.app.lesson;

import java.util.Arrays;

/** Hands that a teacher counts for the options of one question, in two rounds: before neighbours have talked, and after. */
final class HandCount {
    private final int[][] hands;
    private int round;

    HandCount(int options) {
        hands = new int[2][options];
    }

    /** {@return which round is counted, from 1} */
    int round() {
        return round + 1;
    }

    /** Counts the other round from now on; both are kept. */
    void otherRound() {
        round = 1 - round;
    }

    /**
     * Counts hands.
     *
     * @param option from 0; others are passed over
     * @param by how many; fewer than none there never are
     */
    void add(int option, int by) {
        if (option >= 0 && option < hands[round].length) {
            hands[round][option] = Math.max(0, hands[round][option] + by);
        }
    }

    int hands(int inRound, int option) {
        return hands[inRound - 1][option];
    }

    int all(int inRound) {
        return Arrays.stream(hands[inRound - 1]).sum();
    }
}
