package dev.poolscope.session.report;

import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.poolscope.session.FinishedRun;
import org.jspecify.annotations.Nullable;

/** The picture of a run, a PNG file's bytes, or why there is none: exactly one of both is there. */
final class Painting {
    final byte @Nullable [] png;
    final @Nullable String missing;

    private Painting(byte @Nullable [] png, @Nullable String missing) {
        this.png = png;
        this.missing = missing;
    }

    /** Begins to paint, in a thread of its own: painting takes as long as all the rest of a report, and waits for nothing of it. */
    static FutureTask<Painting> begun(FinishedRun run, PicturePainter painter) {
        var painting = new FutureTask<>(() -> of(run, painter));
        Thread.ofPlatform().daemon().name("poolscope-painting").start(painting);
        return painting;
    }

    /** Waits for a painting that was begun; a fault of the painter is thrown as it is. */
    static Painting await(FutureTask<Painting> begun) throws InterruptedIOException {
        try {
            return begun.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the picture was painted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (failed.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    static Painting of(FinishedRun run, PicturePainter painter) {
        try {
            return new Painting(painter.paint(run), null);
        } catch (PictureException unpainted) {
            return new Painting(null, String.valueOf(unpainted.getMessage()));
        }
    }
}
