package dev.poolscope.app.chart.curves;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedLineTest {
    private static final List<String> WHOLE = List.of("2 alive", "1 busy", "0 blocked", "1 free or starting");
    private static final List<String> BRIEF = List.of("2 alive", "1 busy", "0 blocked", "1 free");

    private static ClosedLine in(double room) {
        return ClosedLine.fitted(WHOLE, BRIEF, text -> 10.0 * text.length(), room);
    }

    @Test
    void aNameIsShortenedBeforeAValueIsLeftOut() {
        // 7 + 6 + 9 + 18 letters with three gaps of 16, or 28 letters with the short name.
        assertThat(in(448)).isEqualTo(new ClosedLine(WHOLE, 16));
        assertThat(in(447)).isEqualTo(new ClosedLine(BRIEF, 16));
        assertThat(in(328)).isEqualTo(new ClosedLine(BRIEF, 16));
        assertThat(in(327)).isEqualTo(new ClosedLine(BRIEF, 11));
        assertThat(in(313)).isEqualTo(new ClosedLine(BRIEF, 11));
    }

    @Test
    void whatDoesNotFitAtAllIsLeftOutFromTheEnd() {
        assertThat(in(312)).isEqualTo(new ClosedLine(BRIEF.subList(0, 3), 11));
        assertThat(in(10).texts()).isEmpty();
    }
}
