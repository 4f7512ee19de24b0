package dev.poolscope.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.poolscope.app.settings.Settings.SideZone;
import dev.poolscope.session.RecordingFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTextTest {
    private static final Settings CHANGED = new Settings(ThemeChoice.DARK, new WindowPlace(-40.5, 12, 1280, 800, true),
            new SideZone(false, 280.25), new SideZone(true, 400), 0.37,
            List.of(Path.of("/home/person/näh maschine=#1.yaml").toAbsolutePath(), Path.of("/b").toAbsolutePath()),
            new LessonMemory(true, Map.of("one-worker-or-two", "2\n\n1\ntwo words"), 7),
            new RecordingFolder.Bounds(7, 500));

    @Test
    void whatIsWrittenIsReadTheSame() {
        assertThat(SettingsText.read(SettingsText.write(CHANGED))).isEqualTo(CHANGED);
        assertThat(SettingsText.read(SettingsText.write(Settings.DEFAULT))).isEqualTo(Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme=pink", "window=1 2 3", "window=1 2 NaN 4", "window=1 2 0 4", "window=1 2 3 4 huge",
            "zone.compose=open", "zone.compose=ajar 300", "zone.explain=open -3", "zone.explain=open Infinity",
            "recordings=0 100", "recordings=5", "recordings=5 9", "recordings=many 100", "recent.1=relative.yaml",
            "recent.1=\\u0000", "\\u12", "", "{]"})
    void aBadValueOnlyResetsItself(String line) {
        assertThat(SettingsText.read(line)).isEqualTo(Settings.DEFAULT);
        if (!line.equals("\\u12")) {
            assertThat(SettingsText.read("zone.compose=closed 123\n" + line.replace("zone.compose", "zone.explain"))
                    .compose()).isEqualTo(new SideZone(false, 123));
        }
    }

    @Test
    void aKeyThatANewerProgramWroteIsPassedOver() {
        assertThat(SettingsText.read(SettingsText.write(CHANGED) + "telescope=on\n")).isEqualTo(CHANGED);
    }

    @Test
    void whateverIsDoneToTheTextSomethingIsRead() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(SettingsText.write(CHANGED));
            for (int i = random.nextInt(20); i >= 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x200));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setLength(Math.max(1, text.length() - random.nextInt(10)));
                }
            }
            assertThat(SettingsText.read(text.toString()).recent()).hasSizeLessThanOrEqualTo(Settings.MOST_RECENT);
        }
    }

    @Test
    void recentFilesComeLastOneFirstAndNoneTwice() {
        List<Path> files = IntStream.range(0, 12).mapToObj(i -> Path.of("/f" + i)).toList();
        Settings settings = Settings.DEFAULT;
        for (Path file : files) {
            settings = settings.withRecent(file);
        }
        settings = settings.withRecent(files.get(5));

        assertThat(settings.recent()).hasSize(Settings.MOST_RECENT).startsWith(files.get(5), files.get(11))
                .doesNotHaveDuplicates();
        assertThat(settings.withoutRecent(files.get(5)).recent()).doesNotContain(files.get(5)).hasSize(9);
        assertThat(settings.withoutRecent().recent()).isEmpty();
    }
}
