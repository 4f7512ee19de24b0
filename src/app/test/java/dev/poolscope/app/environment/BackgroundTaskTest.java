package dev.poolscope.app.environment;

import java.io.IOException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundTaskTest {

    @Test
    void aFailureIsSaidInItsOwnWords() {
        Throwable thrown = new CompletionException(new IOException("the disk is full"));

        assertThat(BackgroundTask.words(thrown)).isEqualTo("the disk is full");
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        Throwable thrown = new CompletionException(new IllegalStateException());

        assertThat(BackgroundTask.words(thrown)).isEqualTo("java.lang.IllegalStateException");
    }
}
