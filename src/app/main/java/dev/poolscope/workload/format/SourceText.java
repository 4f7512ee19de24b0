package dev.poolscope.workload.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Gets the text of a scenario file, and nothing that is none: not a directory, not a pipe, not 100 MB, not a picture. */
public final class SourceText {
    /** The largest file that is read. */
    static final int LARGEST = 1 << 20;

    /** The longest line that is read: the YAML parser's time grows with the square of the length of a word. */
    static final int LONGEST_LINE = 10_000;

    private SourceText() {}

    /** Reads a file, if it is one. */
    public static byte[] bytes(Path file) throws YamlTree.Unreadable {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw unreadable("is a directory; a scenario is a file");
            }
            // Opening a pipe would wait for its writer, perhaps for ever.
            if (!attributes.isRegularFile()) {
                throw unreadable("is not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return bytes(in);
            }
        } catch (NoSuchFileException e) {
            throw unreadable("does not exist");
        } catch (AccessDeniedException e) {
            throw unreadable("cannot be read: permission denied");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException fs && fs.getReason() != null
                    ? fs.getReason()
                    : e.getMessage();
            throw unreadable("cannot be read: " + reason);
        }
    }

    static byte[] bytes(InputStream in) throws IOException, YamlTree.Unreadable {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw unreadable("is larger than 1 MiB, the most that a scenario file may have");
        }
        return bytes;
    }

    /** Decodes what was read. */
    public static String decode(byte[] bytes) throws YamlTree.Unreadable {
        int firstTwo = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (firstTwo == 0xFEFF || firstTwo == 0xFFFE) {
            throw unreadable("is encoded in UTF-16; save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, chars, true);
        String text = withoutMark(chars.flip().toString());
        if (result.isError()) {
            throw at(text, text.length(), String.format(Locale.ROOT,
                    "the byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()]));
        }
        refuseControls(text);
        refuseLongLines(text);
        return text;
    }

    /** Some editors begin a UTF-8 file with a byte order mark; it is no part of the text. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void refuseControls(String text) throws YamlTree.Unreadable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0 && c != 0x85) && c < 0xFFFE
                    && c != 0xFEFF;
            if (!printable && c != '\n' && c != '\r' && c != '\t') {
                throw at(text, i, String.format(Locale.ROOT,
                        "the character U+%04X is not allowed; is this a text file?", (int) c));
            }
        }
    }

    private static void refuseLongLines(String text) throws YamlTree.Unreadable {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length = c == '\n' || c == '\r' ? 0 : length + 1;
            if (length > LONGEST_LINE) {
                throw at(text, i, "this line is longer than " + LONGEST_LINE + " characters, the most that is read");
            }
        }
    }

    private static YamlTree.Unreadable at(String text, int index, String message) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
            boolean newline = text.charAt(i) == '\n'
                    || (text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            line += newline ? 1 : 0;
            column = newline ? 1 : column + 1;
        }
        return new YamlTree.Unreadable(new ScenarioFault(line, column, message));
    }

    private static YamlTree.Unreadable unreadable(String message) {
        return new YamlTree.Unreadable(ScenarioFault.ofFile(message));
    }
}
