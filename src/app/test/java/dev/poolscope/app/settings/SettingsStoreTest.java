package dev.poolscope.app.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.app.settings.Settings.SideZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsStoreTest {
    private static final long PATIENCE = 30_000;

    @TempDir
    Path folder;

    @Test
    void aChangeIsThereAtOnceAndTheNextTimeToo() throws Exception {
        Path file = folder.resolve("not/there/yet/settings.properties");
        SettingsStore store = SettingsStore.at(file);
        assertThat(store.get()).isEqualTo(Settings.DEFAULT);

        store.change(settings -> settings.withTheme(ThemeChoice.DARK));
        store.change(settings -> settings.withCompose(new SideZone(false, 310)));
        assertThat(store.get().theme()).isEqualTo(ThemeChoice.DARK);
        store.awaitWritten(PATIENCE);

        assertThat(SettingsStore.at(file).get()).isEqualTo(store.get());
        assertThat(filesIn(file)).as("nothing half written is left").containsExactly(file);
    }

    @Test
    void ofManyQuickChangesTheLastOneStays() throws Exception {
        Path file = folder.resolve("settings.properties");
        SettingsStore store = SettingsStore.at(file);
        for (int i = 1; i <= 500; i++) {
            double width = i;
            store.change(settings -> settings.withExplain(new SideZone(true, width)));
        }
        store.awaitWritten(PATIENCE);

        assertThat(SettingsStore.at(file).get().explain().width()).isEqualTo(500);
    }

    @Test
    void whatIsLostOrCorruptOnlyResets() throws Exception {
        Path file = folder.resolve("settings.properties");
        Files.write(file, new byte[]{(byte) 0xff, 0, (byte) 0xc3, '\\', 'u', 'z'});
        assertThat(SettingsStore.at(file).get()).isEqualTo(Settings.DEFAULT);

        Files.writeString(file, "theme=dark\n".repeat(20_000), StandardCharsets.UTF_8);
        assertThat(SettingsStore.at(file).get()).as("far too large to be ours").isEqualTo(Settings.DEFAULT);

        assertThat(SettingsStore.at(folder).get()).as("a folder in its place").isEqualTo(Settings.DEFAULT);
    }

    @Test
    void whatCannotBeWrittenKeepsNothingFromWork() throws Exception {
        Path occupied = Files.writeString(folder.resolve("file"), "no folder");
        SettingsStore store = SettingsStore.at(occupied.resolve("settings.properties"));
        store.change(settings -> settings.withTheme(ThemeChoice.LIGHT));
        store.awaitWritten(PATIENCE);

        assertThat(store.get().theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(occupied).hasContent("no folder");
    }

    private static List<Path> filesIn(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            return files.map(Path::normalize).toList();
        }
    }
}
