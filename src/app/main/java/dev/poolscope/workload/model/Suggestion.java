package dev.poolscope.workload.model;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Guesses which known word a misspelt one was meant to be. */
public final class Suggestion {
    /** No known word is nearly as long; comparing more would be work for nothing. */
    private static final int LONGEST = 40;

    /** So much of a word means that word. */
    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /** The nearest of the known words, if it is near enough to be meant; otherwise null. */
    public static @Nullable String among(String word, Collection<String> words) {
        if (word.length() > LONGEST) {
            return null;
        }
        String folded = fold(word);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : words) {
            String known = fold(candidate);
            boolean begun = folded.length() >= SHORTEST_BEGINNING && known.startsWith(folded);
            int distance = begun ? 0 : distance(folded, known);
            if (distance < least && distance <= Math.max(1, Math.min(folded.length(), known.length()) / 3)) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** max-workers, max_workers and MaxWorkers are all meant as maxWorkers. */
    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** Edits between two words: insertions, deletions, replacements, and swaps of neighbours (Damerau, restricted). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
