package dev.poolscope.app.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Where code is found: jars, and directories of classes.
 *
 * @param entries in their order
 */
record CodePath(List<Path> entries) {

    /** Takes a path apart as the options of Java have it. */
    static CodePath of(String path) {
        return new CodePath(Arrays.stream(path.split(File.pathSeparator, -1)).filter(entry -> !entry.isEmpty())
                .map(Path::of).toList());
    }

    @Override
    public String toString() {
        return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    /** Adds to a digest what says whether any of it has changed: names, lengths, and when each file was written. */
    void addTo(MessageDigest digest) throws IOException {
        for (Path entry : entries) {
            for (Path file : files(entry)) {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                digest.update((file + "\n" + is.size() + "\n" + is.lastModifiedTime() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * Puts each directory into a jar, for an AOT cache takes classes from jars only.
     *
     * @param folder where the jars go
     * @return the path with a jar for each directory
     */
    CodePath packed(Path folder) throws IOException {
        List<Path> packed = new ArrayList<>();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                Path jar = folder.resolve(packed.size() + ".jar");
                pack(entry, jar);
                packed.add(jar);
            } else {
                packed.add(entry);
            }
        }
        return new CodePath(packed);
    }

    // Not compressed: it is read more often than it is written.
    private static void pack(Path directory, Path jar) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar), StandardCharsets.UTF_8)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files(directory)) {
                out.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static List<Path> files(Path entry) throws IOException {
        try (Stream<Path> all = Files.walk(entry)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
