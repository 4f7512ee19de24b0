package dev.poolscope.app.environment;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import dev.poolscope.app.fx.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Asks with the choosers of the system and with dialogs.
 *
 * @param stage the window that they belong to
 */
record ScreenPrompts(Stage stage, Texts texts) implements UserPrompts {

    @Override
    public Optional<Path> fileToOpen(@Nullable Path near) {
        FileChooser chooser = chooser("choose.open");
        return from(near, chooser::setInitialDirectory, () -> chooser.showOpenDialog(stage));
    }

    @Override
    public Optional<Path> fileToSave(@Nullable Path near, String suggestedName) {
        FileChooser chooser = chooser("choose.save");
        chooser.setInitialFileName(suggestedName);
        return from(near, chooser::setInitialDirectory, () -> chooser.showSaveDialog(stage));
    }

    @Override
    public Optional<Path> folder(@Nullable Path near) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("choose.folder"));
        return from(near, chooser::setInitialDirectory, () -> chooser.showDialog(stage));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(title));
        chooser.getExtensionFilters().setAll(
                new FileChooser.ExtensionFilter(texts.of("choose.scenarios"), "*.yaml", "*.yml", "*.poolscope"),
                new FileChooser.ExtensionFilter(texts.of("choose.all"), "*.*"));
        return chooser;
    }

    /**
     * Shows a chooser, at first the folder of a file. Whether that is still there is not asked here, in the thread of the screen: the toolkit
     * looks itself, and throws if it is not.
     */
    static Optional<Path> from(@Nullable Path near, Consumer<@Nullable File> begin, Supplier<@Nullable File> show) {
        Path folder = near == null ? null : near.toAbsolutePath().getParent();
        File chosen;
        try {
            begin.accept(folder == null ? null : folder.toFile());
            chosen = show.get();
        } catch (IllegalArgumentException gone) {
            begin.accept(null);
            chosen = show.get();
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Integer> decide(String question, String explanation, List<String> answers) {
        List<ButtonType> buttons = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            buttons.add(new ButtonType(answers.get(i), i == 0 ? ButtonData.YES : ButtonData.NO));
        }
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
        alert.initOwner(stage);
        alert.setTitle(texts.of("app.title"));
        alert.setHeaderText(question);
        alert.setContentText(explanation);
        alert.getButtonTypes().setAll(buttons);
        alert.getButtonTypes().add(new ButtonType(texts.of("choose.cancel"), ButtonData.CANCEL_CLOSE));
        alert.getDialogPane().getStylesheets().setAll(stage.getScene().getStylesheets());
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        return alert.showAndWait().map(buttons::indexOf).filter(place -> place >= 0);
    }
}
