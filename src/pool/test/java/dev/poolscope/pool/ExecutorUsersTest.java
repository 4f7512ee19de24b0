package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Libraries that take an executor get along with the pool's. */
class ExecutorUsersTest {
    /** Held, because a logger that is not held forgets its level: the test is not about Lucene's advice on vectors. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private final ThreadPool pool = new ThreadPool(4, PoolOptions.builder().name("users").build());

    @BeforeAll
    static void quietly() {
        LUCENE.setLevel(Level.SEVERE);
    }

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void completableFuturesRunTheirStagesOnIt() {
        var executor = pool.asExecutorService();
        CompletableFuture<String> chain = CompletableFuture
                .supplyAsync(() -> Thread.currentThread().getName(), executor)
                .thenCombineAsync(CompletableFuture.supplyAsync(() -> 42, executor), (name, n) -> name + n,
                        executor)
                .orTimeout(1, java.util.concurrent.TimeUnit.MINUTES);
        assertThat(chain.join()).startsWith("users-worker-").endsWith("42");
        var thrown = new IllegalStateException("on purpose");
        assertThatThrownBy(() -> CompletableFuture.runAsync(() -> {
            throw thrown;
        }, pool).join()).isInstanceOf(CompletionException.class).hasCause(thrown);
    }

    @Test
    void completionServicesHearOfEveryTaskAsItEnds() throws Exception {
        var completions = new ExecutorCompletionService<Integer>(pool.asExecutorService());
        List<Future<Integer>> submitted = new ArrayList<>();
        List<Future<Integer>> ended = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            submitted.add(completions.submit(() -> {
                if (n % 10 == 0) {
                    throw new ArithmeticException();
                }
                return n;
            }));
        }
        int failures = 0;
        for (int i = 0; i < 50; i++) {
            Future<Integer> done = completions.take();
            assertThat(done.isDone()).isTrue();
            ended.add(done);
            try {
                done.get();
            } catch (ExecutionException e) {
                failures++;
            }
        }
        assertThat(failures).isEqualTo(5);
        assertThat(ended).containsExactlyInAnyOrderElementsOf(submitted);
        assertThat(completions.poll()).isNull();
    }

    @Test
    void theWrappersOfTheJdkTakeIt() throws Exception {
        try (var wrapped = Executors.unconfigurableExecutorService(pool.asExecutorService())) {
            assertThat(wrapped.submit(() -> 1).get()).isEqualTo(1);
        }
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void publishersDeliverEverythingInOrder() throws Exception {
        List<Integer> received = new ArrayList<>();
        var complete = new CountDownLatch(1);
        try (var publisher = new SubmissionPublisher<Integer>(pool, 16)) {
            publisher.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Integer item) {
                    received.add(item);
                }

                @Override
                public void onError(Throwable throwable) {
                    complete.countDown();
                }

                @Override
                public void onComplete() {
                    complete.countDown();
                }
            });
            for (int i = 0; i < 1000; i++) {
                publisher.submit(i);
            }
        }
        complete.await();
        assertThat(received).hasSize(1000).isSorted();
    }

    @Test
    void caffeineLoadsRefreshesAndEvictsOnIt() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        var evicted = new AtomicInteger();
        Cache<Integer, Integer> bounded = Caffeine.newBuilder().executor(pool.asExecutorService()).maximumSize(10)
                .removalListener((_, _, _) -> {
                    threads.add(Thread.currentThread().getName());
                    evicted.incrementAndGet();
                }).build();
        for (int i = 0; i < 200; i++) {
            bounded.put(i, i);
        }
        await().until(() -> {
            bounded.cleanUp();
            return bounded.estimatedSize() <= 10 && evicted.get() >= 190;
        });

        AsyncLoadingCache<Integer, Integer> loading = Caffeine.newBuilder().executor(pool)
                .refreshAfterWrite(Duration.ofNanos(1)).buildAsync(n -> {
                    threads.add(Thread.currentThread().getName());
                    return n * n;
                });
        assertThat(loading.getAll(List.of(1, 2, 3)).join()).containsEntry(2, 4).hasSize(3);
        assertThat(loading.get(3).join()).isEqualTo(9);
        // What was read is loaded once more, which nothing above waits for; after it the cache submits its tidying up, and logs a warning if that is refused.
        await().until(() -> pool.countBusyWorkers() == 0 && pool.countPendingTasks() == 0
                && pool.countBusyWorkers() == 0);
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("users-worker-"));
    }

    @Test
    void luceneSearchesSeveralSegmentsOnIt() throws Exception {
        try (Directory directory = new ByteBuffersDirectory(); Analyzer analyzer = new StandardAnalyzer()) {
            try (var writer = new IndexWriter(directory,
                    new IndexWriterConfig(analyzer).setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (int i = 0; i < 40; i++) {
                    var document = new Document();
                    document.add(new TextField("text", i % 2 == 0 ? "worker idle" : "worker busy", Field.Store.YES));
                    writer.addDocument(document);
                    if (i % 5 == 4) {
                        writer.commit();
                    }
                }
            }
            try (var reader = DirectoryReader.open(directory)) {
                assertThat(reader.leaves().size()).isGreaterThan(1);
                var searcher = new IndexSearcher(reader, pool.asExecutorService()) {
                    @Override
                    protected LeafSlice[] slices(List<org.apache.lucene.index.LeafReaderContext> leaves) {
                        return slices(leaves, 1, 1, false);
                    }
                };
                TopDocs found = searcher.search(new TermQuery(new Term("text", "busy")), 100);
                assertThat(found.scoreDocs).hasSize(20);
                assertThat(pool.snapshot().submitted()).isPositive();
            }
        }
    }
}
