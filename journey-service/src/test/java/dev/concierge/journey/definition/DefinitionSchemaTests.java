package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.concierge.platform.problem.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the reader agree on what a definition looks like. */
class DefinitionSchemaTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Schema schema;

    DefinitionSchemaTests() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("definition.schema.json"));
    }

    @Test
    void bothAcceptTheWelcomeJourney() throws IOException {
        JsonNode welcome = resource("welcome.json");

        assertThat(schema.validate(welcome)).isEmpty();
        assertThat(DefinitionReader.read(welcome)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'exit'}",
                "{'type': 'exit', 'reason': null}",
                "{'type': 'timer', 'delay': 'PT1M', 'next': 'end'}",
                "{'type': 'condition', 'when': {'type': 'event', 'event': 'x'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'patience': 'PT1M', 'when': {'type': 'not', 'rule': {'type': 'all', 'rules': [{'type': 'attribute', 'name': 'a', 'in': [1, 'b', true]}]}}, 'next': {'yes': 'end', 'no': 'end', 'unknown': 'end'}}",
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {'text': 'x', 'subject': 's', 'html': 'h'}, 'next': 'end'}"
            })
    void bothAccept(String node) {
        JsonNode definition = with(node);

        assertThat(schema.validate(definition)).isEmpty();
        assertThat(DefinitionReader.read(definition)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type': 'teleport'}",
                "{'type': 'exit', 'next': 'end'}",
                "{'type': 'timer', 'next': 'end'}",
                "{'type': 'timer', 'delay': 7, 'next': 'end'}",
                "{'type': 'timer', 'delay': 'PT1M', 'next': {'yes': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'event'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'event', 'event': 'x', 'atLeast': 0}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'event', 'event': 'x'}, 'next': {'yes': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'any', 'rules': []}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'notification', 'channels': [], 'category': 'marketing', 'content': {'text': 'x'}, 'next': 'end'}",
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {}, 'next': 'end'}"
            })
    void bothRefuse(String node) {
        JsonNode definition = with(node);

        assertThat(schema.validate(definition)).isNotEmpty();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> DefinitionReader.read(definition));
    }

    private static JsonNode with(String node) {
        String definition = node.contains("end")
                ? "{'journeyId': 'j', 'name': 'J', 'start': 'n', 'nodes': {'n': " + node + ", 'end': {'type': 'exit'}}}"
                : "{'journeyId': 'j', 'name': 'J', 'start': 'n', 'nodes': {'n': " + node + "}}";
        return JSON.readTree(definition.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'reentry': 'never'}",
                "{'reentry': 'after_exit', 'live': 1000, 'rate': {'runs': 1, 'within': 'P1D'}}",
                "{'reentry': null, 'live': null, 'rate': null}",
                "null"
            })
    void bothAcceptEntryRules(String rules) {
        JsonNode definition = withRules(rules);

        assertThat(schema.validate(definition)).isEmpty();
        assertThat(DefinitionReader.read(definition)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reentry': 'sometimes'}",
                "{'live': 0}",
                "{'live': 1001}",
                "{'live': 'many'}",
                "{'rate': {'runs': 1}}",
                "{'rate': {'runs': 0, 'within': 'P1D'}}",
                "{'often': true}",
                "7"
            })
    void bothRefuseEntryRules(String rules) {
        JsonNode definition = withRules(rules);

        assertThat(schema.validate(definition)).isNotEmpty();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> DefinitionReader.read(definition));
    }

    private static JsonNode withRules(String rules) {
        JsonNode definition = with("{'type': 'exit'}");
        ((ObjectNode) definition).set("entryRules", JSON.readTree(rules.replace('\'', '"')));
        return definition;
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(DefinitionSchemaTests.class.getResourceAsStream("/journeys/" + name), name)) {
            return JSON.readTree(resource);
        }
    }
}
