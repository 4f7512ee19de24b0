package dev.poolscope;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.poolscope.docs.Pages;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitecturePageTest {
    private static final String PAGE = "src/docs/architecture.md";

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

    /** {@code `a`: `b`; `c`} are the rooms a.b and a.c; {@code `a`, `b`} are a and b. */
    private static Stream<String> rooms(String cell) {
        var names = Pages.code(cell);
        return cell.contains("`:") ? names.stream().skip(1).map(room -> names.getFirst() + "." + room) : names.stream();
    }
}
