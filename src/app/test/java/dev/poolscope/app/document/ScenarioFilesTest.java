package dev.poolscope.app.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.poolscope.app.compose.form.ScenarioDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenarioFilesTest {
    @TempDir
    Path folder;

    @Test
    void whyAFileCannotBeSavedIsTrue() throws Exception {
        assertReason(folder.resolve("nowhere/a.yaml"), "its folder does not exist");
        Files.writeString(folder.resolve("file"), "");
        assertReason(folder.resolve("file/a.yaml"), "'" + folder.resolve("file") + "' is not a folder");
        Files.createDirectories(folder.resolve("folder.yaml/inside"));
        assertReason(folder.resolve("folder.yaml"), "a folder has that name");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatIsThereButTakesNoFilesIsNotSaidToBeMissing() {
        assertReason(Path.of("/proc/a.yaml"), "its folder takes no new files");
    }

    private static void assertReason(Path file, String reason) {
        assertThatThrownBy(() -> ScenarioFiles.write(file, "", ScenarioDocument.NEW)).isInstanceOf(IOException.class)
                .hasMessage("'" + file + "' cannot be saved: " + reason);
    }
}
