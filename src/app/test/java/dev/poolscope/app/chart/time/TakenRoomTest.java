package dev.poolscope.app.chart.time;

import dev.poolscope.app.chart.time.TakenRoom.Box;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TakenRoomTest {

    @Test
    void aLabelStandsWholeBesideAnotherOneOrNotAtAll() {
        TakenRoom row = new TakenRoom();
        assertThat(row.isFree(new Box(0, 1000))).isTrue();
        row.take(new Box(100, 50));
        row.take(new Box(300, 10));

        assertThat(row.isFree(new Box(90, 20))).as("its end is covered").isFalse();
        assertThat(row.isFree(new Box(140, 20))).as("its beginning is covered").isFalse();
        assertThat(row.isFree(new Box(110, 20))).as("all of it is covered").isFalse();
        assertThat(row.isFree(new Box(80, 100))).as("its middle is covered").isFalse();
        assertThat(row.isFree(new Box(80, 20))).isTrue();
        assertThat(row.isFree(new Box(150, 150))).isTrue();
        assertThat(row.isFree(new Box(310, 20))).isTrue();
    }
}
