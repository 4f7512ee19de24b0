package dev.poolscope.pool;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The parts of a pool make a tree: the core wires them, and none of them reaches back. */
class PoolShapeTest {
    /** What is the core's own, or stands above it. */
    private static final Set<Class<?>> ABOVE = Set.of(PoolCore.class, ThreadPool.class, ExecutorView.class,
            MapIterator.class, Rehearsal.class);
    /** The parts that stand on the state, from those that use the fewest of the others up. */
    private static final List<Class<?>> PARTS = List.of(CoreState.class, IdleWorkers.class, Cancellation.class,
            StarvationDetector.class, TaskCompletion.class, TaskContext.class, PoolBreaker.class, PoolLifecycle.class,
            WorkerParts.class, Worker.class, WorkerLife.class, Launcher.class, PoolCore.class);

    /** Breaks both rules. */
    private record ReachesBack(PoolCore core, Launcher launcher) {}

    private static Set<Class<?>> kept(Class<?> type) {
        List<Class<?>> kept = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            kept.add(field.getType());
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            kept.addAll(List.of(constructor.getParameterTypes()));
        }
        return Set.copyOf(kept);
    }

    private static List<Class<?>> all() throws Exception {
        List<Class<?>> all = new ArrayList<>();
        Path place = Path.of(ChildJvm.place(ThreadPool.class), "dev", "poolscope", "pool");
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    all.add(Class.forName("dev.poolscope.pool." + name.substring(0, name.length() - 6), false,
                            PoolShapeTest.class.getClassLoader()));
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("The classes of the pool cannot be listed", unreadable);
        }
        return all;
    }

    private static Set<String> thatKnowTheCore(List<Class<?>> types) {
        Set<String> knowing = new TreeSet<>();
        for (Class<?> type : types) {
            if (!ABOVE.contains(type) && kept(type).contains(PoolCore.class)) {
                knowing.add(type.getSimpleName());
            }
        }
        return knowing;
    }

    /** Which parts keep, or are handed, a part that stands above them. */
    private static Set<String> upward(Class<?> type, int place) {
        Set<String> arrows = new TreeSet<>();
        for (Class<?> used : kept(type)) {
            if (PARTS.indexOf(used) > place) {
                arrows.add(type.getSimpleName() + " -> " + used.getSimpleName());
            }
        }
        return arrows;
    }

    @Test
    void noPartKnowsTheCore() throws Exception {
        List<Class<?>> all = all();

        assertThat(all).contains(PoolCore.class, Worker.class).hasSizeGreaterThan(60);
        assertThat(thatKnowTheCore(all)).isEmpty();
        assertThat(thatKnowTheCore(List.of(ReachesBack.class))).containsExactly("ReachesBack");
    }

    @Test
    void noPartKeepsAnotherThatStandsAboveIt() {
        Set<String> arrows = new TreeSet<>();
        for (int place = 0; place < PARTS.size(); place++) {
            arrows.addAll(upward(PARTS.get(place), place));
        }

        assertThat(arrows).isEmpty();
        assertThat(upward(ReachesBack.class, 0)).hasSize(2);
    }
}
