package dev.poolscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The tables and views of a recording, and the marks by which its file is known. */
final class RecordingFormat {
    /** {@code Pool} in ASCII. */
    static final int APPLICATION_ID = 0x506F6F6C;
    static final int VERSION = 4;
    /** The first format that says which percentiles are exact. */
    static final int EXACT_TIMES = 4;
    /** The oldest format that is read. */
    static final int OLDEST = 1;

    private RecordingFormat() {}

    /** The statements that make an empty recording of a format, without what stands between them. */
    static List<String> statements(int version) {
        List<String> all = new ArrayList<>();
        for (int each = OLDEST; each <= version; each++) {
            all.addAll(added(each));
        }
        return all;
    }

    private static List<String> added(int version) {
        try (InputStream in = Objects
                .requireNonNull(RecordingFormat.class.getResourceAsStream("format-" + version + ".sql"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";", -1)).map(String::strip).filter(it -> !it.isEmpty()).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
