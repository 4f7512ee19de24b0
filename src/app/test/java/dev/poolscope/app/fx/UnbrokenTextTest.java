package dev.poolscope.app.fx;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnbrokenTextTest {

    @Test
    void aNumberStaysWithItsUnit() {
        assertThat(UnbrokenText.of("Starvation · seed 1 · 9.0 s so far")).isEqualTo("Starvation · seed 1 · 9.0~s so far"
                .replace('~', '\u00a0'));
        assertThat(UnbrokenText.of("50 % of 2 workers’ time, 3 min 20 s, 7 ns, 1.5 µs, 3 ms, 2 h 5 min"))
                .isEqualTo("50~% of 2 workers’ time, 3~min 20~s, 7~ns, 1.5~µs, 3~ms, 2~h 5~min"
                        .replace('~', '\u00a0'));
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "2 streams, 3 minutes, 4 short tasks, worker 2 has task 7: seed 3 msg";

        assertThat(UnbrokenText.of(text)).isEqualTo(text);
    }
}
