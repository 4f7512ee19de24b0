package dev.poolscope.app.shell;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;

import dev.poolscope.story.SaidFacts;
import dev.poolscope.story.SaidText;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.moment.StateReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.workload.model.Scenario;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads what the window says of a moment, and holds it against the lines of {@code events.csv} of all that really happened: all of it is there
 * and exact, or, where events are missing, numbers are those of the counters at the moment that is named, and lists have less and nothing else.
 */
final class StateOnScreen {
    private final Scene scene;
    private final Map<String, Node> known = new HashMap<>();
    private final Scenario scenario;
    final List<Line> lines;
    /** What is looked at, for messages. */
    String as = "";
    /** How many idle timeouts were foretold, and came or did not. */
    private int foretold;
    private int waits;
    private int parts;
    /** Of which tasks it is recorded that they left the queue, where events are missing. */
    private Set<Long> recorded = Set.of();
    private long replayedAt = -1;
    private List<String[]> replayed = List.of();

    StateOnScreen(FxRobot robot, Scenario scenario, List<RunEvent> events) throws IOException {
        scene = robot.lookup("#tabs").query().getScene();
        this.scenario = scenario;
        StringWriter csv = new StringWriter();
        EventsCsv.write(events, csv);
        lines = new EventsCsvReplay(csv.toString()).lines;
    }

    int foretold() {
        return foretold;
    }

    int waits() {
        return waits;
    }

    /** Tells what is recorded, if that is not all. */
    void recorded(List<RunEvent> events) {
        recorded = events.stream()
                .filter(event -> event instanceof TaskEvent.Started
                        || (event instanceof TaskEvent.Cancelled && event.workerId() == 0))
                .map(RunEvent::taskId).collect(Collectors.toSet());
    }

    /** How many queues were shown of which a part is known. */
    int parts() {
        return parts;
    }

    // ---------------------------------------------------------------- what really happened

    SaidFacts facts(long at) {
        return new SaidFacts(lines.stream().filter(line -> line.nanos() <= at).toList(), at);
    }

    long mostLateAction(SaidFacts facts) {
        return facts.mostLateAction(scenario);
    }

    List<String[]> replay(long at, String of) {
        if (at != replayedAt) {
            Duration timeout = scenario.pool().idleTimeout();
            StateReplay replay = new StateReplay(timeout == null ? Long.MAX_VALUE : timeout.toNanos());
            lines.stream().filter(line -> line.nanos() <= at).forEach(replay::play);
            replayed = replay.facts().stream().map(fact -> fact.split(" ", -1)).toList();
            replayedAt = at;
        }
        return replayed.stream().filter(fact -> fact[0].equals(of)).toList();
    }

    long busy(long at) {
        return replay(at, "worker").stream()
                .filter(it -> List.of("RUNNING", "BLOCKED", "LEAVING", "WRAPPING_UP").contains(it[2])).count();
    }

    long free(long at) {
        return replay(at, "worker").stream().filter(it -> List.of("STARTING", "IDLE").contains(it[2])).count();
    }

    String pool(long at) {
        boolean broke = facts(at).exists(line -> line.is("BROKEN"));
        String state = standing(at);
        return broke && !state.equals("broken") ? "broken, " + state : state;
    }

    private String standing(long at) {
        SaidFacts facts = facts(at);
        if (facts.exists(line -> line.is("TERMINATED"))) {
            return "terminated";
        }
        if (facts.exists(line -> line.is("SHUTDOWN_BEGAN")
                || (line.is("WORKER_RETIRED") && line.detail().equals("reason=SHUTDOWN")))) {
            return "shutting down";
        }
        if (facts.exists(line -> line.is("BROKEN"))) {
            return "broken";
        }
        return facts.count(line -> line.is("JOIN_BEGAN")) > facts.count(line -> line.is("JOIN_ENDED"))
                ? "joining"
                : "open";
    }

    // ---------------------------------------------------------------- what is on the screen

    String text(String id) {
        return ((Label) part(id)).getText();
    }

    boolean isShown(String id) {
        return part(id).isVisible();
    }

    private Node part(String id) {
        // To look for one takes longer than all that is done with it.
        Node part = known.get(id);
        if (part == null || !scene.equals(part.getScene())) {
            part = Objects.requireNonNull(scene.lookup(id), id);
            known.put(id, part);
        }
        return part;
    }

    private ObservableList<Node> parts(String id) {
        return ((Pane) part(id)).getChildren();
    }

    void assertFigure(String name, long expected) {
        Label number = (Label) part("#figure-" + name).lookup(".number");
        assertThat(number.getText()).as("%s, %s", name, as).isEqualTo(String.format(Locale.ROOT, "%,d", expected));
    }

    /** How many have ended in each way, in the status bar. */
    void assertEnds(long numbersAt) {
        SaidFacts facts = facts(numbersAt);
        for (String end : List.of("COMPLETED", "FAILED", "CANCELLED", "REJECTED")) {
            assertFigure(end.toLowerCase(Locale.ROOT), facts.count(line -> line.is(end)));
        }
    }

    /**
     * Holds the state against what happened.
     *
     * @param at of which moment it tells
     * @param numbersAt of which moment its numbers are
     * @param all whether nothing is missing in it
     */
    void assertState(long at, long numbersAt, boolean all) {
        assertTotals(at, numbersAt, all);
        assertWorkers(at, all);
        assertQueue(at, numbersAt, all);
        assertWaits(at, all);
    }

    private void assertTotals(long at, long numbersAt, boolean all) {
        SaidFacts facts = facts(numbersAt);
        String totals = text("#stateTotals");
        assertThat(totals).as(as).endsWith(". Submitted " + facts.count(line -> line.is("SUBMITTED")) + ", completed "
                + facts.count(line -> line.is("COMPLETED")) + ", failed " + facts.count(line -> line.is("FAILED"))
                + ", cancelled " + facts.count(line -> line.is("CANCELLED")) + ", rejected "
                + facts.count(line -> line.is("REJECTED")) + ".");
        String timeout = totals.replaceFirst(".*, idle timeout (.*)\\. Submitted .*", "$1");
        if (all) {
            assertThat(totals).as(as).startsWith("Pool " + pool(at) + ", ");
            assertThat(timeout).as(as).isNotEqualTo("not known");
        }
        if (!timeout.equals("not known")) {
            Duration initial = scenario.pool().idleTimeout();
            facts(Long.MAX_VALUE).assertIdleTimeout(timeout, (int) facts(at).count(_ -> true),
                    initial == null ? "never" : initial.toNanos() + "ns");
        }
        String workers = "Workers: " + replay(numbersAt, "worker").size() + " alive, " + busy(numbersAt) + " busy, ";
        assertThat(text("#stateWorkersTitle")).as(as).startsWith(workers);
        if (all) {
            assertThat(text("#stateWorkersTitle")).as(as).isEqualTo(workers + free(at) + " free or starting");
        }
    }

    /** Each row is of a worker that was alive, and says what it did, or that this is not recorded. */
    private void assertWorkers(long at, boolean all) {
        List<String[]> truth = replay(at, "worker");
        List<Node> nodes = parts("#stateWorkers");
        for (int i = 0; i < nodes.size(); i += 4) {
            String worker = ((Labeled) nodes.get(i)).getText();
            String doing = ((Labeled) nodes.get(i + 1)).getText();
            Labeled task = (Labeled) nodes.get(i + 2);
            String since = ((Labeled) nodes.get(i + 3)).getText();
            String row = worker + " " + doing + " " + (task.isVisible() ? task.getText() : "") + " " + since + ", "
                    + as;
            if (doing.equals("not recorded") && !all) {
                continue;
            }
            String[] real = truth.stream().filter(it -> worker.equals("Worker " + it[1])).findFirst()
                    .orElseThrow(() -> new AssertionError(row + ": it was not alive"));
            assertThat(doing).as(row).isEqualTo(doing(real[2]));
            assertThat(task.isVisible() ? task.getText() : "").as(row)
                    .isEqualTo(real[4].equals("0") ? "" : "Task " + real[4]);
            String[] said = since.split(", ", 2);
            SaidText.assertDuration(said[0], at - Long.parseLong(real[3]));
            if (said.length > 1) {
                assertThat(real[6]).as(row).isNotEqualTo("-");
                assertForecast(Integer.parseInt(real[1]), said[1], at, Long.parseLong(real[6]));
            } else if (all) {
                assertThat(real[6]).as(row).isEqualTo("-");
            }
        }
        if (all) {
            assertThat(nodes.size() / 4).as(as).isEqualTo(truth.size());
        }
    }

    private static String doing(String kind) {
        return switch (kind) {
            case "STARTING" -> "starts";
            case "RUNNING" -> "runs";
            case "BLOCKED" -> "blocked in";
            case "LEAVING" -> "cancelled, leaves";
            case "WRAPPING_UP" -> "wraps up";
            case "IDLE" -> "idle";
            default -> "finalizes";
        };
    }

    /** By the time when it is due, and by what became of the worker. */
    private void assertForecast(int worker, String said, long at, long due) {
        if (due <= at) {
            assertThat(said).as(as).isEqualTo("due to be reaped");
            return;
        }
        assertThat(said).as(as).startsWith("reaped in ");
        SaidText.assertDuration(said.substring("reaped in ".length()), due - at);
        List<Line> next = lines.stream().filter(line -> line.nanos() > at).toList();
        long changed = next.stream()
                .filter(line -> line.is("IDLE_TIMEOUT_CHANGED", "JOIN_BEGAN", "SHUTDOWN_BEGAN", "BROKEN"))
                .mapToLong(Line::nanos).findFirst().orElse(Long.MAX_VALUE);
        Line did = next.stream().filter(line -> line.worker() == worker).findFirst().orElse(null);
        if (did == null || changed <= did.nanos()) {
            return;
        }
        foretold++;
        if (did.is("WORKER_RETIRING")) {
            assertThat(did.detail()).as(as).isEqualTo("reason=IDLE_TIMEOUT");
            assertThat(did.nanos()).as("%s: retired no earlier than was foretold", as).isGreaterThanOrEqualTo(due);
            assertThat(did.nanos() - due).as("%s: retired when it was foretold", as).isLessThan(40_000_000);
        } else {
            assertThat(did.event()).as("%s: a task came before", as).isEqualTo("STARTED");
        }
    }

    private void assertQueue(long at, long numbersAt, boolean all) {
        List<String> real = replay(at, "queue").stream().map(it -> it[2]).toList();
        List<Node> tiles = ((Pane) part(".queue-tiles")).getChildrenUnmodifiable();
        int pending = replay(numbersAt, "queue").size();
        parts += all || tiles.isEmpty() ? 0 : 1;
        assertThat(text("#stateQueueTitle")).as(as).isEqualTo(pending == 0 && tiles.isEmpty()
                ? "Queue: empty"
                : "Queue: " + pending + (all
                        ? " pending, oldest first"
                        : tiles.isEmpty()
                                ? " pending by the counters, none known here"
                                : " pending by the counters; of " + tiles.size()
                                        + " here no start is recorded, oldest first"));
        int last = -1;
        for (Node tile : tiles) {
            String told = tile.getAccessibleText();
            String task = told.replaceFirst("^Task (\\d+) .*", "$1");
            int place = real.indexOf(task);
            if (!all && place < 0 && !recorded.contains(Long.parseLong(task))) {
                // It had started, or was cancelled, which is among what was lost: what is said is true all the same. But no worker has a later one.
                assertThat(Long.parseLong(task)).as("%s, %s", told, as).isGreaterThan(lastInHand());
                continue;
            }
            assertThat(place).as("%s is pending, %s, really %s", told, as, real).isGreaterThan(last);
            last = place;
            Line submitted = Objects.requireNonNull(facts(at).task(Long.parseLong(task), "SUBMITTED"));
            String begin = "Task " + task + " of " + submitted.stream() + ": "
                    + (all
                            ? "number " + (place + 1) + " of " + real.size() + " pending, "
                            : "no start is recorded, its place is not known, ");
            assertThat(told).as(as).startsWith(begin).endsWith(" old");
            SaidText.assertDuration(told.substring(begin.length(), told.length() - 4),
                    at - facts(at).due(Long.parseLong(task)));
        }
        if (all) {
            assertThat(tiles).as(as).hasSameSizeAs(real);
        }
    }

    /** The highest number of the tasks that workers are said to have. */
    private long lastInHand() {
        List<Node> nodes = parts("#stateWorkers");
        return IntStream.range(0, nodes.size()).filter(i -> i % 4 == 2 && nodes.get(i).isVisible())
                .mapToLong(i -> Long.parseLong(((Labeled) nodes.get(i)).getText().replaceAll("\\D", ""))).max()
                .orElse(0);
    }

    private List<String> saidWaits() {
        return parts("#stateWaits").stream()
                .filter(_ -> isShown("#stateWaits"))
                .map(sentence -> ((Pane) sentence).getChildren().stream()
                        .map(part -> part instanceof Text text ? text.getText() : ((Labeled) part).getText())
                        .collect(Collectors.joining()).replace('\u00a0', ' '))
                .toList();
    }

    private void assertWaits(long at, boolean all) {
        List<String[]> open = replay(at, "wait");
        List<String> told = new ArrayList<>();
        for (String sentence : saidWaits()) {
            String[] wait = open.stream()
                    .filter(it -> sentence.startsWith("Task " + it[2] + " on worker " + it[1] + " waits "))
                    .findFirst().orElseThrow(() -> new AssertionError(sentence + ": it did not wait, " + as));
            told.add(wait[2]);
            SaidText.assertMoment(sentence.replaceFirst(".* since (\\d+\\.\\d+ s).*", "$1"), Long.parseLong(wait[3]));
            String rest = sentence.replaceFirst("since \\d+\\.\\d+ s", "T").replaceFirst(".* waits ", "");
            List<String> possible = new ArrayList<>(List.of(awaited(wait, at)));
            if (!all) {
                // Less may be known of what it waits for.
                possible.addAll(
                        List.of("for the lock T.", "T; for what is not known.", "T for task " + last(wait) + "."));
                if (replay(at, "queue").stream().anyMatch(it -> it[2].equals(last(wait)))) {
                    possible.add("T for task " + last(wait) + ", which is in the queue.");
                }
            }
            assertThat(possible).as("%s, %s", sentence, as).contains(rest);
        }
        if (all) {
            waits += open.size();
            assertThat(told).as(as).hasSameSizeAs(open);
        }
    }

    private static String last(String[] wait) {
        return wait.length > 5 ? wait[5] : "";
    }

    private String awaited(String[] wait, long at) {
        String other = last(wait);
        String place = replay(at, "queue").stream().filter(task -> task[2].equals(other)).map(task -> task[1])
                .findFirst().orElse("");
        String on = replay(at, "worker").stream()
                .filter(it -> it[4].equals(other) && List.of("RUNNING", "BLOCKED", "LEAVING").contains(it[2]))
                .map(it -> it[1]).findFirst().orElse("");
        return switch (wait[4]) {
            case "lock" -> other.equals("0") ? "for the lock T." : "for the lock T; task " + other + " has it.";
            case "task" -> "T for task " + other + (!place.isEmpty()
                    ? ", which is number " + place + " in the queue."
                    : !on.isEmpty() ? ", which worker " + on + " has." : ".");
            default -> "T; for what is not known.";
        };
    }
}
