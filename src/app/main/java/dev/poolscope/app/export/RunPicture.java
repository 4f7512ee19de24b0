package dev.poolscope.app.export;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.shell.Views;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.report.PictureException;
import dev.poolscope.session.report.PicturePainter;

/**
 * Paints a whole run with the same controls as the window, off screen. Unless the program has a window already, the toolkit
 * is started on its headless platform, which needs neither display nor graphics card.
 */
public final class RunPicture implements PicturePainter {
    private static final double WIDTH = 1400;
    private static final double LEAST_HEIGHT = 800;
    private static final double MOST_HEIGHT = 1900;
    private static final double HEIGHT_BESIDE_LANES = 740;
    private static final double PER_LANE = 40;
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public byte[] paint(FinishedRun run) throws PictureException {
        try {
            // Beside one another: what happened is taken in while the toolkit starts and the page is laid out, and not in the thread
            // of the screen, where a window may be open.
            CompletableFuture<ShownRun> happened = CompletableFuture.supplyAsync(() -> ShownRun.of(run));
            startToolkit();
            CompletableFuture<WritableImage> painted = CompletableFuture
                    .supplyAsync(() -> new Page(run, Theme.LIGHT), Platform::runLater)
                    .thenCombineAsync(happened, Page::picture, Platform::runLater);
            return PngImage.encode(painted.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            throw new PictureException("the picture could not be painted: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException stuck) {
            throw new PictureException("the toolkit has not painted the picture within " + PATIENCE_SECONDS + " s",
                    stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PictureException("interrupted while the picture was painted", interrupted);
        } catch (RuntimeException | LinkageError noToolkit) {
            throw new PictureException("the toolkit cannot be started here: " + noToolkit.getMessage(), noToolkit);
        }
    }

    private static void startToolkit() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException startedAlready) {
            // As it is when there is a window.
        }
    }

    /** The page that is drawn. Belongs to the thread of the screen. */
    private static final class Page {
        private final WindowModels models;
        private final Scene scene;

        Page(FinishedRun run, Theme colors) {
            ThemeModel theme = new ThemeModel(colors);
            models = WindowModels
                    .of(_ -> CompletableFuture.failedFuture(new IllegalStateException("only a picture")), theme);
            Views views = new Views(models);
            Parent charts = views.load("/dev/poolscope/app/watch/Watch.fxml");
            VBox page = new VBox(
                    label(run.scenario().name() + run.simulation().map(words -> " (" + words + ")").orElse(""),
                            "picture-title"),
                    label(run.scenario().description().strip(), "picture-description"), charts,
                    views.load("StatusBar.fxml"));
            page.getStyleClass().add("picture");
            VBox.setVgrow(charts, Priority.ALWAYS);
            models.watch().stillProperty().set(true);
            double height = Math.clamp(HEIGHT_BESIDE_LANES + PER_LANE * run.maxWorkers(), LEAST_HEIGHT, MOST_HEIGHT);
            scene = new Scene(page, WIDTH, height);
            theme.dress(scene);
        }

        WritableImage picture(ShownRun run) {
            models.run().add(run);
            models.watch().viewport().showAll();
            return scene.snapshot(null);
        }
    }

    private static Label label(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
