package dev.poolscope.sizing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;

import dev.poolscope.session.ReadableJson;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.format.ScenarioWriter;
import tools.jackson.core.JsonGenerator;

/** What was measured of a machine, for people, for scenarios and for programs. */
public final class CalibrationText {
    private static final String LEFT_OUT = "A simulated run has each of them, each time the same. It still has nothing of how they vary, of workers that wait for a "
            + "processor, of the collection of garbage and of compilation.";

    private CalibrationText() {}

    /**
     * Tells it to a person, with the lines to be put into a scenario at the end.
     *
     * @param calibration what was measured
     * @return several lines
     */
    public static String of(Calibration calibration) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (Measured each : calibration.all()) {
            lines.add(String.format(Locale.ROOT, "%-8s %-9s (%s to %s)  %s, %,d times", each.key(),
                    LegibleTime.duration(each.median()), LegibleTime.duration(each.low()),
                    LegibleTime.duration(each.high()), each.what(), each.repetitions()));
        }
        lines.add("Medians and their 95 % intervals, on " + machine() + ". What else it did meanwhile is in them.");
        lines.add(LEFT_OUT);
        lines.add("");
        lines.add(ScenarioWriter.write(calibration.overheads()).strip());
        return lines.toString();
    }

    private static String machine() {
        int processors = Runtime.getRuntime().availableProcessors();
        return processors + (processors == 1 ? " processor, " : " processors, ") + System.getProperty("os.name")
                + ", Java " + System.getProperty("java.version");
    }

    /**
     * Tells it to a program.
     *
     * @param calibration what was measured
     * @return a JSON object
     */
    public static String json(Calibration calibration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = ReadableJson.to(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("machine", machine());
            json.writeArrayPropertyStart("measured");
            for (Measured each : calibration.all()) {
                json.writeStartObject();
                json.writeStringProperty("key", each.key());
                json.writeStringProperty("what", each.what());
                json.writeNumberProperty("repetitions", each.repetitions());
                json.writeNumberProperty("medianNanos", each.median());
                json.writeNumberProperty("lowNanos", each.low());
                json.writeNumberProperty("highNanos", each.high());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringProperty("overheads", ScenarioWriter.write(calibration.overheads()).strip());
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
