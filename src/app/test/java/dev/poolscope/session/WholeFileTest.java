package dev.poolscope.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WholeFileTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theNewContentReplacesTheOldAndNothingElseIsLeft() throws Exception {
        Path file = folder.resolve("a.yaml");
        WholeFile.write(file, bytes("one"));
        WholeFile.write(file, bytes("two"));

        assertThat(file).hasContent("two");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysAndPermissionsStay() throws Exception {
        Path real = Files.writeString(folder.resolve("real.yaml"), "one");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), real);

        WholeFile.write(link, bytes("two"));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real))).isEqualTo("rw-rw----");
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldContent() throws Exception {
        Path occupied = Files.createDirectory(folder.resolve("folder.yaml"));
        Files.writeString(occupied.resolve("inside"), "kept");

        assertThatThrownBy(() -> WholeFile.write(occupied, bytes("two"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("nowhere/a.yaml"), bytes("two")))
                .isInstanceOf(IOException.class);

        assertThat(occupied.resolve("inside")).hasContent("kept");
        assertThat(count()).isEqualTo(1);
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
