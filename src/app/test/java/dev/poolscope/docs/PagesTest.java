package dev.poolscope.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![*\\w])\\*([^*]+)\\*(?![*\\w])");

    @Test
    void everyLinkBetweenPagesLeadsToAFile() {
        for (Path page : Pages.all()) {
            List<String> links = LINK.matcher(Pages.text(page.toString())).results().map(link -> link.group(1))
                    .filter(link -> !link.contains("://")).toList();

            assertThat(links).as("%s", page).allMatch(link -> Files.exists(resolved(page, link)));
        }
    }

    @Test
    void theReadmeLeadsToEveryPage() {
        String readme = Pages.text("README.md");

        assertThat(Pages.all()).filteredOn(page -> !page.startsWith(Path.of("src", "docs", "decisions")))
                .filteredOn(page -> !page.equals(Path.of("README.md")))
                .allMatch(page -> readme.contains("](" + page + ")"));
        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void theListOfDecisionsNamesEachOne() {
        String list = Pages.text("src/docs/decisions/README.md");

        assertThat(Pages.all()).filteredOn(page -> page.startsWith(Path.of("src", "docs", "decisions")))
                .filteredOn(page -> !page.endsWith("README.md"))
                .isNotEmpty()
                .allSatisfy(page -> {
                    String heading = Pages.text(page.toString()).lines().findFirst().orElseThrow();
                    String name = String.valueOf(page.getFileName());
                    assertThat(heading).startsWith("# " + name.substring(0, 4) + " ");
                    assertThat(list)
                            .contains("[" + name.substring(0, 4) + "](" + name + ") | " + heading.substring(7) + " |");
                });
    }

    @Test
    void theManualNamesCommandsAndTabsAsTheWindowDoes() throws Exception {
        Properties texts = new Properties();
        try (var in = Files
                .newBufferedReader(Path.of("src/app/main/resources/dev/poolscope/app/fx/texts.properties"))) {
            texts.load(in);
        }

        List<String> named = EMPHASIS.matcher(Pages.text("src/docs/manual.md")).results().map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(5)
                .allMatch(name -> texts.values().stream().anyMatch(text -> text.toString().startsWith(name)));
    }

    private static Path resolved(Path page, String link) {
        Path folder = page.getParent();
        return folder == null ? Path.of(link) : folder.resolve(link);
    }
}
