package dev.poolscope.stats;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeBucketsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachBucketHasWhatFellIntoItHoweverOftenTheyWereMerged(long seed) {
        Random random = new Random(seed);
        int most = seed % 2 == 0 ? 8 : 64;
        TimeBuckets buckets = new TimeBuckets(most, 10, 2);
        int reach = 50 + random.nextInt(5000);
        long[] amounts = new long[reach];
        long[] spans = new long[reach];
        for (int i = 0; i < 300; i++) {
            int time = random.nextInt(reach);
            amounts[time] += i;
            buckets.add(time, 0, i);
            int to = time + random.nextInt(reach - time);
            for (int t = time; t < to; t++) {
                spans[t] += 3;
            }
            buckets.addSpan(time, to, 1, 3);
        }
        assertThat(buckets.count()).isLessThanOrEqualTo(most);
        for (int bucket = 0; bucket < buckets.count() + 1; bucket++) {
            long amount = 0;
            long span = 0;
            for (long t = buckets.startOf(bucket); t < Math.min(reach, buckets.startOf(bucket + 1)); t++) {
                amount += amounts[(int) t];
                span += spans[(int) t];
            }
            assertThat(buckets.sum(bucket, 0)).isEqualTo(amount);
            assertThat(buckets.sum(bucket, 1)).isEqualTo(span);
        }
        assertThat(buckets.sum(-3, 100, 1)).isEqualTo(java.util.Arrays.stream(spans).sum());
    }

    @Test
    void aBucketIsNoWiderThanItMustBe() {
        TimeBuckets buckets = new TimeBuckets(4, 10, 1);
        buckets.add(39, 0, 1);
        assertThat(buckets.width()).isEqualTo(10);
        buckets.add(40, 0, 1);
        assertThat(buckets.width()).isEqualTo(20);
    }

    @Test
    void whatIsEarlierThanTheBeginningCountsInTheFirst() {
        TimeBuckets buckets = new TimeBuckets(4, 10, 1);
        buckets.add(-5, 0, 7);
        assertThat(buckets.sum(0, 0)).isEqualTo(7);
    }

    @Test
    void refusesBucketsThatCannotBeMerged() {
        assertThatThrownBy(() -> new TimeBuckets(3, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even");
        assertThatThrownBy(() -> new TimeBuckets(12, 1, 1, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grow by 3");
    }
}
