package dev.poolscope.session.report;

import dev.poolscope.session.FinishedRun;

/** Paints the picture of a run, as the window draws it. */
@FunctionalInterface
public interface PicturePainter {

    /**
     * Paints.
     *
     * @param run what to paint
     * @return the picture, a PNG file's bytes
     * @throws PictureException if this machine cannot paint, for lack of fonts, of libraries, or of the toolkit itself
     */
    byte[] paint(FinishedRun run) throws PictureException;
}
