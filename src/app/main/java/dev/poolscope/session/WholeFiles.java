package dev.poolscope.session;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Files that get their new content together. Each is first written whole to a new file beside it; only when that has
 * succeeded for all of them do these take their places. If anything fails before, as on a full disk, the old files are all
 * still there, and nothing beside them is left.
 */
public final class WholeFiles implements AutoCloseable {
    private final UnaryOperator<OutputStream> disk;
    private final Deque<Aside> written = new ArrayDeque<>();

    /** What is to stand in a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Some writers close what they write to, but the file is not done with then. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private record Aside(Path beside, Path target) {}

    public WholeFiles() {
        this(UnaryOperator.identity());
    }

    /**
     * Writes through something of a test, such as a disk that gets full.
     *
     * @param disk makes what is written to out of what writes to the file
     */
    public WholeFiles(UnaryOperator<OutputStream> disk) {
        this.disk = disk;
    }

    /** Writes what a file is to hold beside it. A link stays, and what it leads to is replaced; permissions stay. */
    public void add(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            // What takes its place would take a device or a pipe away from all programs.
            throw new FileSystemException(file.toString(), null, "it is no regular file");
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        written.add(new Aside(beside, target));
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(disk.apply(Channels.newOutputStream(channel)), 1 << 16)) {
            content.writeTo(new Open(out));
            out.flush();
            // Otherwise the new name could outlive a power cut, and the content not.
            channel.force(true);
        }
        keepPermissions(target, beside);
    }

    private static void keepPermissions(Path target, Path beside) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        if (before != null && Files.exists(target)) {
            if (!Files.isWritable(target)) {
                throw new AccessDeniedException(target.toString());
            }
            Files.setPosixFilePermissions(beside, before.readAttributes().permissions());
        }
    }

    /** Puts all of them in their places. */
    public void replace() throws IOException {
        for (Aside one = written.peek(); one != null; one = written.peek()) {
            replace(one);
            written.remove();
        }
    }

    private static void replace(Aside one) throws IOException {
        try {
            Files.move(one.beside, one.target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(one.beside, one.target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forgets what has not taken its place. */
    @Override
    public void close() throws IOException {
        for (Aside one = written.poll(); one != null; one = written.poll()) {
            Files.deleteIfExists(one.beside);
        }
    }
}
