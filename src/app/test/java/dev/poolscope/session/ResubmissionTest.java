package dev.poolscope.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.CancelledBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ResubmissionTest {
    private static FinishedRun run(Scenario scenario) throws Exception {
        Session session = new Session(scenario);
        session.start();
        return session.finished().get(60, TimeUnit.SECONDS);
    }

    private static FinishedRun run(String text) throws Exception {
        return run(scenario(text));
    }

    private static Scenario scenario(String text) throws InvalidScenarioException {
        return ScenarioReader.parse("test.yaml", "poolscope: 1\nname: test\nseed: 9\n" + text);
    }

    @Test
    void asManyTasksOfEachStreamComeAgainAsThePoolCancelledInTheOrderOfTheQueue() throws Exception {
        FinishedRun run = run(
                """
                duration: 200ms
                pool: { type: dual, idleTimeout: 3s, name: mine }
                streams:
                  - { name: late, arrivals: { batch: { count: 4, at: 50ms } }, task: { sleep: 2ms, fails: 50% } }
                  - { name: by hand, arrivals: { batch: { count: 7, at: 50ms } }, task: { sleep: 1ms } }
                  - { name: long, arrivals: { batch: { count: 2, at: 0s } }, task: { sleep: 2s } }
                  - { name: soon, arrivals: { batch: { count: 3, at: 10ms } }, task: { lock: { uniform: { min: 1ms, max: 3ms } } } }
                actions:
                  - { at: 60ms, cancelPending: by hand }
                  - { at: 90ms, submit: { stream: late, count: 2 } }
                  - { at: 100ms, shutdown: true }
                expect: [ completed == 2 ]
                """);
        Scenario again = Resubmission.of(run).orElseThrow();

        assertThat(run.leftovers()).as("what was cancelled by hand was not to be done")
                .containsExactly(new CancelledBatch("soon", false, 3), new CancelledBatch("late", false, 6));
        assertThat(again.streams()).extracting(StreamSpec::name).containsExactly("soon", "late");
        assertThat(again.streams()).extracting(StreamSpec::task).containsExactly(
                run.scenario().streams().get(3).task(), run.scenario().streams().get(0).task());
        assertThat(again.pool()).isEqualTo(run.scenario().pool());
        assertThat(again.seed()).isEqualTo(9);
        assertThat(again.actions()).isEmpty();
        assertThat(again.expectations()).isEmpty();
        assertThat(ScenarioReader.parse("again.yaml", ScenarioWriter.write(again))).isEqualTo(again);
        FinishedRun rerun = run(again);
        assertThat(rerun.summary().submitted()).isEqualTo(run.summary().cancelled() - 7);
        assertThat(rerun.summary().cancelled()).isZero();
        assertThat(Resubmission.of(rerun)).isEmpty();
    }

    @Test
    void childrenComeWithoutTheirParents() throws Exception {
        FinishedRun run = run(
                """
                duration: 200ms
                pool: { type: single }
                streams:
                  - { name: tree, arrivals: { batch: { count: 1, at: 0s } }, task: { fanOut: { children: 3, child: 5ms } } }
                  - { name: tree (children), arrivals: { batch: { count: 1, at: 50ms } }, task: { sleep: 1ms } }
                """);
        Scenario again = Resubmission.of(run).orElseThrow();

        assertThat(again.streams()).extracting(StreamSpec::name).containsExactly("tree (children)'", "tree (children)");
        assertThat(again.streams().getFirst().task().work()).isInstanceOf(Work.Sleep.class);
        assertThat(run(again).summary().completed()).isEqualTo(4);
    }

    @Test
    void chunksComeAsChunksAndTheRunIsLongEnough() throws Exception {
        FinishedRun run = run(
                """
                duration: 100ms
                pool: { type: single }
                streams:
                  - { name: hold, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 2s } }
                  - { name: bulk, arrivals: { starmapAll: { items: 8, at: 10ms, chunkSize: 3 } }, task: { sleep: 1s } }
                actions: [ { at: 50ms, shutdown: true } ]
                """);
        Scenario again = Resubmission.of(run).orElseThrow();

        assertThat(again.streams()).singleElement().extracting(StreamSpec::arrivals)
                .isEqualTo(new Arrivals.Bulk(BulkCall.STARMAP_ALL, 8, Duration.ZERO, 3, 1, true, null));
        assertThat(again.duration()).isGreaterThan(Duration.ofSeconds(8));
    }

    @Test
    void theTasksOfAPoolThatBrokeComeAgainAlsoWithoutAStream() throws Exception {
        Session session = new Session(scenario("duration: 1h\npool: { type: single }\n"));
        var _ = session.perform(new Action.BreakNextInitializer());
        var _ = session.perform(new Action.Submit("manual", 5));
        session.start();
        await().until(() -> session.counts().cancelled() > 0);
        session.stop();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        Scenario again = Resubmission.of(run).orElseThrow();

        assertThat(again.streams()).singleElement().extracting(StreamSpec::name).isEqualTo("manual");
        assertThat(run(again.withDuration(Duration.ofMillis(900))).summary().completed()).isEqualTo(run.leftovers()
                .getFirst().count());
    }
}
