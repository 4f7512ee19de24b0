package dev.poolscope.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

import dev.poolscope.sizing.Sweep;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.Counts;

/** One line on a terminal that is drawn over again and again while a run goes on, and is gone when it has ended. */
final class ProgressLine {
    private static final int WIDTH = 24;

    private final PrintWriter terminal;
    private int drawn;

    ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    void draw(Duration elapsed, Duration whole, Counts counts) {
        double part = whole.isZero() ? 1 : Math.clamp((double) elapsed.toNanos() / whole.toNanos(), 0, 1);
        int filled = (int) Math.round(part * WIDTH);
        replace(String.format(Locale.ROOT, "[%s%s] %s of %s, workers %,d (busy %,d), pending %,d, done %,d",
                "#".repeat(filled), "-".repeat(WIDTH - filled), LegibleTime.clock(elapsed.toNanos()),
                LegibleTime.clock(whole.toNanos()), counts.alive(),
                counts.busy(), counts.pending(),
                counts.completed() + counts.failed() + counts.cancelled()));
    }

    /** Draws how far a sweep is, and how long the rest will take. */
    void draw(Sweep sweep) {
        int filled = (int) ((long) sweep.done() * WIDTH / sweep.plan().runs());
        Duration left = sweep.left();
        replace(String.format(Locale.ROOT, "[%s%s] %,d of %,d runs, %s", "#".repeat(filled), "-".repeat(WIDTH - filled),
                sweep.done(), sweep.plan().runs(),
                left == null ? "time left not known yet" : LegibleTime.clock(left.toNanos()) + " left"));
    }

    void erase() {
        replace("");
        terminal.print('\r');
        terminal.flush();
    }

    private void replace(String line) {
        // Blanks instead of an escape sequence: they work on every terminal.
        terminal.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        terminal.flush();
        drawn = line.length();
    }
}
