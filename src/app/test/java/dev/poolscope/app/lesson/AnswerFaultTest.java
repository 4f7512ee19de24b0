package dev.poolscope.app.lesson;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerFaultTest {

    @Test
    void aFaultIsASentenceThatLeavesNamesAsTheyAre() {
        assertThat(LessonText.begun("found 'later'; a moment is needed"))
                .isEqualTo("Found 'later'; a moment is needed");
        assertThat(LessonText.begun("streams.sleepers.sleep may not be changed here; allowed: pool"))
                .isEqualTo("streams.sleepers.sleep may not be changed here; allowed: pool");
        assertThat(LessonText.begun("pool.maxWorkers: 'x' is no number"))
                .isEqualTo("pool.maxWorkers: 'x' is no number");
        assertThat(LessonText.begun("maxWorkers of 'x'")).isEqualTo("maxWorkers of 'x'");
    }
}
