package dev.poolscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.poolscope.session.ScenarioSource;
import dev.poolscope.session.report.PicturePainter;

/** Runs the program in this JVM, with everything around it replaced. */
final class Invocation {
    static final int WINDOW_CODE = 77;
    static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    private final List<Optional<ScenarioSource>> opened = new ArrayList<>();
    private Display display = new Display(Optional.of("none in this test"), false);
    private PicturePainter painter = run -> PICTURE.clone();
    private Interruptions interruptions = Interruptions.NONE;
    private CliEnvironment.Unattended unattended = CliEnvironment.Unattended.DEFAULT;
    private boolean interactive;
    private boolean full;

    /** What came of it. */
    record Result(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }

        List<String> errLines() {
            return err.lines().toList();
        }
    }

    Invocation withDisplay() {
        display = Display.PRESENT;
        return this;
    }

    Invocation paintedBy(PicturePainter other) {
        painter = other;
        return this;
    }

    Invocation interruptedBy(Interruptions other) {
        interruptions = other;
        return this;
    }

    Invocation unattended(ScenarioSource scenario, Path report) {
        unattended = new CliEnvironment.Unattended(scenario, report);
        return this;
    }

    Invocation onATerminal() {
        interactive = true;
        return this;
    }

    List<Optional<ScenarioSource>> opened() {
        return opened;
    }

    /** Standard output takes nothing, as if it led to a full disk. */
    Invocation withoutRoom() {
        full = true;
        return this;
    }

    private static PrintWriter toFullDisk() {
        return new PrintWriter(new PrintStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        }, false, StandardCharsets.UTF_8), false, StandardCharsets.UTF_8);
    }

    Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(full ? toFullDisk() : new PrintWriter(out), new PrintWriter(err), interactive);
        WindowOpener window = source -> {
            opened.add(source);
            return WINDOW_CODE;
        };
        int code = new CommandLineProgram(
                new CliEnvironment(console, display, window, painter, interruptions, unattended))
                .run(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
