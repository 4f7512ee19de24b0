package dev.poolscope.app;

import java.io.ByteArrayInputStream;
import java.util.concurrent.TimeUnit;

import javafx.scene.image.Image;

import dev.poolscope.app.fx.FxWatchdog;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.workload.ReadyScenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class RunPictureTest {
    @RegisterExtension
    final FxWatchdog watchdog = new FxWatchdog();

    @Test
    void thePictureOfARunHasTheColoursOfWhatHappenedInIt() throws Exception {
        Session session = new Session(ReadyScenarios.load("first-light").atSpeed(25));
        session.start();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);

        Image picture = new Image(new ByteArrayInputStream(new RunPicture().paint(run)));

        assertThat(picture.getWidth()).isEqualTo(1400);
        assertThat(pixelsOf(picture, 0x1f6fe5)).as("running").isGreaterThan(1000);
        assertThat(pixelsOf(picture, 0x828e9f)).as("idle").isGreaterThan(100);
        assertThat(pixelsOf(picture, 0xa40e26)).as("the mark of the shutdown").isGreaterThan(100);
    }

    private static long pixelsOf(Image picture, int rgb) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getPixelReader().getArgb(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
