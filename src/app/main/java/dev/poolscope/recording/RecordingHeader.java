package dev.poolscope.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks at the first bytes of a file: whether it is a recording shows there, before anything else of it is believed. */
final class RecordingHeader {
    private static final int LENGTH = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_VERSION = 60;
    private static final int APPLICATION_ID = 68;

    private RecordingHeader() {}

    static boolean isRecording(Path path) throws IOException {
        byte[] bytes = read(path);
        return isDatabase(bytes)
                && ByteBuffer.wrap(bytes).getInt(APPLICATION_ID) == RecordingFormat.APPLICATION_ID;
    }

    /** Refuses what is no recording that this program can read. */
    static void check(Path path) throws RecordingException {
        String title = "'" + path + "'";
        if (Files.isDirectory(path)) {
            throw new RecordingException(title + " is a folder, and not a recording");
        }
        if (Files.notExists(path)) {
            throw new RecordingException("there is no file " + title);
        }
        if (!Files.isRegularFile(path)) {
            throw new RecordingException(title + " is no file that a recording could be");
        }
        if (!Files.isReadable(path)) {
            throw new RecordingException(title + " cannot be read: permission denied");
        }
        byte[] bytes;
        try {
            bytes = read(path);
        } catch (IOException unreadable) {
            throw new RecordingException(title + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (bytes.length == 0) {
            throw new RecordingException(title + " is empty, and not a recording");
        }
        if (!isDatabase(bytes)) {
            throw new RecordingException(title + " is not a recording: it is no SQLite database");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt(APPLICATION_ID) != RecordingFormat.APPLICATION_ID) {
            throw new RecordingException(
                    title + " is not a recording: it is an SQLite database of another application");
        }
        int version = header.getInt(USER_VERSION);
        if (version < RecordingFormat.OLDEST || version > RecordingFormat.VERSION) {
            throw new RecordingException(title + " is a recording in format " + version
                    + "; this version of poolscope reads formats " + RecordingFormat.OLDEST + " to "
                    + RecordingFormat.VERSION);
        }
    }

    private static byte[] read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(LENGTH);
        }
    }

    private static boolean isDatabase(byte[] bytes) {
        return bytes.length == LENGTH && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }
}
