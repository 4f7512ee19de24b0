package dev.poolscope.app.shell;

import java.util.ArrayList;
import java.util.List;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

import dev.poolscope.app.environment.WindowLayout;
import dev.poolscope.app.settings.Settings;
import dev.poolscope.app.settings.Settings.SideZone;
import dev.poolscope.app.settings.SettingsStore;

/** Opens and closes the zones at the sides, and gives them the widths that the user once gave them. */
final class SideZones {
    // In a narrow window the picture in the middle still gets the larger part.
    private static final double MOST = 0.3;
    // In a small window the picture needs what the zones beside it can spare.
    private static final double SMALL_WINDOW = 1240;
    private static final double MOST_OF_SMALL = 0.26;

    /** A zone that is hidden is not moved. */
    private static final double LEAST_MOVE = 0.75;

    private final SplitPane pane;
    private final Parent compose;
    private final Parent watch;
    private final Parent explain;
    private final WindowLayout layout;
    private final SettingsStore settings;

    SideZones(SplitPane pane, Parent compose, Parent watch, Parent explain, WindowLayout layout,
            SettingsStore settings) {
        this.pane = pane;
        this.compose = compose;
        this.watch = watch;
        this.explain = explain;
        this.layout = layout;
        this.settings = settings;
        SplitPane.setResizableWithParent(compose, false);
        SplitPane.setResizableWithParent(explain, false);
        layout.composeProperty().set(settings.get().compose().open());
        layout.explainProperty().set(settings.get().explain().open());
        List.of(layout.composeProperty(), layout.explainProperty(), layout.presentationProperty())
                .forEach(property -> property.addListener((_, _, _) -> arrange()));
        // What was dragged is kept; what follows from a window of another size never is.
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, released -> {
            if (released.getTarget() instanceof Node at && at.getStyleClass().contains("split-pane-divider")) {
                remember();
            }
        });
        pane.widthProperty().addListener((_, before, _) -> {
            place();
            if (before.doubleValue() > 0) {
                // The pane moves its dividers when it is laid out: only then do they stay where they are put.
                Platform.runLater(this::place);
            }
        });
        arrange();
    }

    private boolean shows(Parent zone) {
        return pane.getItems().contains(zone);
    }

    private void arrange() {
        boolean alone = layout.presentationProperty().get();
        List<Parent> items = new ArrayList<>();
        if (layout.composeProperty().get() && !alone) {
            items.add(compose);
        }
        items.add(watch);
        if (layout.explainProperty().get() && !alone) {
            items.add(explain);
        }
        if (!pane.getItems().equals(items)) {
            pane.getItems().setAll(items);
        }
        settings.change(all -> all.withCompose(new SideZone(layout.composeProperty().get(), all.compose().width()))
                .withExplain(new SideZone(layout.explainProperty().get(), all.explain().width())));
        place();
        Platform.runLater(this::place);
    }

    /** Keeps how wide the open zones are now. */
    void remember() {
        if (pane.getWidth() > 0 && pane.getScene() != null) {
            settings.change(all -> all.withCompose(measured(compose, all.compose()))
                    .withExplain(measured(explain, all.explain())));
        }
    }

    private double most() {
        return pane.getWidth() < SMALL_WINDOW ? MOST_OF_SMALL : MOST;
    }

    private SideZone measured(Parent zone, SideZone before) {
        double width = zone.getLayoutBounds().getWidth();
        boolean squeezed = width >= Math.floor(pane.getWidth() * most()) && before.width() > width;
        return shows(zone) && width > 0 && !squeezed ? new SideZone(before.open(), Math.rint(width)) : before;
    }

    void place() {
        double width = pane.getWidth();
        if (width <= 0) {
            return;
        }
        Settings all = settings.get();
        List<Double> positions = new ArrayList<>();
        if (shows(compose)) {
            positions.add(Math.min(all.compose().width() / width, most()));
        }
        if (shows(explain)) {
            positions.add(1 - Math.min(all.explain().width() / width, most()));
        }
        for (int i = 0; i < positions.size(); i++) {
            if (Math.abs(pane.getDividers().get(i).getPosition() - positions.get(i)) * width < LEAST_MOVE) {
                positions.set(i, pane.getDividers().get(i).getPosition());
            }
        }
        pane.setDividerPositions(positions.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
