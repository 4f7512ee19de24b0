package dev.poolscope.app.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;

/**
 * Writes an image as a PNG file: eight bits for red, green and blue, without transparency. The platform's own writer is in
 * the desktop module, which would bring a second toolkit into the program.
 */
final class PngImage {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int RGB = 2;
    private static final int UP_FILTER = 2;

    private PngImage() {}

    static byte[] encode(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(header)) {
                out.writeInt(width);
                out.writeInt(height);
                out.write(new byte[]{8, RGB, 0, 0, 0});
            }
            chunk(bytes, "IHDR", header.toByteArray());
            chunk(bytes, "IDAT", pixels(image, width, height));
            chunk(bytes, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] pixels(Image image, int width, int height) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        int[] row = new int[width];
        byte[] above = new byte[width * 3];
        byte[] current = new byte[width * 3];
        byte[] line = new byte[width * 3 + 1];
        line[0] = UP_FILTER;
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            for (int y = 0; y < height; y++) {
                image.getPixelReader().getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
                for (int x = 0; x < width; x++) {
                    current[3 * x] = (byte) (row[x] >> 16);
                    current[3 * x + 1] = (byte) (row[x] >> 8);
                    current[3 * x + 2] = (byte) row[x];
                }
                // Rows of a chart resemble those above them: their difference packs far better.
                for (int i = 0; i < current.length; i++) {
                    line[i + 1] = (byte) (current[i] - above[i]);
                }
                out.write(line);
                System.arraycopy(current, 0, above, 0, current.length);
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream bytes, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
        out.flush();
    }
}
