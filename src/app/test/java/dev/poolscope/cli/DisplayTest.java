package dev.poolscope.cli;

import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTest {

    @Test
    void onLinuxADisplayIsNamedByTheEnvironment() {
        assertThat(Display.of(on("Linux"), Map.of("DISPLAY", ":0"))).isEqualTo(Display.PRESENT);
        assertThat(Display.of(on("Linux"), Map.of("WAYLAND_DISPLAY", "wayland-0"))).isEqualTo(Display.PRESENT);
        assertThat(Display.of(on("Linux"), Map.of()).missing()).contains("neither DISPLAY nor WAYLAND_DISPLAY is set");
    }

    @Test
    void anEmptyVariableNamesNoDisplay() {
        assertThat(Display.of(on("Linux"), Map.of("DISPLAY", "", "WAYLAND_DISPLAY", " ")).missing()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows 11", "Mac OS X"})
    void otherSystemsHaveADisplayWhateverTheEnvironmentSays(String system) {
        assertThat(Display.of(on(system), Map.of())).isEqualTo(Display.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows 11", "Mac OS X", "Linux"})
    void javaCanBeToldThatThereIsNone(String system) {
        Properties headless = on(system);
        headless.setProperty("java.awt.headless", "true");
        Properties glass = on(system);
        glass.setProperty("glass.platform", "Headless");

        assertThat(Display.of(headless, Map.of("DISPLAY", ":0")).missing()).contains("java.awt.headless is true");
        assertThat(Display.of(glass, Map.of("DISPLAY", ":0")).missing()).contains("glass.platform is Headless");
    }

    @Test
    void aDisplayThatCouldNotBeOpenedIsNone() {
        Properties tried = on("Windows 11");
        tried.setProperty(Display.MISSING, "Unable to open DISPLAY");
        tried.setProperty("glass.platform", "Headless");

        assertThat(Display.of(tried, Map.of("DISPLAY", ":0")).missing()).contains("Unable to open DISPLAY");
        assertThat(Display.of(tried, Map.of("DISPLAY", ":0")).pretended()).isFalse();
    }

    private static Properties on(String system) {
        var properties = new Properties();
        properties.setProperty("os.name", system);
        return properties;
    }
}
