package dev.poolscope.app.environment;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenPromptsTest {
    private static final Path FILE = Path.of("/gone/away.yaml");
    private static final File CHOSEN = new File("/other/chosen.yaml");

    /** Where the chooser was to begin. */
    private final List<@Nullable File> begun = new ArrayList<>();

    private Optional<Path> chosen(@Nullable Path near, boolean folderIsThere) {
        return ScreenPrompts.from(near, begun::add, () -> {
            // As the toolkit does.
            if (!folderIsThere && begun.getLast() != null) {
                throw new IllegalArgumentException("Folder parameter must be a valid folder");
            }
            return CHOSEN;
        });
    }

    @Test
    void aChooserBeginsInTheFolderOfTheFile() {
        assertThat(chosen(FILE, true)).contains(CHOSEN.toPath());
        assertThat(begun).containsExactly(new File("/gone"));
    }

    @Test
    void aFolderThatIsGoneIsLeftOut() {
        assertThat(chosen(FILE, false)).contains(CHOSEN.toPath());
        assertThat(begun).containsExactly(new File("/gone"), null);
    }

    @Test
    void withoutAFileTheSystemChooses() {
        assertThat(chosen(null, false)).contains(CHOSEN.toPath());
        assertThat(begun).hasSize(1).containsOnlyNulls();
    }
}
