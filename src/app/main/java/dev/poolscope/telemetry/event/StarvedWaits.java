package dev.poolscope.telemetry.event;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which worker waits for which task while a pool starves.
 *
 * @param byWorker the number of the awaited task by that of the worker, in the order of workers; 0 if any of several will do
 */
public record StarvedWaits(Map<Integer, Long> byWorker) implements DetailText {

    private static final String ANY = "any";

    /** {@code waiting=2 waits=1:13,2:any}. */
    @Override
    public String write() {
        String pairs = new TreeMap<>(byWorker).entrySet().stream()
                .map(wait -> wait.getKey() + ":" + (wait.getValue() == 0 ? ANY : wait.getValue()))
                .collect(Collectors.joining(","));
        return Detail.of(Detail.WAITING, byWorker.size()) + ' ' + Detail.of(Detail.WAITS, pairs);
    }

    /** Reads what {@link #write} has written; null if it is something else. */
    static @Nullable StarvedWaits read(String detail) {
        String pairs = Detail.value(detail, Detail.WAITS);
        if (pairs == null || pairs.isEmpty()) {
            return null;
        }
        Map<Integer, Long> byWorker = new TreeMap<>();
        for (String pair : pairs.split(",", -1)) {
            int colon = pair.indexOf(':');
            try {
                String task = pair.substring(colon + 1);
                byWorker.put(Integer.parseInt(pair, 0, Math.max(0, colon), 10),
                        task.equals(ANY) ? 0 : Long.parseLong(task));
            } catch (NumberFormatException other) {
                return null;
            }
        }
        return new StarvedWaits(byWorker);
    }
}
