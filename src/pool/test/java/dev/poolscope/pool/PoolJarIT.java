package dev.poolscope.pool;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The library's own jars, as they were packaged. */
class PoolJarIT {
    private static final String JARS = System.getProperty("poolscope.jars");
    private static final Path POOL = Path.of(JARS + ".jar");
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String PLAIN = """
                                        import dev.poolscope.pool.*;
                                        import java.util.*;

                                        public class Plain {
                                            public static void main(String[] args) throws Exception {
                                                try (var pool = new TripleThreadPool()) {
                                                    var options = MapOptions.builder().chunkSize(3).bufferSize(2).build();
                                                    int sum = 0;
                                                    try (var squares = pool.map(n -> n * n, List.of(1, 2, 3, 4, 5), options)) {
                                                        while (squares.hasNext()) {
                                                            sum += squares.next();
                                                        }
                                                    }
                                                    var futures = List.of(pool.submit(() -> "a"), pool.submit(() -> "b"));
                                                    System.out.println(sum + " " + Futures.collect(futures) + " " + pool.asExecutorService().submit(() -> 1).get());
                                                }
                                            }
                                        }
                                        """;

    @Test
    void theModuleNeedsTheBaseModuleAndExportsOnePackage() {
        ModuleDescriptor descriptor = ModuleFinder.of(POOL).find("dev.poolscope.pool").orElseThrow().descriptor();
        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.requires()).extracting(ModuleDescriptor.Requires::name).containsExactly("java.base");
        assertThat(descriptor.exports()).extracting(ModuleDescriptor.Exports::source)
                .containsExactly("dev.poolscope.pool");
        assertThat(descriptor.packages()).containsExactly("dev.poolscope.pool");
        assertThat(descriptor.version()).isPresent();
    }

    @Test
    void aPlainClassCompilesAndRunsWithNothingElseOnTheClassPath(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("Plain.java"), PLAIN);
        compile(directory, List.of("-cp", POOL.toString()), "Plain.java");
        String output = java(directory, "-cp", POOL + File.pathSeparator + directory, "Plain");
        assertThat(output).isEqualToIgnoringNewLines("55 [a, b] 1");
    }

    @Test
    void aModuleCompilesAndRunsWithNothingElseOnTheModulePath(@TempDir Path directory) throws Exception {
        Path home = Files.createDirectories(directory.resolve("plain"));
        Files.writeString(home.resolve("Plain.java"), "package plain;\n" + PLAIN);
        Files.writeString(directory.resolve("module-info.java"), "module plain { requires dev.poolscope.pool; }");
        compile(directory, List.of("-p", POOL.toString()), "module-info.java", "plain/Plain.java");
        String output = java(directory, "-p", POOL + File.pathSeparator + directory, "-m", "plain/plain.Plain");
        assertThat(output).isEqualToIgnoringNewLines("55 [a, b] 1");
    }

    @Test
    void theJarHoldsTheLibraryAndNothingElse() throws IOException {
        try (var jar = new JarFile(POOL.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory())).extracting(entry -> entry.getName())
                    .contains("dev/poolscope/pool/ThreadPool.class", "module-info.class", "META-INF/LICENSE")
                    .allMatch(name -> name.startsWith("dev/poolscope/pool/") || name.equals("module-info.class")
                            || name.startsWith("META-INF/"));
        }
    }

    @Test
    void sourcesAndDocumentationLieBesideIt() throws IOException {
        try (var sources = new JarFile(JARS + "-sources.jar"); var javadoc = new JarFile(JARS + "-javadoc.jar")) {
            assertThat(sources.getEntry("module-info.java")).isNotNull();
            assertThat(sources.getEntry("dev/poolscope/pool/ThreadPool.java")).isNotNull();
            assertThat(javadoc.getEntry("index.html")).isNotNull();
            assertThat(javadoc.getEntry("dev.poolscope.pool/dev/poolscope/pool/ThreadPool.html")).isNotNull();
            assertThat(javadoc.getEntry("dev.poolscope.pool/dev/poolscope/pool/PoolCore.html")).as("not public")
                    .isNull();
        }
    }

    private static void compile(Path directory, List<String> path, String... sources) {
        List<String> options = new ArrayList<>(path);
        options.addAll(List.of("-Xlint:all", "-Werror"));
        new Javac(directory).compile(options, List.of(sources)).successfully();
    }

    private static String java(Path directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA_HOME.resolve("bin").resolve("java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
