package dev.poolscope.app.compose.form;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;

import org.jspecify.annotations.Nullable;

/**
 * Scrolls a pane to what gets the focus in it, however it got it: once in a frame and after its layout. Laying out a form for
 * each change of the focus would take longer than all else that happens then.
 */
public final class ScrollToFocus {
    private final ScrollPane scroll;
    /** What the frame that comes is to show. */
    private @Nullable Node wanted;

    private ScrollToFocus(ScrollPane scroll) {
        this.scroll = scroll;
    }

    public static void install(ScrollPane scroll) {
        ScrollToFocus follower = new ScrollToFocus(scroll);
        scroll.sceneProperty().flatMap(Scene::focusOwnerProperty)
                .addListener((_, _, focused) -> follower.focused(focused));
    }

    private void focused(@Nullable Node node) {
        boolean asked = wanted != null;
        wanted = node != null && isInside(node) ? node : null;
        Scene scene = scroll.getScene();
        if (asked || wanted == null || scene == null) {
            return;
        }
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                Node shown = wanted;
                wanted = null;
                if (shown != null && isInside(shown)) {
                    show(shown);
                }
            }
        });
        Platform.requestNextPulse();
    }

    private void show(Node node) {
        Node content = scroll.getContent();
        Bounds there = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double height = scroll.getViewportBounds().getHeight();
        double beyond = content.getLayoutBounds().getHeight() - height;
        double top = scroll.getVvalue() * beyond;
        if (beyond > 0 && there != null && (there.getMinY() < top || there.getMaxY() > top + height)) {
            scroll.setVvalue(Math.clamp((there.getMinY() - height / 3) / beyond, 0, 1));
        }
    }

    private boolean isInside(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at.equals(scroll)) {
                return true;
            }
        }
        return false;
    }
}
