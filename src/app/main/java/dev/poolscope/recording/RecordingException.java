package dev.poolscope.recording;

import java.io.IOException;
import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** A recording cannot be read or written; the message says why in one sentence, for people, and names the file. */
public final class RecordingException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    RecordingException(String sentence) {
        super(sentence);
    }

    RecordingException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
