package dev.poolscope.app.export;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.FxWatchdog;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
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
        // In this column stand the handles of charts, and between the lanes and the status bar nothing else does.
        Set<Integer> colors = new TreeSet<>();
        for (int y = 350; y < picture.getHeight() - 70; y++) {
            colors.add(picture.getPixelReader().getArgb(10, y));
        }
        assertThat(colors).as("nothing to fold on paper").hasSize(1);
    }

    @Test
    void paintingLeavesAWindowOfAnotherThemeAsItIs() throws Exception {
        Session session = new Session(ReadyScenarios.load("first-light").atSpeed(25));
        session.start();
        FinishedRun run = session.finished().get(60, TimeUnit.SECONDS);
        byte[] alone = new RunPicture().paint(run);
        Scene window = WaitForAsyncUtils.asyncFx(() -> {
            var controls = new VBox(new Button("Run"), new CheckBox("Follow"), new TextField("20/s"),
                    new Label("done"));
            Scene scene = new Scene(controls, 300, 200);
            var theme = new ThemeModel(Theme.DARK);
            theme.dressOthers();
            theme.dress(scene);
            return scene;
        }).get();
        int[] before = WaitForAsyncUtils.asyncFx(() -> pixels(window.snapshot(null))).get();
        String others = Application.getUserAgentStylesheet();

        byte[] beside = new RunPicture().paint(run);

        assertThat(WaitForAsyncUtils.asyncFx(() -> {
            window.getRoot().applyCss();
            return pixels(window.snapshot(null));
        }).get()).isEqualTo(before);
        assertThat(Application.getUserAgentStylesheet()).isEqualTo(others);
        assertThat(beside).as("and the picture does not depend on the window").isEqualTo(alone);
    }

    private static int[] pixels(Image picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
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
