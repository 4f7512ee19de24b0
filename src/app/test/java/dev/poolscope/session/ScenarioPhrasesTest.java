package dev.poolscope.session;

import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioPhrasesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"closed: { users: 1, think: 5ms } | 1 user, thinking for 5ms, from 0s",
            "closed: { users: 2, think: 5ms } | 2 users, each thinking for 5ms, from 0s",
            "map: { items: 1, at: 0s } | map of 1 item, at 0s", "map: { items: 3, at: 0s } | map of 3 items, at 0s",
            "mapAll: { items: 3, at: 0s, chunkSize: 2 } | mapAll of 3 items, at 0s, 2 in a chunk",
            "batch: { count: 1, at: 2s } | one at 2s", "batch: { count: 2, at: 2s } | 2 at once, at 2s",
            "bursts: { count: 1, every: 2s } | one every 2s, from 0s",
            "bursts: { count: 2, every: 2s } | 2 at once, every 2s, from 0s"})
    void oneIsOneAndMoreAreMany(String arrivals, String words) throws Exception {
        String file = "{ poolscope: 1, name: one, duration: 9s, pool: { type: dual }, streams: [ { name: a, arrivals: { "
                + arrivals + " }, task: { sleep: 1ms } } ] }";

        assertThat(ScenarioPhrases.arrivals(ScenarioReader.parse("one", file).streams().getFirst())).isEqualTo(words);
    }
}
