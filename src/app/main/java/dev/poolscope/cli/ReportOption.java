package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;

import dev.poolscope.session.report.ReportDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --out}: where the report of a run is written to. */
final class ReportOption {
    @Option(names = "--out", paramLabel = "DIR", description = "write the report (summary.json, events.csv, picture.png, report.html) to this "
            + "directory; it is made if it is missing, and only these files are overwritten")
    private @Nullable Path directory;

    /** The directory, made and tried; null if no report is wanted. */
    @Nullable
    ReportDirectory prepared() {
        return directory == null ? null : prepared(directory);
    }

    static ReportDirectory prepared(Path directory) {
        try {
            return ReportDirectory.at(directory);
        } catch (IOException refused) {
            throw new RefusalException(String.valueOf(refused.getMessage()));
        }
    }
}
