package dev.poolscope.app.launch;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.settings.ThemeChoice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each text of the window has a contrast of 4.5 to what is behind it, as WCAG asks for, measured in the picture itself. Texts that
 * are drawn in charts are held to it by the palettes alone.
 */
class ReadableTextTest extends WindowTest {
    private static final double LEAST_CONTRAST = 4.5;
    /** What the window is veiled for. */
    private static final List<WindowAction> OVERLAYS = List.of(WindowAction.SIZE, WindowAction.MANUAL,
            WindowAction.GLOSSARY, WindowAction.SHORTCUTS, WindowAction.KEPT_RECORDINGS, WindowAction.TWIN,
            WindowAction.WHAT_IF);

    private final Set<String> pale = new TreeSet<>();
    private int texts;

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double contrast(Color one, Color two) {
        double brighter = Math.max(luminance(one), luminance(two));
        double darker = Math.min(luminance(one), luminance(two));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static Scene scene() {
        return ((Stage) Window.getWindows().getFirst()).getScene();
    }

    /** Looks at what is on top: what stands behind an overlay is meant to be pale. */
    private void look(FxRobot robot, String when) {
        frames();
        robot.interact(() -> {
            WritableImage picture = scene().snapshot(null);
            Node top = scene().getRoot().getChildrenUnmodifiable().stream().filter(Node::isVisible)
                    .reduce((_, last) -> last).orElseThrow();
            top.lookupAll(".text").forEach(node -> {
                if (node instanceof Text text && !text.getText().isBlank() && isToBeRead(text)) {
                    judge(text, picture, when);
                }
            });
        });
    }

    // What cannot be used may be pale, and what has scrolled away is not seen.
    private static boolean isToBeRead(Text text) {
        Bounds place = text.localToScene(text.getLayoutBounds());
        for (Node node = text; node != null; node = node.getParent()) {
            boolean outside = node.getClip() != null
                    && !node.localToScene(node.getClip().getBoundsInParent()).contains(place);
            if (!node.isVisible() || node.isDisabled() || node.getOpacity() < 1 || outside) {
                return false;
            }
        }
        return true;
    }

    private void judge(Text text, WritableImage picture, String when) {
        Bounds place = text.localToScene(text.getLayoutBounds());
        int left = (int) Math.max(0, place.getMinX() - 1);
        int right = (int) Math.min(picture.getWidth(), place.getMaxX() + 1);
        int top = (int) Math.max(0, place.getMinY());
        int bottom = (int) Math.min(picture.getHeight(), place.getMaxY());
        if (right - left < 4 || bottom - top < 4 || !(text.getFill() instanceof Color ink)) {
            return;
        }
        Map<Color, Integer> seen = new HashMap<>();
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                seen.merge(picture.getPixelReader().getColor(x, y), 1, Integer::sum);
            }
        }
        Color ground = Collections.max(seen.entrySet(), Map.Entry.comparingByValue()).getKey();
        double contrast = contrast(ink, ground);
        texts++;
        if (contrast < LEAST_CONTRAST) {
            Parent of = text.getParent();
            pale.add(String.format(Locale.ROOT, "%s: “%s” %s on %s: %.2f in %s", when, text.getText(), ink, ground,
                    contrast, of == null ? "" : of.getStyleClass()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyTextCanBeRead(ThemeChoice choice, FxRobot robot) {
        robot.interact(() -> {
            settings.change(all -> all.withTheme(choice));
            scene().getWindow().setWidth(1280);
            scene().getWindow().setHeight(800);
        });
        look(robot, "no run");
        runTheStory(robot);
        look(robot, "a run goes on");
        robot.interact(() -> fake.end());
        frames();
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        for (int tab = 0; tab < tabs.getTabs().size(); tab++) {
            int chosen = tab;
            robot.interact(() -> tabs.getSelectionModel().select(chosen));
            look(robot, tabs.getTabs().get(tab).getText());
        }
        TextField duration = robot.lookup("#compose-duration").queryAs(TextField.class);
        robot.interact(() -> duration.setText("soon"));
        look(robot, "a fault");
        robot.interact(() -> duration.setText("25s"));
        robot.interact(() -> window.shell().notices().problem("Something is wrong"));
        look(robot, "a problem");
        robot.interact(() -> window.shell().notices().tell("Something is well"));
        look(robot, "a notice");
        for (WindowAction action : OVERLAYS) {
            act(robot, action);
            look(robot, action.name());
            robot.interact(() -> window.shell().layout().closeCards());
        }
        // It fades before what stands behind it.
        robot.interact(() -> window.shell().notices().clear());
        act(robot, WindowAction.LESSONS);
        look(robot, "the lessons");
        act(robot, WindowAction.PRESENTATION);
        look(robot, "the presentation");

        assertThat(texts).as("texts looked at").isGreaterThan(800);
        assertThat(pale).isEmpty();
    }

    private void act(FxRobot robot, WindowAction action) {
        robot.interact(() -> window.shell().command(action).run());
        frames();
    }
}
