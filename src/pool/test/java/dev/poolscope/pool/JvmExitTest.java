package dev.poolscope.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a JVM ends while pools are open, each time in a JVM of its own. */
class JvmExitTest {
    private static final Duration GRACE = Duration.ofMillis(700);
    /** What is allowed beyond the grace time. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** How a program ended. */
    private record End(int code, Duration time, List<String> lines) {}

    private static String place(Class<?> type) throws Exception {
        Path file = Path.of(Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class")).toURI());
        for (int up = type.getName().split("\\.").length; up > 0; up--) {
            file = Objects.requireNonNull(file.getParent());
        }
        return file.toString();
    }

    private static End run(ExitingProgram.Ending ending, Duration grace, boolean signal) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                place(ThreadPool.class) + java.io.File.pathSeparator + place(ExitingProgram.class),
                ExitingProgram.class.getName(), ending.name(), String.valueOf(grace.toMillis()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            var output = new java.io.BufferedReader(
                    new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            List<String> lines = new java.util.ArrayList<>();
            String line = output.readLine();
            while (line != null && !line.equals("ready")) {
                lines.add(line);
                line = output.readLine();
            }
            long start = NanoClock.SYSTEM.nanoTime();
            if (signal) {
                // Not the process itself, which would close its output too.
                process.toHandle().destroy();
            }
            Aside<List<String>> rest = Aside.call(() -> readAll(output));
            assertThat(process.waitFor(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).as("it ends").isTrue();
            Duration time = Duration.ofNanos(NanoClock.SYSTEM.nanoTime() - start);
            lines.addAll(rest.result());
            return new End(process.exitValue(), time, lines);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> readAll(java.io.BufferedReader output) throws IOException {
        List<String> lines = new java.util.ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            line = output.readLine();
        }
        return lines;
    }

    @Test
    void whenMainReturnsTheRunningAreFinishedTheQueuedCancelledAndTheSleepingInterrupted() throws Exception {
        End end = run(ExitingProgram.Ending.MAIN_RETURNS, GRACE, false);
        assertThat(end.code()).isZero();
        assertThat(end.time()).isLessThan(GRACE.plus(MARGIN));
        assertThat(end.lines()).contains("running COMPLETED", "queued CANCELLED").doesNotContain("queued task ran");
        // The sleeping one was waited for until the grace time was over.
        assertThat(end.time()).isGreaterThan(GRACE.minusMillis(200));
    }

    @Test
    void aTaskThatExitsDoesNotHangTheJvm() throws Exception {
        End end = run(ExitingProgram.Ending.TASK_EXITS, GRACE, false);
        assertThat(end.code()).isEqualTo(7);
        assertThat(end.time()).isLessThan(GRACE.plus(MARGIN));
    }

    @Test
    void aSignalInterruptsWhatSleepsAfterTheGraceTime() throws Exception {
        End end = run(ExitingProgram.Ending.WAITS_FOR_SIGNAL, GRACE, true);
        assertThat(end.code()).isEqualTo(143);
        assertThat(end.time()).isLessThan(GRACE.plus(MARGIN));
        // The other pool, which was idle, has ended in an orderly way meanwhile.
        assertThat(end.lines()).contains("finalized", "terminated");
    }

    @ParameterizedTest
    @EnumSource(value = ExitingProgram.Ending.class, names = {"TASK_IGNORES_INTERRUPTION", "CALLBACK_STUCK",
            "HOOK_STUCK"})
    void whateverIsStuckTheJvmEndsWhenTheGraceTimeIsOver(ExitingProgram.Ending ending) throws Exception {
        End end = run(ending, GRACE, false);
        assertThat(end.code()).isZero();
        assertThat(end.time()).isLessThan(GRACE.plus(MARGIN));
        assertThat(end.lines()).doesNotContain("finalized");
    }

    @Test
    void idlePoolsAreShutDownWithTheirFinalizersAtOnce() throws Exception {
        End end = run(ExitingProgram.Ending.IDLE, Duration.ofMinutes(1), false);
        assertThat(end.code()).isZero();
        assertThat(end.time()).isLessThan(MARGIN);
        assertThat(end.lines()).contains("completed 1", "finalized", "terminated");
    }
}
