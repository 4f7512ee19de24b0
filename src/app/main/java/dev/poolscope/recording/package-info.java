/**
 * A run as a file: an SQLite database that is written while the run goes on, survives the end of the program at any moment, and
 * is read by this program and by any other that knows SQL. {@link dev.poolscope.recording.RecordingWriter} writes,
 * {@link dev.poolscope.recording.RecordingReader} reads; {@code recording-format.md} describes the tables.
 */
@NullMarked
package dev.poolscope.recording;

import org.jspecify.annotations.NullMarked;
