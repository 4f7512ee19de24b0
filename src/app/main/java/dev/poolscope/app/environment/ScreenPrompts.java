package dev.poolscope.app.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return path(chooser("choose.open", near).showOpenDialog(stage));
    }

    @Override
    public Optional<Path> fileToSave(@Nullable Path near, String suggestedName) {
        FileChooser chooser = chooser("choose.save", near);
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(stage));
    }

    @Override
    public Optional<Path> folder(@Nullable Path near) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("choose.folder"));
        chooser.setInitialDirectory(folderOf(near));
        return path(chooser.showDialog(stage));
    }

    private FileChooser chooser(String title, @Nullable Path near) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(title));
        chooser.getExtensionFilters().setAll(
                new FileChooser.ExtensionFilter(texts.of("choose.scenarios"), "*.yaml", "*.yml", "*.poolscope"),
                new FileChooser.ExtensionFilter(texts.of("choose.all"), "*.*"));
        chooser.setInitialDirectory(folderOf(near));
        return chooser;
    }

    private static @Nullable File folderOf(@Nullable Path near) {
        Path folder = near == null ? null : near.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) ? folder.toFile() : null;
    }

    private static Optional<Path> path(@Nullable File chosen) {
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
