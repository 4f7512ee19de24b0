package dev.poolscope.app.lesson;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

import com.google.errorprone.annotations.FormatMethod;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a run up to a moment as a drawing for paper, in black and white: a line from the start of a worker to its end, a box for
 * each task with its number. Made of the events alone. Without a run: empty lanes to be drawn on.
 */
final class LanesDrawing {
    private static final int WIDTH = 680;
    private static final int LEFT = 60;
    private static final int LANE = 26;

    private final StringBuilder svg = new StringBuilder();
    private final long span;
    /** The same in words, for those who do not see it. */
    private final StringJoiner words = new StringJoiner("; ");

    private LanesDrawing(long span) {
        this.span = Math.max(1, span);
    }

    /** {@return lanes with a time axis and nothing in them} */
    static String empty(int lanes, long nanos) {
        LanesDrawing drawing = new LanesDrawing(nanos);
        for (int lane = 1; lane <= lanes; lane++) {
            drawing.lane(lane);
        }
        return drawing.whole(lanes);
    }

    /** {@return the lanes up to a moment} */
    static String of(FinishedRun run, long until) {
        LanesDrawing drawing = new LanesDrawing(until);
        Map<Integer, Long> alive = new TreeMap<>();
        Map<Long, TaskEvent.Started> running = new HashMap<>();
        int lanes = 0;
        for (RunEvent event : run.events()) {
            if (event.nanos() > until) {
                break;
            }
            switch (event) {
                case WorkerEvent.Spawned it -> {
                    lanes = Math.max(lanes, it.workerId());
                    alive.put(it.workerId(), it.nanos());
                }
                case WorkerEvent.Retired it -> drawing.life(it.workerId(), alive.remove(it.workerId()), it.nanos());
                case TaskEvent.Started it -> running.put(it.taskId(), it);
                case TaskEvent.LeftWorker it -> drawing.task(running.remove(it.taskId()), it.nanos());
                case TaskEvent.Completed it -> drawing.task(running.remove(it.taskId()), it.nanos());
                case TaskEvent.Failed it -> drawing.task(running.remove(it.taskId()), it.nanos());
                default -> {
                    // neither begins nor ends what is drawn
                }
            }
        }
        alive.forEach((worker, from) -> drawing.life(worker, from, until));
        running.values().forEach(task -> drawing.task(task, until));
        for (int lane = 1; lane <= lanes; lane++) {
            drawing.lane(lane);
        }
        return drawing.whole(lanes);
    }

    private double x(long nanos) {
        return LEFT + (WIDTH - LEFT - 10.0) * nanos / span;
    }

    private void lane(int worker) {
        add("<text x=\"0\" y=\"%d\">worker %d</text>", worker * LANE - 6, worker);
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#999\"/>", LEFT, worker * LANE, WIDTH - 10,
                worker * LANE);
    }

    private void life(int worker, @Nullable Long from, long to) {
        if (from != null) {
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#000\" stroke-width=\"3\"/>", x(from),
                    worker * LANE - 2, x(to), worker * LANE - 2);
        }
    }

    private void task(TaskEvent.@Nullable Started task, long to) {
        if (task != null) {
            words.add(String.format(Locale.ROOT, "worker %d has task %d from %.2f s to %.2f s", task.workerId(),
                    task.taskId(),
                    task.nanos() / 1e9, to / 1e9));
            double from = x(task.nanos());
            double width = Math.max(1, x(to) - from);
            add("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"#ddd\" stroke=\"#000\"/>", from,
                    task.workerId() * LANE - 21, width);
            if (width > 9) {
                add("<text x=\"%.1f\" y=\"%d\">%d</text>", from + 2, task.workerId() * LANE - 8, task.taskId());
            }
        }
    }

    private String whole(int lanes) {
        int axis = lanes * LANE + 4;
        long second = 1_000_000_000L;
        long step = span > 20 * second ? 5 * second : second;
        for (long at = 0; at <= span; at += step) {
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#000\"/>", x(at), axis, x(at), axis + 5);
            add("<text x=\"%.1f\" y=\"%d\">%d s</text>", x(at) - 4, axis + 17, at / second);
        }
        return "<svg viewBox=\"0 0 " + WIDTH + " " + (axis + 22) + "\" role=\"img\" aria-label=\""
                + (words.length() == 0 ? "Empty lanes" : words) + "\">" + svg + "</svg>";
    }

    @FormatMethod
    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
