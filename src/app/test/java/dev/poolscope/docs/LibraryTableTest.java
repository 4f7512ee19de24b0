package dev.poolscope.docs;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table of the library's page is complete, and every member that the page names exists. */
class LibraryTableTest {
    /** A type; or a member with its parameters; or a constructor with its parameters. */
    private static final Pattern MEMBER = Pattern
            .compile("((?:[A-Z]\\w*\\.)*[A-Z]\\w*)(?:(?:\\.([a-z]\\w*))?\\(([\\w, .]*)\\))?");

    private static final Pattern CONSTANT = Pattern.compile("([A-Z]\\w*)\\.([A-Z_]+)");

    /** Every public member of the page that the table is the translation of. */
    private static final List<String> REFERENCE = List.of("broken", "cancelled_tasks", "closed", "final_args",
            "final_kwargs", "finalizer", "idle_timeout", "init_args", "init_kwargs", "initializer",
            "max_tasks_per_worker", "max_workers", "mp_context", "name", "terminated", "worker_type", "workers",
            "__init__", "check", "count_busy_workers", "count_free_workers", "count_pending_tasks", "count_workers",
            "join", "map", "map_all", "run", "shutdown", "spawn_max_workers", "spawn_workers", "starmap",
            "starmap_all", "submit", "test", "wait", "collect", "as_done", "FutureFilter", "split_map_task",
            "split_starmap_task", "get_chunks", "get_all", "Countdown", "IDLE_TIMEOUT", "__enter__", "__exit__",
            "Future.callbacks", "Future.cancel_flag", "Error", "BrokenPoolError", "InitializerError", "FinalizerError",
            "InvalidStateError", "CancelledError");

    private record Row(List<String> theirs, List<String> ours, String words) {
        /** A row without a Java form says why there is none. */
        boolean saysWhyThereIsNone() {
            return words.startsWith("none: ") && words.length() > 40;
        }
    }

    private static List<Row> rows() throws IOException {
        return Pages.section("src/docs/library.md", "Where the members of asyncpal are").lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("(?<!\\\\)\\|", -1))
                .map(cells -> new Row(Pages.code(cells[1]), Pages.code(cells[2]), cells[2].strip()))
                .toList();
    }

    static Stream<String> members() throws IOException {
        return rows().stream().filter(row -> !row.saysWhyThereIsNone()).flatMap(row -> row.ours().stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("members")
    void everyMemberThatTheTableNamesExists(String member) throws ClassNotFoundException {
        requireExists(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThreadPool.mapp(Function, Iterable)", "ThreadPool.map(Function)", "NoSuchPool",
            "ThreadPool(String)", "ThreadPool.MIN_WORKERS", "something else"})
    void aMemberThatDoesNotExistIsNoticed(String member) {
        assertThatThrownBy(() -> requireExists(member)).isInstanceOfAny(AssertionError.class,
                ClassNotFoundException.class);
    }

    @Test
    void everyMemberOfTheReferenceHasARowWithAJavaFormOrTheReasonWhyThereIsNone() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).allMatch(row -> !row.theirs().isEmpty()
                && (!row.ours().isEmpty() || row.saysWhyThereIsNone()));
        List<String> named = rows.stream().flatMap(row -> row.theirs().stream())
                .map(name -> name.replaceAll("\\(.*", "")).toList();
        assertThat(named).containsAll(REFERENCE);
    }

    private static void requireExists(String member) throws ClassNotFoundException {
        Matcher constant = CONSTANT.matcher(member);
        if (constant.matches()) {
            Class<?> type = Class.forName("dev.poolscope.pool." + constant.group(1));
            assertThat(Arrays.stream(type.getFields()).map(Field::getName)).as(member).contains(constant.group(2));
            return;
        }
        Matcher parts = MEMBER.matcher(member);
        assertThat(parts.matches()).as("'%s' has the form of a type or a member", member).isTrue();
        Class<?> type = Class.forName("dev.poolscope.pool." + parts.group(1).replace('.', '$'));
        String parameters = parts.group(3);
        if (parameters != null) {
            String name = parts.group(2);
            Executable[] candidates = name == null ? type.getConstructors() : type.getMethods();
            assertThat(candidates).as(member)
                    .anyMatch(candidate -> (name == null || candidate.getName().equals(name))
                            && parametersOf(candidate).equals(parameters));
        }
    }

    private static String parametersOf(Executable executable) {
        String parameters = Arrays.stream(executable.getParameterTypes()).map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return executable.isVarArgs() ? parameters.replaceAll("\\[\\]$", "...") : parameters;
    }
}
