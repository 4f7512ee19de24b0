package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.report.RunExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code poolscope export}: the events of a recording, for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Write the events of a recording in a format of other programs.", sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RECORDING", description = "a recording: a file that a run was written into")
    private String file = "";

    @Option(names = "--to", paramLabel = "FORMAT", required = true, converter = Format.class, description = "csv: the columns of events.csv; "
            + "json: the same as objects; perfetto: a trace that ui.perfetto.dev and chrome://tracing open")
    private RunExport format = RunExport.CSV;

    @Option(names = "--out", paramLabel = "FILE", description = "write to this file, over what is there; by default to standard output")
    private @Nullable Path out;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FinishedRun run = RecordingArgument.open(file, console);
        if (out == null) {
            format.write(run, console.out());
            console.out().flush();
        } else {
            write(run, out);
        }
        return ExitCode.FINE;
    }

    private void write(FinishedRun run, Path target) {
        PathOption.refuseOver(target, Path.of(file));
        try {
            format.write(run, target);
        } catch (IOException failed) {
            throw new RefusalException(String.valueOf(failed.getMessage()));
        }
    }

    /** The name of a format. */
    static final class Format implements ITypeConverter<RunExport> {
        @Override
        public RunExport convert(String value) {
            for (RunExport each : RunExport.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return each;
                }
            }
            throw new TypeConversionException("'" + value + "' is no format; there are csv, perfetto and json");
        }
    }
}
