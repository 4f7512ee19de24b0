package dev.poolscope.app.chart.curves;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The values of a closed chart, as they fit into its one line.
 *
 * @param texts those that fit; a value is whole or is not there: part of a number is another number
 * @param between how much room is between two of them
 */
record ClosedLine(List<String> texts, double between) {
    private static final double ROOMY = 16;
    private static final double TIGHT = 11;

    /** Copies the list. */
    ClosedLine {
        texts = List.copyOf(texts);
    }

    /**
     * Finds how they fit best.
     *
     * @param whole the values with their whole names
     * @param brief the same with short ones
     * @param widthOf measures one, in pixels
     * @param room how wide the line is
     */
    static ClosedLine fitted(List<String> whole, List<String> brief, ToDoubleFunction<String> widthOf, double room) {
        for (double between : new double[]{ROOMY, TIGHT}) {
            for (List<String> texts : List.of(whole, brief)) {
                if (count(texts, widthOf, between, room) == texts.size()) {
                    return new ClosedLine(texts, between);
                }
            }
        }
        return new ClosedLine(brief.subList(0, count(brief, widthOf, TIGHT, room)), TIGHT);
    }

    private static int count(List<String> texts, ToDoubleFunction<String> widthOf, double between, double room) {
        double end = 0;
        for (int i = 0; i < texts.size(); i++) {
            end += (i == 0 ? 0 : between) + widthOf.applyAsDouble(texts.get(i));
            if (end > room) {
                return i;
            }
        }
        return texts.size();
    }
}
