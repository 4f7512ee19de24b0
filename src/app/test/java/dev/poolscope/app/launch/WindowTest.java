package dev.poolscope.app.launch;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import javafx.scene.control.TabPane;
import javafx.stage.Stage;

import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.FxWatchdog;
import dev.poolscope.app.fx.PromptRobot;
import dev.poolscope.app.fx.Theme;
import dev.poolscope.app.fx.ThemeModel;
import dev.poolscope.app.settings.SettingsStore;
import dev.poolscope.app.settings.ThemeChoice;
import dev.poolscope.workload.format.ReadyScenarios;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window, with a run that does what the test says, at the smallest size that has to be usable. */
@Tag("ui")
@ExtendWith(PromptRobot.class)
public abstract class WindowTest {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final KeptSheets SHEETS = new KeptSheets();

    // By hand: in a run of some tests alone its package may be closed to what would make it.
    @RegisterExtension
    final FxWatchdog watchdog = new FxWatchdog();

    /** The run that Run begins first. */
    protected final FakeRun fake = new FakeRun();
    /** All runs begun, oldest first: each is one of its own. */
    protected final List<FakeRun> begun = new ArrayList<>();
    protected final ThemeModel theme = new ThemeModel(Theme.LIGHT);
    /** Answers what the window asks. */
    protected final FakePrompts choices = new FakePrompts();
    /** What the window remembers; gone after the test. */
    protected final SettingsStore settings = SettingsStore.forgetful();
    @SuppressWarnings("NullAway.Init") // made by open
    private Stage stage;
    @SuppressWarnings("NullAway.Init") // made by open
    protected PoolscopeWindow window;
    protected boolean closed;
    /** How many workers the pools of runs may have that begin. */
    protected int slots = 2;
    /** What was opened in a browser. */
    protected final Queue<URI> browsed = new ConcurrentLinkedQueue<>();

    // A method marked as start is only found in the test's own class, and not in its superclass.
    @BeforeEach
    final void open() {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, () -> {
            // A stage of its own: one that all tests share keeps their windows, and these go on drawing.
            stage = new Stage();
            SHEETS.keep();
            // Whatever the machine has, the pictures of a test are light.
            settings.change(all -> all.withTheme(ThemeChoice.LIGHT));
            window = new PoolscopeWindow(stage, _ -> CompletableFuture.completedFuture(begin()), theme,
                    new WindowEnvironment(settings, choices, browsed::add,
                            WindowEnvironment.of(stage, settings).background()));
            window.open(ReadyScenarios.load("first-light"), null);
            window.show(() -> closed = true);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(1000);
            stage.setHeight(700);
        });
        eventually("the whole window", window::isWhole);
    }

    @AfterEach
    final void close() {
        // No frame is waited for: there is nothing left to be seen.
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MILLIS, stage::hide);
    }

    private FakeRun begin() {
        FakeRun run = begun.isEmpty() ? fake : new FakeRun();
        begun.add(run);
        run.maxWorkers(slots);
        return run;
    }

    /** Runs, and lets what {@link FakeRun#story()} tells happen. */
    protected final void runTheStory(FxRobot robot) {
        robot.interact(() -> {
            window.run().start();
            fake.tell(5200, FakeRun.story());
        });
        frames();
    }

    /** Opens the tab of the ledger, which tells nothing while it is not seen. */
    protected static void showLedger(FxRobot robot) {
        robot.interact(() -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().selectLast());
    }

    /** Waits until something is so, for what is done in the background. */
    protected static void eventually(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(Duration.ofSeconds(100)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20)).until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000, condition));
    }

    /** Lets what is asked of the toolkit happen, and a few frames with it. */
    protected static void frames() {
        PromptRobot.frames(3);
    }
}
