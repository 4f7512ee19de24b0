package dev.poolscope.pool;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MapOptionsTest {

    @Test
    void theDefaultsAreChunksOfOneABufferOfOneInOrderAndNoTimeLimit() {
        var defaults = MapOptions.defaults();
        assertThat(defaults.chunkSize()).isEqualTo(1);
        assertThat(defaults.bufferSize()).isEqualTo(1);
        assertThat(defaults.ordered()).isTrue();
        assertThat(defaults.timeout()).isEmpty();
    }

    @Test
    void everyOptionIsReadBackAsItWasGiven() {
        var options = MapOptions.builder().chunkSize(2).bufferSize(3).ordered(false).timeout(Duration.ZERO).build();
        assertThat(options.chunkSize()).isEqualTo(2);
        assertThat(options.bufferSize()).isEqualTo(3);
        assertThat(options.ordered()).isFalse();
        assertThat(options.timeout()).contains(Duration.ZERO);
        assertThat(options.toString()).contains("chunkSize=2", "bufferSize=3", "ordered=false", "timeout=PT0S");
    }

    @Test
    void optionsDoNotChangeWithTheirBuilder() {
        var builder = MapOptions.builder().chunkSize(2);
        var options = builder.build();
        builder.chunkSize(5);
        assertThat(options.chunkSize()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void aBadValueIsRefusedWithItsNameWhatWasFoundAndWhatIsAllowed() {
        assertThatThrownBy(() -> MapOptions.builder().chunkSize(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chunkSize: found 0, allowed is 1 or more");
        assertThatThrownBy(() -> MapOptions.builder().bufferSize(-3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bufferSize: found -3, allowed is 1 or more");
        assertThatThrownBy(() -> MapOptions.builder().timeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout: found PT-0.000000001S, allowed is zero or more");
        assertThatThrownBy(() -> MapOptions.builder().timeout(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void hugeTimeLimitsSaturate() {
        var options = MapOptions.builder().timeout(Duration.ofSeconds(Long.MAX_VALUE)).build();
        try (var pool = new ThreadPool(1)) {
            assertThat(pool.map(n -> n, java.util.List.of(1), options).next()).isEqualTo(1);
        }
    }
}
