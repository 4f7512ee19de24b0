package dev.poolscope.bench.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;

import org.HdrHistogram.Histogram;

/** How long round trips took, in nanoseconds; written by a fork and added up by the JVM that has started it. */
final class RoundTrips {
    /** Where a fork is to write them. */
    static final String FILE_PROPERTY = "poolscope.bench.round-trips";

    private final Histogram histogram = new Histogram(3);

    void add(long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    boolean isEmpty() {
        return histogram.getTotalCount() == 0;
    }

    double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e3;
    }

    void write(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        Files.write(file, Arrays.copyOf(buffer.array(), length));
    }

    void addFrom(Path file) throws IOException {
        try {
            histogram.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Files.readAllBytes(file)), 0));
        } catch (DataFormatException e) {
            throw new IOException(file + " holds no histogram", e);
        }
    }
}
