package dev.poolscope.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks into the log that lies beside a recording that ended abruptly. SQLite deletes one that tells nothing, even where it only reads: such a
 * file is not shown to it.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">The format of the log</a>
 */
final class WriteAheadLog {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int LARGEST_PAGE = 65_536;

    private final ByteOrder order;
    private int first;
    private int second;

    private WriteAheadLog(ByteOrder order) {
        this.order = order;
    }

    /** Whether something was committed into a log. */
    static boolean tells(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return false;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER));
            if (header.limit() < HEADER || (header.getInt(0) & ~1) != MAGIC) {
                return false;
            }
            int page = header.getInt(8);
            WriteAheadLog sums = new WriteAheadLog(
                    (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            sums.add(header, 24);
            return page > 0 && page <= LARGEST_PAGE && page % 8 == 0 && sums.are(header, 24)
                    && sums.hasCommit(in, header, page);
        }
    }

    private boolean hasCommit(InputStream in, ByteBuffer header, int page) throws IOException {
        while (true) {
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(FRAME_HEADER));
            ByteBuffer data = ByteBuffer.wrap(in.readNBytes(page));
            if (data.limit() < page || frame.getLong(8) != header.getLong(16)) {
                return false;
            }
            add(frame, 8);
            add(data, page);
            if (!are(frame, 16)) {
                return false;
            }
            if (frame.getInt(4) != 0) {
                return true;
            }
        }
    }

    private void add(ByteBuffer bytes, int length) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = 0; at < length; at += 8) {
            first += words.getInt(at) + second;
            second += words.getInt(at + 4) + first;
        }
    }

    private boolean are(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == first && bytes.getInt(at + 4) == second;
    }
}
