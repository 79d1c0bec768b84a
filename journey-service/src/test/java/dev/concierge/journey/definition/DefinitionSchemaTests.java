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
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {'text': 'x', 'subject': 's', 'html': 'h'}, 'next': 'end'}",
                "{'type': 'notification', 'channels': ['email'], 'category': 'marketing', 'template': {'id': 'hello', 'version': 2}, 'expiresAfter': 'P1D', 'window': {'from': '09:00', 'to': '21:00', 'days': ['monday'], 'zone': 'Europe/Berlin'}, 'next': 'end'}",
                "{'type': 'timer', 'until': {'time': '09:00', 'days': ['monday', 'friday']}, 'zone': 'Asia/Tokyo', 'next': 'end'}",
                "{'type': 'timer', 'until': {'date': '2027-01-01', 'time': '09:00'}, 'window': {'from': '22:00', 'to': '02:00'}, 'next': 'end'}",
                "{'type': 'timer', 'until': {'attribute': 'checkIn', 'of': 'entry', 'offset': '-P1D', 'time': '18:00'}, 'next': 'end'}",
                "{'type': 'wait', 'events': [{'event': 'x', 'attributes': {'a': 1}, 'key': 'k', 'next': 'end'}], 'timeout': 'P1D', 'next': {'done': 'end', 'timeout': 'end'}}",
                "{'type': 'wait', 'for': 'all', 'events': [{'event': 'x'}, {'event': 'y'}], 'timeout': 'P1D', 'next': {'done': 'end'}}",
                "{'type': 'split', 'ways': [{'name': 'a', 'weight': 1, 'next': 'end'}, {'name': 'b', 'weight': 9, 'holdOut': true, 'next': 'end'}], 'salt': 's'}",
                "{'type': 'goto', 'to': 'end', 'atMost': 3, 'next': 'end'}",
                "{'type': 'journey', 'journeyId': 'other', 'attributes': {'a': '{{entry.a}}'}, 'wait': 'P1D', 'timeout': 'end', 'next': 'end'}",
                "{'type': 'stop', 'journeyId': 'other', 'reason': 'r', 'next': 'end'}",
                "{'type': 'update-user', 'attributes': {'tier': 'gold'}, 'next': 'end'}",
                "{'type': 'emit', 'event': 'reached', 'attributes': {'a': 1}, 'next': 'end'}",
                "{'type': 'http', 'method': 'post', 'url': 'https://example.org/{{key}}', 'headers': {'X-A': 'b'}, 'body': {'a': [1]}, 'secret': {'header': 'Authorization', 'name': 'crm'}, 'timeout': 'PT3S', 'retries': 0, 'patience': 'PT1M', 'map': {'a': '/b/0'}, 'next': {'ok': 'end', 'failed': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'attribute', 'of': 'memory', 'name': 'a', 'is': 'gte', 'value': 2}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'attribute', 'name': 'a', 'is': 'exists'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'segment', 'segmentId': 'gold'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'profile', 'at': '/about/gender', 'is': 'eq', 'value': 'f'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'history', 'event': 'x', 'atLeast': 2, 'within': 'P30D'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'event', 'event': 'x', 'within': 'P1D'}, 'next': {'yes': 'end', 'no': 'end'}}"
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
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {}, 'next': 'end'}",
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'next': 'end'}",
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {'text': 'x'}, 'template': {'id': 'x'}, 'next': 'end'}",
                "{'type': 'notification', 'channels': ['sms'], 'category': 'marketing', 'content': {'text': 'x'}, 'window': {'from': '9', 'to': '10:00'}, 'next': 'end'}",
                "{'type': 'timer', 'delay': 'PT1M', 'until': {'time': '09:00'}, 'next': 'end'}",
                "{'type': 'timer', 'until': {}, 'next': 'end'}",
                "{'type': 'timer', 'until': {'time': '24:00'}, 'next': 'end'}",
                "{'type': 'timer', 'until': {'time': '09:00', 'days': ['someday']}, 'next': 'end'}",
                "{'type': 'wait', 'events': [], 'timeout': 'P1D', 'next': {'done': 'end'}}",
                "{'type': 'wait', 'events': [{'event': 'x'}], 'next': {'done': 'end'}}",
                "{'type': 'wait', 'for': 'all', 'events': [{'event': 'x', 'next': 'end'}], 'timeout': 'P1D', 'next': {'done': 'end'}}",
                "{'type': 'split', 'ways': [{'name': 'a', 'weight': 0, 'next': 'end'}]}",
                "{'type': 'goto', 'to': 'end', 'next': 'end'}",
                "{'type': 'goto', 'to': 'end', 'atMost': 101, 'next': 'end'}",
                "{'type': 'journey', 'journeyId': 'Other', 'next': 'end'}",
                "{'type': 'journey', 'journeyId': 'other', 'timeout': 'end', 'next': 'end'}",
                "{'type': 'update-user', 'attributes': {}, 'next': 'end'}",
                "{'type': 'emit', 'event': 'user.deleted', 'next': 'end'}",
                "{'type': 'http', 'method': 'post', 'url': 'ftp://example.org', 'next': {'ok': 'end'}}",
                "{'type': 'http', 'method': 'trace', 'url': 'https://example.org', 'next': {'ok': 'end'}}",
                "{'type': 'http', 'method': 'get', 'url': 'https://example.org', 'map': {'a': 'b'}, 'next': {'ok': 'end'}}",
                "{'type': 'http', 'method': 'get', 'url': 'https://example.org', 'secret': {'header': 'A', 'name': '../key'}, 'next': {'ok': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'attribute', 'name': 'a', 'is': 'like', 'value': 2}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'attribute', 'name': 'a', 'is': 'eq'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'segment', 'segmentId': 'Gold'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'profile', 'at': 'about', 'is': 'exists'}, 'next': {'yes': 'end', 'no': 'end'}}",
                "{'type': 'condition', 'when': {'type': 'history', 'event': 'x', 'within': 'soon'}, 'next': {'yes': 'end', 'no': 'end'}}"
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
                "{'priority': {'group': 'offers', 'rank': 0}}",
                "{'reentry': null, 'live': null, 'rate': null, 'priority': null}",
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
                "{'priority': {'group': 'offers'}}",
                "{'priority': {'group': 'offers', 'rank': -1}}",
                "{'priority': {'group': ' ', 'rank': 1}}",
                "{'often': true}",
                "7"
            })
    void bothRefuseEntryRules(String rules) {
        JsonNode definition = withRules(rules);

        assertThat(schema.validate(definition)).isNotEmpty();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> DefinitionReader.read(definition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{'entriesPerMinute': 600, 'messagesPerMinute': 1, 'runs': 1000000000, 'nodes': {}, 'channels': {'email': 5, 'sms': 1}}",
                "{'nodes': null, 'channels': null, 'runs': null}"
            })
    void bothAcceptLimits(String limits) {
        JsonNode definition = withLimits(limits);

        assertThat(schema.validate(definition)).isEmpty();
        assertThat(DefinitionReader.read(definition)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'entriesPerMinute': 0}",
                "{'messagesPerMinute': 1.5}",
                "{'runs': '10'}",
                "{'channels': {'pigeon': 1}}",
                "{'channels': {'email': null}}",
                "{'nodes': {'no node': 1}}",
                "{'nodes': []}",
                "{'pace': 1}"
            })
    void bothRefuseLimits(String limits) {
        JsonNode definition = withLimits(limits);

        assertThat(schema.validate(definition)).isNotEmpty();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> DefinitionReader.read(definition));
    }

    private static JsonNode withLimits(String limits) {
        JsonNode definition = with("{'type': 'exit'}");
        ((ObjectNode) definition).set("limits", JSON.readTree(limits.replace('\'', '"')));
        return definition;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'at': '2027-01-01T09:00:00Z', 'guests': 'all'}",
                "{'rrule': 'FREQ=WEEKLY;BYDAY=MO', 'from': '2026-12-01', 'time': '09:00', 'zone': 'Europe/Berlin', 'guests': ['a'], 'perMinute': 600}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': {'segment': 'gold-and-quiet'}}"
            })
    void bothAcceptSchedules(String schedule) {
        JsonNode definition = withSchedule(schedule);

        assertThat(schema.validate(definition)).isEmpty();
        assertThat(DefinitionReader.read(definition).schedule()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'guests': 'all'}",
                "{'at': '2027-01-01T09:00:00Z'}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': 'some'}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': []}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': {'segment': 'Gold'}}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': {'segment': 'gold', 'all': true}}",
                "{'at': '2027-01-01T09:00:00Z', 'rrule': 'FREQ=DAILY', 'from': '2026-12-01', 'time': '09:00', 'guests': 'all'}",
                "{'rrule': 'daily', 'from': '2026-12-01', 'time': '09:00', 'guests': 'all'}",
                "{'rrule': 'FREQ=DAILY', 'time': '09:00', 'guests': 'all'}",
                "{'at': '2027-01-01T09:00:00Z', 'guests': 'all', 'perMinute': 0}"
            })
    void bothRefuseSchedules(String schedule) {
        JsonNode definition = withSchedule(schedule);

        assertThat(schema.validate(definition)).isNotEmpty();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> DefinitionReader.read(definition));
    }

    private static JsonNode withSchedule(String schedule) {
        JsonNode definition = with("{'type': 'exit'}");
        ((ObjectNode) definition).set("schedule", JSON.readTree(schedule.replace('\'', '"')));
        return definition;
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
