package dev.poolscope.session.report;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.UnwritableFile;
import dev.poolscope.session.WholeFiles;
import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A run in the formats of other programs. */
public enum RunExport {
    /** The events, as {@code events.csv} of a report has them. */
    CSV {
        @Override
        public void write(FinishedRun run, Writer out) throws IOException {
            EventsCsv.write(run.events(), out);
        }
    },
    /** The trace event format, which Perfetto and the tracing page of Chrome open. */
    PERFETTO {
        @Override
        public void write(FinishedRun run, Writer out) throws IOException {
            json(out, json -> new TraceEvents(json).write(run));
        }
    },
    /** The events, each an object with the columns of {@code events.csv}. */
    JSON {
        @Override
        public void write(FinishedRun run, Writer out) throws IOException {
            json(out, json -> {
                json.writeStartObject();
                json.writeStringProperty("scenario", run.scenario().name());
                json.writeNumberProperty("seed", run.scenario().seed());
                json.writeBooleanProperty("simulated", run.simulatedCores() > 0);
                json.writeNumberProperty("lengthNanos", run.length().toNanos());
                json.writeNumberProperty("maxWorkers", run.maxWorkers());
                json.writeNumberProperty("droppedEvents", run.summary().droppedEvents());
                json.writeArrayPropertyStart("events");
                for (RunEvent event : run.events()) {
                    event(json, event);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        }
    };

    /** What is written as JSON. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator json);
    }

    /**
     * Writes a run.
     *
     * @param run which
     * @param out where to; neither flushed nor closed
     * @throws IOException if {@code out} throws it
     */
    public abstract void write(FinishedRun run, Writer out) throws IOException;

    /**
     * Writes a run into a file: all of it, or nothing.
     *
     * @param run which
     * @param file where; what is there is overwritten
     * @throws IOException if it cannot be written; the message is one sentence
     */
    public void write(FinishedRun run, Path file) throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            files.add(file, out -> {
                Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
                write(run, text);
                text.flush();
            });
            files.replace();
        } catch (IOException failed) {
            throw new IOException("'" + file + "' cannot be written: " + UnwritableFile.reason(failed, file), failed);
        }
    }

    private static void event(JsonGenerator json, RunEvent event) {
        json.writeStartObject();
        json.writeNumberProperty("nanos", event.nanos());
        json.writeStringProperty("event", event.type().name());
        if (event.taskId() != 0) {
            json.writeNumberProperty("taskId", event.taskId());
        }
        String stream = event.stream();
        if (stream != null) {
            json.writeStringProperty("stream", stream);
        }
        if (event.workerId() != 0) {
            json.writeNumberProperty("workerId", event.workerId());
        }
        String detail = EventText.detail(event);
        if (!detail.isEmpty()) {
            json.writeStringProperty("detail", detail);
        }
        json.writeEndObject();
    }

    private static void json(Writer out, Content content) throws IOException {
        // The generator closes what it writes to, and that is not its own.
        Writer open = new FilterWriter(out) {
            @Override
            public void close() {
                // stays open
            }
        };
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), open)) {
            content.writeTo(json);
        } catch (JacksonException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getMessage(), failed);
        }
        out.write('\n');
    }
}
