/**
 * What is written down of a run: a {@link dev.poolscope.session.report.ReportDirectory} of a page, a summary, the events and a
 * picture, or one of them as a file of its own. What only a toolkit can do, to paint the picture, is handed in as a
 * {@link dev.poolscope.session.report.PicturePainter}.
 */
@NullMarked
package dev.poolscope.session.report;

import org.jspecify.annotations.NullMarked;
