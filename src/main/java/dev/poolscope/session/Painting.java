package dev.poolscope.session;

import org.jspecify.annotations.Nullable;

/** The picture of a run, a PNG file's bytes, or why there is none: exactly one of both is there. */
final class Painting {
    final byte @Nullable [] png;
    final @Nullable String missing;

    private Painting(byte @Nullable [] png, @Nullable String missing) {
        this.png = png;
        this.missing = missing;
    }

    static Painting of(FinishedRun run, PicturePainter painter) {
        try {
            return new Painting(painter.paint(run), null);
        } catch (PictureException unpainted) {
            return new Painting(null, String.valueOf(unpainted.getMessage()));
        }
    }
}
