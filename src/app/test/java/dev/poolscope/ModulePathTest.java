package dev.poolscope;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModulePathTest {

    @Test
    void everyModuleTheProgramNeedsNamesItself() {
        Path[] path = Stream.of(System.getProperty("jdk.module.path").split(File.pathSeparator)).map(Path::of)
                .toArray(Path[]::new);
        Configuration resolved = Configuration.resolve(ModuleFinder.of(path),
                List.of(ModuleLayer.boot().configuration()),
                ModuleFinder.of(), Set.of("dev.poolscope"));

        List<ModuleReference> modules = resolved.modules().stream().map(ResolvedModule::reference).toList();
        assertThat(modules).extracting(module -> module.descriptor().name()).contains("dev.poolscope",
                "javafx.controls",
                "info.picocli");
        assertThat(modules).as("an automatic module bars jlink, and a run-time image with it")
                .noneMatch(module -> module.descriptor().isAutomatic());
    }
}
