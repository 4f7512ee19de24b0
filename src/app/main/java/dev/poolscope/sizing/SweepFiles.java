package dev.poolscope.sizing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.poolscope.session.OutputDirectory;
import dev.poolscope.session.ReadableJson;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.model.Quantity;
import tools.jackson.core.JsonGenerator;

/** A directory for the files of a sweep: {@code sweep.csv}, {@code sweep.json} and {@code sweep.html}. Made and tried before the sweep. */
public final class SweepFiles {
    private static final String CSV = "sweep.csv";
    private static final String JSON = "sweep.json";
    private static final String PAGE = "sweep.html";

    private final OutputDirectory directory;

    private SweepFiles(OutputDirectory directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory, if it is not there, and makes sure that it can be written to.
     *
     * @param directory where
     * @return the directory
     * @throws IOException if it is none, or cannot be made or written to; the message says so in one line
     */
    public static SweepFiles at(Path directory) throws IOException {
        return new SweepFiles(OutputDirectory.at(directory, "files", List.of(CSV, JSON, PAGE)));
    }

    /** {@return the directory} */
    public Path path() {
        return directory.path();
    }

    /**
     * Writes all three, or none.
     *
     * @param result what came of the sweep
     * @param simulated whether its runs were simulated
     * @throws IOException if one cannot be written; the message says so in one line
     */
    public void write(SweepResult result, boolean simulated) throws IOException {
        directory.write(Map.of(CSV, bytes(csv(result)), JSON, bytes(json(result, simulated)), PAGE,
                bytes(SweepPage.of(result, simulated))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---------------------------------------------------------------- numbers for machines

    /** Times in milliseconds. */
    private static double plain(Quantity quantity, double value) {
        return quantity.base() instanceof Quantity.Time ? value / 1e6 : value;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.contains(",") || safe.contains("\"") || safe.contains("\n")
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    static String csv(SweepResult result) {
        StringBuilder csv = new StringBuilder();
        List<String> head = new ArrayList<>(
                result.plan().variations().stream().map(each -> cell(each.path())).toList());
        head.addAll(List.of("runs", "verdict", "saturated", "starved", "utilisation", "offeredLoad"));
        for (Quantity quantity : result.plan().quantities()) {
            // Its mean stands among the columns that are always there.
            if (!(quantity instanceof Quantity.Utilisation)) {
                head.add(cell(quantity.key()));
            }
            head.addAll(List.of(cell(quantity.key() + ".low"), cell(quantity.key() + ".high")));
        }
        head.addAll(List.of("theory", "theory.wait.mean", "theory.wait.p99"));
        csv.append(String.join(",", head)).append('\n');
        for (SweepPoint point : result.points()) {
            List<String> row = new ArrayList<>(point.values().stream().map(SweepFiles::cell).toList());
            row.add(Integer.toString(point.runs()));
            row.add(point.goals().isEmpty() ? "" : point.verdict().word());
            row.add(Boolean.toString(point.saturated()));
            row.add(Integer.toString(point.starved()));
            row.add(number(point.utilisation().mean()));
            row.add(number(point.offeredLoad().mean()));
            for (Quantity quantity : result.plan().quantities()) {
                Estimate estimate = point.estimate(quantity);
                if (!(quantity instanceof Quantity.Utilisation)) {
                    row.add(number(plain(quantity, estimate.mean())));
                }
                row.add(number(plain(quantity, estimate.low())));
                row.add(number(plain(quantity, estimate.high())));
            }
            row.add(point.theory() instanceof Theory.Steady steady ? cell(steady.formula().title()) : "");
            row.add(number(theory(point, Quantity.Statistic.MEAN)));
            row.add(number(theory(point, Quantity.Statistic.P99)));
            csv.append(String.join(",", row)).append('\n');
        }
        return csv.toString();
    }

    private static double theory(SweepPoint point, Quantity.Statistic statistic) {
        return point.theory() instanceof Theory.Steady steady
                ? steady.predict(new Quantity.Time(Quantity.Span.WAIT, statistic)).orElse(Double.NaN) / 1e6
                : Double.NaN;
    }

    static String json(SweepResult result, boolean simulated) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = ReadableJson.to(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("scenario", result.plan().scenario().name());
            json.writeBooleanProperty("simulated", simulated);
            if (simulated) {
                json.writeNumberProperty("cores", result.plan().cores());
            }
            RecordedLoad load = result.plan().load();
            if (load == null) {
                json.writeNumberProperty("firstSeed", result.plan().scenario().seed());
                json.writeNumberProperty("seeds", result.plan().seeds());
            } else {
                json.writeObjectPropertyStart("replays");
                json.writeStringProperty("recording", load.name());
                json.writeStringProperty("recordedAt", load.startedAt().toString());
                texts(json, "filledIn", load.filledIn());
                json.writeEndObject();
            }
            json.writeBooleanProperty("complete", result.isComplete());
            texts(json, "goals", result.plan().goals().stream().map(goal -> goal.text()).toList());
            texts(json, "answer", SweepAnswer.of(result));
            json.writeArrayPropertyStart("points");
            result.points().forEach(point -> point(json, result.plan(), point));
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void point(JsonGenerator json, SweepPlan plan, SweepPoint point) {
        json.writeStartObject();
        json.writeObjectPropertyStart("values");
        for (int i = 0; i < plan.variations().size(); i++) {
            json.writeStringProperty(plan.variations().get(i).path(), point.values().get(i));
        }
        json.writeEndObject();
        json.writeNumberProperty("runs", point.runs());
        if (!point.goals().isEmpty()) {
            json.writeStringProperty("verdict", point.verdict().word());
        }
        json.writeBooleanProperty("saturated", point.saturated());
        json.writeNumberProperty("starved", point.starved());
        number(json, "utilisation", point.utilisation().mean());
        number(json, "offeredLoad", point.offeredLoad().mean());
        json.writeObjectPropertyStart("measured");
        for (Quantity quantity : plan.quantities()) {
            Estimate estimate = point.estimate(quantity);
            json.writeObjectPropertyStart(quantity.key());
            number(json, "mean", plain(quantity, estimate.mean()));
            number(json, "low", plain(quantity, estimate.low()));
            number(json, "high", plain(quantity, estimate.high()));
            json.writeNumberProperty("samples", estimate.samples());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (point.theory() instanceof Theory.Steady steady) {
            json.writeObjectPropertyStart("theory");
            json.writeStringProperty("formula", steady.formula().title());
            number(json, "wait.mean", theory(point, Quantity.Statistic.MEAN));
            number(json, "wait.p99", theory(point, Quantity.Statistic.P99));
            texts(json, "broken", steady.broken());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }
}
