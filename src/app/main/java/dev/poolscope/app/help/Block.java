package dev.poolscope.app.help;

import java.util.List;

/** A part of a page, from its top to its bottom. Texts hold what {@link Span} reads. */
sealed interface Block {

    /**
     * A heading.
     *
     * @param level 1 for the title of the page, more for what is below it
     */
    record Heading(int level, String text) implements Block {}

    /** Some sentences. */
    record Paragraph(String text) implements Block {}

    /**
     * An item of a list.
     *
     * @param mark what stands before it: a bullet, or its number
     */
    record Item(String mark, String text) implements Block {}

    /** Lines that keep their breaks and blanks. */
    record Code(String text) implements Block {}

    /**
     * A table.
     *
     * @param head the cells of its first row; all of them empty if it has none
     * @param rows the others
     */
    record Table(List<String> head, List<List<String>> rows) implements Block {
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
