package dev.concierge.localstack.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTests {
    @Test
    void readsPlainQuotedAndExportedValues() {
        assertThat(DotEnv.parse(List.of(
                        "# a comment",
                        "",
                        "PLAIN=one two",
                        "export EXPORTED = three",
                        "DOUBLE=\"a # b\\nc\" # kept until the quote",
                        "SINGLE='a\\nb'",
                        "PASSWORD=\"a\\$b\\d\\\"\" # never \"plain\"",
                        "COMMENTED=value # why",
                        "HASH=a#b",
                        "EMPTY=",
                        "URL=https://host/?a=b")))
                .containsExactly(
                        entry("PLAIN", "one two"),
                        entry("EXPORTED", "three"),
                        entry("DOUBLE", "a # b\nc"),
                        entry("SINGLE", "a\\nb"),
                        entry("PASSWORD", "a$b\\d\""),
                        entry("COMMENTED", "value"),
                        entry("HASH", "a#b"),
                        entry("EMPTY", ""),
                        entry("URL", "https://host/?a=b"));
    }

    @Test
    void namesTheLineThatIsNoSetting() {
        assertThatThrownBy(() -> DotEnv.parse(List.of("A=1", "nonsense")))
                .isInstanceOf(CannotContinue.class)
                .hasMessage(".env line 2 is not a setting: nonsense");
    }

    @Test
    void theEnvironmentGoesFirst(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve(".env"), "A=file\nB=file\nC=\n");

        Settings settings = Settings.load(root, Map.of("A", "shell"));

        assertThat(settings.text("A")).hasValue("shell");
        assertThat(settings.text("B")).hasValue("file");
        assertThat(settings.text("C")).isEmpty();
        assertThat(settings.dotEnv()).containsOnlyKeys("B", "C");
    }

    @Test
    void saysWhichNumberIsNone(@TempDir Path root) {
        Settings settings = Settings.load(root, Map.of("CONCIERGE_PORT_BASE", "high"));

        assertThatThrownBy(() -> settings.number("CONCIERGE_PORT_BASE"))
                .hasMessage("CONCIERGE_PORT_BASE: high (expected: a whole number)");
    }
}
