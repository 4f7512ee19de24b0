package dev.poolscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** The version of this program, from what the build wrote down. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (InputStream in = Objects.requireNonNull(ProgramVersion.class.getResourceAsStream("program.properties"))) {
            properties.load(in);
        }
        return new String[]{"poolscope " + properties.getProperty("version")};
    }
}
