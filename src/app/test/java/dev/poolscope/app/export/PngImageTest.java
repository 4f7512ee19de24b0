package dev.poolscope.app.export;

import java.io.ByteArrayInputStream;

import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;

import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class PngImageTest {

    @Test
    void whatIsWrittenReadsBackPixelForPixel() {
        WritableImage image = new WritableImage(37, 19);
        for (int y = 0; y < 19; y++) {
            for (int x = 0; x < 37; x++) {
                image.getPixelWriter().setArgb(x, y, 0xff000000 + ((x * 7) << 16) + ((y * 13) << 8) + x * y % 256);
            }
        }
        Image read = new Image(new ByteArrayInputStream(PngImage.encode(image)));

        assertThat(read.isError()).isFalse();
        assertThat(read.getWidth()).isEqualTo(37);
        assertThat(read.getHeight()).isEqualTo(19);
        for (int y = 0; y < 19; y++) {
            for (int x = 0; x < 37; x++) {
                assertThat(read.getPixelReader().getArgb(x, y)).isEqualTo(image.getPixelReader().getArgb(x, y));
            }
        }
    }
}
