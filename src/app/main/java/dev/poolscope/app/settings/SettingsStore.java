package dev.poolscope.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.poolscope.session.RecordingFolder;
import dev.poolscope.session.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a window that is open. A change is there at once, and reaches the file soon after, in a thread of the
 * store: of changes in quick succession, such as while a divider is dragged, only the last one is written. Belongs to the
 * thread of the screen, which never waits for the file.
 */
public final class SettingsStore {
    private static final System.Logger LOGGER = System.getLogger(SettingsStore.class.getName());
    private static final int LARGEST = 1 << 16;

    private final @Nullable Path file;
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");
    private final AtomicReference<@Nullable Settings> unwritten = new AtomicReference<>();
    private volatile RecordingFolder.Bounds recordings;
    private volatile CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    private SettingsStore(@Nullable Path file, Settings settings) {
        this.file = file;
        this.settings.set(settings);
        this.recordings = settings.recordings();
    }

    /**
     * Reads the settings; better not in the thread of the screen.
     *
     * @param file where they lie; if nothing is there, or nothing that can be read, everything has its default
     */
    public static SettingsStore at(Path file) {
        return new SettingsStore(file, read(file));
    }

    /** Settings that are forgotten with the window. */
    public static SettingsStore forgetful() {
        return new SettingsStore(null, Settings.DEFAULT);
    }

    private static Settings read(Path file) {
        // A pipe in its place would be waited for, perhaps for ever.
        if (!Files.isRegularFile(file)) {
            return Settings.DEFAULT;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? Settings.DEFAULT
                    : SettingsText.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Settings.DEFAULT;
        }
    }

    /** What is remembered now. */
    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    public Settings get() {
        return settings.get();
    }

    /** How many recordings are kept; may be asked in any thread. */
    public RecordingFolder.Bounds recordings() {
        return recordings;
    }

    /** Changes something; what stays as it was is not written again. */
    public void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (changed.equals(settings.get())) {
            return;
        }
        settings.set(changed);
        recordings = changed.recordings();
        Path place = file;
        if (place != null && unwritten.getAndSet(changed) == null) {
            writing = writing.thenRunAsync(() -> writeNewest(place),
                    task -> Thread.ofPlatform().daemon().name("poolscope-settings").start(task));
        }
    }

    private void writeNewest(Path place) {
        Settings newest = unwritten.getAndSet(null);
        if (newest == null) {
            return;
        }
        try {
            Path folder = place.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            WholeFile.write(place, SettingsText.write(newest).getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            // A remembered width that cannot be kept is no reason to stop.
            LOGGER.log(System.Logger.Level.DEBUG, "the settings cannot be written", unwritable);
        }
    }

    /**
     * Waits until everything is written; for the end of the program, and not for the thread of the screen.
     *
     * @param millis how long at most
     * @throws InterruptedException if interrupted meanwhile
     */
    public void awaitWritten(long millis) throws InterruptedException {
        try {
            writing.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unwritten) {
            LOGGER.log(System.Logger.Level.DEBUG, "the settings are not written", unwritten);
        }
    }
}
