package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or directory that is named by an option. */
final class PathOption implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        // Java takes no name for the working directory, and a script whose variable is empty does not mean that.
        if (value.isBlank()) {
            throw new TypeConversionException(
                    "'" + value + "' names nothing; allowed is a path, and '.' for this directory");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException wrong) {
            throw new TypeConversionException("'" + value + "' is no path: " + wrong.getReason());
        }
    }

    /**
     * Refuses to write over what is read.
     *
     * @param out what is to be written
     * @param read what the command reads; need not be there
     */
    static void refuseOver(Path out, Path read) {
        try {
            if (Files.exists(out) && Files.exists(read) && Files.isSameFile(out, read)) {
                throw new RefusalException("'" + out + "' is read, so it is not written over; give another name");
            }
        } catch (IOException unreadable) {
            throw new RefusalException("'" + out + "' cannot be written: " + unreadable.getMessage());
        }
    }
}
