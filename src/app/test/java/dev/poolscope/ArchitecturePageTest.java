package dev.poolscope;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.docs.Pages;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitecturePageTest {
    private static final String PAGE = "src/docs/architecture.md";
    private static final String CONTRIBUTING = ".github/CONTRIBUTING.md";

    @Test
    void theMapOfTheCodeNamesEachRoomOnItsFloor() {
        Map<String, Integer> onPage = new TreeMap<>();
        Pages.section(PAGE, "The map of the code").lines().filter(line -> line.matches("\\| \\d \\|.*"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> rooms(cells[2]).forEach(room -> onPage.put(room, Integer.valueOf(cells[1].strip()))));

        Map<String, Integer> floors = ArchitectureRules.FLOORS.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, room -> room.getValue() / 10));
        // The main class stands in no room of its own.
        floors.remove("app");
        assertThat(onPage).containsExactlyInAnyOrderEntriesOf(floors);
    }

    @Test
    void theDrawingHasEachRoomOnTheLineThatItStandsOn() {
        Matcher drawing = Pattern.compile("(?s)```text\n(.*?)```").matcher(Pages.section(PAGE, "The floors, drawn"));
        assertThat(drawing.find()).isTrue();
        List<Set<String>> drawn = drawing.group(1).lines().filter(line -> line.contains("│"))
                .map(line -> Set.of(line.substring(line.indexOf('│') + 1).strip().split(" +"))).toList();
        List<String> floorsDrawn = drawing.group(1).lines().map(line -> line.substring(0, 4).strip())
                .filter(floor -> floor.matches("\\d")).toList();

        Map<Integer, Set<String>> lines = new TreeMap<>(Comparator.reverseOrder());
        ArchitectureRules.FLOORS.forEach((room, line) -> {
            if (!room.equals("app")) {
                lines.computeIfAbsent(line, _ -> new HashSet<>()).add(room);
            }
        });
        assertThat(drawn).containsExactlyElementsOf(lines.values());
        assertThat(floorsDrawn).containsExactlyElementsOf(
                lines.keySet().stream().map(line -> Integer.toString(line / 10)).distinct().toList());
    }

    @Test
    void everyLongFileHasItsReasonAndNoOther() throws IOException {
        Map<String, Integer> stated = new LinkedHashMap<>();
        for (List<String> row : Pages.table(PAGE, "Files of more than 400 lines")) {
            Pages.code(row.getFirst()).forEach(name -> stated.put(name, Integer.valueOf(row.get(1))));
            assertThat(row.get(2)).isNotBlank();
        }

        Map<String, Integer> lines = new TreeMap<>();
        for (Path file : sources("main")) {
            int length = Files.readAllLines(file).size();
            if (length > 400) {
                lines.put(file.getFileName().toString().replace(".java", ""), length);
            }
        }
        assertThat(stated.keySet()).containsExactlyInAnyOrderElementsOf(lines.keySet());
        assertThat(stated).allSatisfy((name, length) -> assertThat((double) length).as(name)
                .isCloseTo(lines.get(name), Offset.offset(75.0)));
        assertThat(List.copyOf(stated.values())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void whatANewcomerIsSentToIsThere() throws IOException {
        Set<String> classes = new HashSet<>();
        for (Path file : Stream.concat(sources("main").stream(), sources("test").stream()).toList()) {
            String path = file.toString().replace(File.separatorChar, '/').replace(".java", "");
            String name = path.substring(path.indexOf("dev/poolscope/") + "dev/poolscope/".length()).replace('/', '.');
            classes.add(name);
            classes.add(name.substring(name.lastIndexOf('.') + 1));
        }
        for (String heading : List.of("To add an action", "To add a column to the log")) {
            List<String> named = Pages.code(Pages.section(CONTRIBUTING, heading)).stream()
                    .filter(name -> name.matches("([a-z]+\\.)*[A-Z]\\w*[a-z]\\w*")).toList();

            assertThat(named).as(heading).isNotEmpty().allMatch(classes::contains);
        }
    }

    private static List<Path> sources(String kind) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("pool", "app", "bench")) {
            Path root = Path.of("src", module, kind, "java");
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
        }
        return found;
    }

    /** {@code `a`: `b`; `c`} are the rooms a.b and a.c; {@code `a`, `b`} are a and b. */
    private static Stream<String> rooms(String cell) {
        var names = Pages.code(cell);
        return cell.contains("`:") ? names.stream().skip(1).map(room -> names.getFirst() + "." + room) : names.stream();
    }
}
