package dev.poolscope.app.launch;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Who goes through the window by Tab sees where the focus is. */
class FocusRingTest extends WindowTest {
    private static final int MOST = 120;
    /** A caret, or a text that is selected, is more than that. */
    private static final int LEAST_PIXELS = 20;

    @Test
    void whateverHasTheFocusLooksLikeIt(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> {
            fake.end();
            window.run().pull();
        });
        frames();
        Scene scene = robot.lookup(".main-window").query().getScene();
        List<Node> visited = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        Node before = null;
        Bounds where = null;
        WritableImage with = null;
        robot.interact(() -> robot.lookup("#composeButton").query().requestFocus());
        while (visited.size() < MOST) {
            WritableImage now = next(robot, scene);
            if (where != null && with != null && differing(with, now, where) < LEAST_PIXELS) {
                unseen.add(String.valueOf(before));
            }
            before = scene.getFocusOwner();
            if (before == null || visited.contains(before)) {
                break;
            }
            where = place(before);
            with = now;
            visited.add(before);
        }

        assertThat(visited).hasSizeGreaterThan(40);
        assertThat(unseen).isEmpty();
    }

    /** What it looks like after Tab. */
    private static WritableImage next(FxRobot robot, Scene scene) {
        WritableImage[] image = new WritableImage[1];
        robot.interact(() -> {
            scene.getFocusOwner().requestFocusTraversal(TraversalDirection.NEXT);
            image[0] = scene.snapshot(null);
        });
        return image[0];
    }

    private static Bounds place(Node node) {
        Bounds exact = node.localToScene(node.getLayoutBounds());
        return new BoundingBox(exact.getMinX() - 2, exact.getMinY() - 2, exact.getWidth() + 4, exact.getHeight() + 4);
    }

    private static int differing(WritableImage one, WritableImage other, Bounds where) {
        PixelReader first = one.getPixelReader();
        PixelReader second = other.getPixelReader();
        int count = 0;
        for (int y = (int) Math.max(0, where.getMinY()); y < Math.min(one.getHeight(), where.getMaxY()); y++) {
            for (int x = (int) Math.max(0, where.getMinX()); x < Math.min(one.getWidth(), where.getMaxX()); x++) {
                count += first.getArgb(x, y) == second.getArgb(x, y) ? 0 : 1;
            }
        }
        return count;
    }
}
