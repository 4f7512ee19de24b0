package dev.poolscope.app.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsPlaceTest {
    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        properties.setProperty("user.home", "/home/person");
        return properties;
    }

    @Test
    void theyLieWhereEachSystemKeepsSuchFiles() {
        assertThat(SettingsPlace.of(system("Linux"), Map.of()))
                .isEqualTo(Path.of("/home/person/.config/poolscope/settings.properties"));
        assertThat(SettingsPlace.of(system("Linux"), Map.of("XDG_CONFIG_HOME", "/etc/mine")))
                .isEqualTo(Path.of("/etc/mine/poolscope/settings.properties"));
        assertThat(SettingsPlace.of(system("Linux"), Map.of("XDG_CONFIG_HOME", "relative")))
                .isEqualTo(Path.of("/home/person/.config/poolscope/settings.properties"));
        assertThat(SettingsPlace.of(system("Mac OS X"), Map.of("XDG_CONFIG_HOME", "/etc/mine")))
                .isEqualTo(Path.of("/home/person/Library/Application Support/Poolscope/settings.properties"));
        assertThat(SettingsPlace.of(system("Windows 11"), Map.of("APPDATA", "/roaming")))
                .isEqualTo(Path.of("/roaming/Poolscope/settings.properties"));
    }

    @Test
    void aPropertyCanSayOtherwise() {
        Properties properties = system("Linux");
        properties.setProperty(SettingsPlace.PROPERTY, "/tmp/other.properties");

        assertThat(SettingsPlace.of(properties, Map.of())).isEqualTo(Path.of("/tmp/other.properties"));
    }
}
