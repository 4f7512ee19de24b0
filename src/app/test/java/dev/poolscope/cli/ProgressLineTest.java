package dev.poolscope.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;

import dev.poolscope.telemetry.event.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressLineTest {
    private final StringWriter terminal = new StringWriter();
    private final ProgressLine line = new ProgressLine(new PrintWriter(terminal));

    @Test
    @ResourceLock(Resources.LOCALE)
    void showsHowFarTheRunIsWithAPointWhateverTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            line.draw(Duration.ofMillis(12_500), Duration.ofSeconds(25), counts(2, 1, 7, 130));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(terminal.toString())
                .isEqualTo("\r[############------------] 12.5 s of 25.0 s, workers 2 (busy 1), pending 7, done 130");
    }

    @Test
    void aShorterLineLeavesNothingOfALongerOne() {
        line.draw(Duration.ofSeconds(1), Duration.ofSeconds(10), counts(2, 2, 1000, 100));
        int longest = terminal.toString().length() - 1;
        terminal.getBuffer().setLength(0);

        line.draw(Duration.ofSeconds(2), Duration.ofSeconds(10), counts(2, 2, 1, 100));

        assertThat(terminal.toString()).hasSize(longest + 1).endsWith("done 100    ");
    }

    @Test
    void afterTheRunTheLineIsEmptyAndTheCursorAtItsBeginning() {
        line.draw(Duration.ofSeconds(20), Duration.ofSeconds(10), counts(0, 0, 0, 5));
        int longest = terminal.toString().length() - 1;
        terminal.getBuffer().setLength(0);

        line.erase();

        assertThat(terminal.toString()).isEqualTo('\r' + " ".repeat(longest) + '\r');
    }

    private static Counts counts(int alive, int busy, long pending, long done) {
        return new Counts(alive, busy, alive - busy, pending, pending + busy + done, done - 5, 3, 2, 0, 0);
    }
}
