package dev.poolscope.app.help;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageReaderTest {
    @Test
    void linesBecomeBlocksInTheirOrder() {
        String page = """
                      # Title

                      Some words
                      and more.
                      - one
                        goes on
                      - two

                      | a | b \\| c |
                      |---|:-:|
                      | 1 | |
                      ```java
                      int  x;

                      ```
                      12. twelve
                      """;

        assertThat(PageReader.read(page)).containsExactly(new Block.Heading(1, "Title"),
                new Block.Paragraph("Some words and more."), new Block.Item("•", "one goes on"),
                new Block.Item("•", "two"),
                new Block.Table(List.of("a", "b | c"), List.of(List.of("1", ""))),
                new Block.Code("int  x;\n"), new Block.Item("12.", "twelve"));
    }

    @Test
    void aTextIsCutWhereItsLookChanges() {
        assertThat(Span.of("a `*b*` **c** *d* [e](f.md)."))
                .containsExactly(new Span(Span.Style.PLAIN, "a ", ""), new Span(Span.Style.CODE, "*b*", ""),
                        new Span(Span.Style.PLAIN, " ", ""), new Span(Span.Style.STRONG, "c", ""),
                        new Span(Span.Style.PLAIN, " ", ""), new Span(Span.Style.EMPHASIS, "d", ""),
                        new Span(Span.Style.PLAIN, " ", ""), new Span(Span.Style.LINK, "e", "f.md"),
                        new Span(Span.Style.PLAIN, ".", ""));
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAPageIsLeftAsMarkup(HelpPage page) {
        List<Block> blocks = page.read();

        assertThat(blocks.getFirst()).isInstanceOfSatisfying(Block.Heading.class,
                heading -> assertThat(heading.level()).isEqualTo(1));
        assertThat(blocks.stream().flatMap(PageReaderTest::texts).flatMap(text -> Span.of(text).stream())
                .filter(span -> span.style() != Span.Style.CODE).map(Span::text))
                .isNotEmpty().noneMatch(text -> text.contains("`") || text.contains("**") || text.contains("]("));
        assertThat(blocks).filteredOn(Block.Table.class::isInstance).extracting(Block.Table.class::cast)
                .allMatch(table -> table.rows().stream().allMatch(row -> row.size() == table.head().size()));
    }

    private static Stream<String> texts(Block block) {
        return switch (block) {
            case Block.Heading(_, var text) -> Stream.of(text);
            case Block.Paragraph(var text) -> Stream.of(text);
            case Block.Item(_, var text) -> Stream.of(text);
            case Block.Code _ -> Stream.empty();
            case Block.Table(var head, var rows) -> Stream.concat(head.stream(), rows.stream().flatMap(List::stream));
        };
    }
}
