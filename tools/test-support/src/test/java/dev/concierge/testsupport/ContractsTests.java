package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ContractsTests {
    @ParameterizedTest
    @MethodSource("topics")
    void everyExampleIsValidAndEveryTypeHasOne(String topic) {
        JsonNode examples = Contracts.current().examples(topic);
        JsonNode types = Contracts.current().schema(topic).get("$defs");

        assertThat(examples.propertyNames())
                .containsAll(types.propertyNames().stream()
                        .filter(type -> type.contains("."))
                        .toList());
        examples.propertyNames().forEach(type -> Contracts.assertValid(topic, type, Contracts.example(topic, type)));
    }

    @Test
    void namesEveryPlaceThatBreaksTheSchema() {
        ObjectNode user = (ObjectNode) Contracts.example("users", "user.registered");
        user.put("userId", "not a uuid");
        user.remove("version");

        assertThatThrownBy(() -> Contracts.assertValid("users", "user.registered", user))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("user.registered breaks users.schema.json")
                .hasMessageContaining("/userId: ")
                .hasMessageContaining("version");
    }

    @Test
    void takesTextAndObjectsAsWell() {
        Contracts.assertValid(
                "users",
                "user.registered",
                Contracts.example("users", "user.registered").toString());
        assertThatThrownBy(() -> Contracts.assertValid("users", "user.registered", Map.of("userId", List.of())))
                .hasMessageContaining("/userId: ");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> Contracts.assertValid("users", "user.forgotten", Map.of()))
                .hasMessage("users.schema.json does not define user.forgotten");
        assertThatThrownBy(() -> Contracts.example("users", "user.forgotten"))
                .hasMessage("users.example.json has no user.forgotten");
        assertThatThrownBy(() -> Contracts.example("nothing", "x")).hasMessageContaining("nothing.example.json");
        assertThat(Contracts.has("users")).isTrue();
        assertThat(Contracts.has("nothing")).isFalse();
    }

    @Test
    void givesTheExamplesOfTheLastReleaseToo() {
        assertThat(Contracts.examples("users", "user.deleted"))
                .contains(
                        Contracts.example("users", "user.deleted"),
                        Contracts.released().example("users", "user.deleted"));
    }

    @Test
    void areFoundFromAnyFolderOfTheRepository(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("contracts").resolve("events"));
        Path deep = Files.createDirectories(root.resolve("platform").resolve("x"));

        assertThat(RepositoryFolder.above(deep)).isEqualTo(root);
        assertThatThrownBy(() -> RepositoryFolder.above(root.resolve("..").normalize()))
                .hasMessageContaining("has contracts/events (expected: tests run inside the repository)");
    }

    static List<String> topics() {
        return Contracts.current().topics();
    }
}
