package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Topics only grow: whoever reads them with the last release reads this one's messages, and the other way round. */
class ContractEvolutionTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RELEASED = """
            {"x-key": "userId", "$defs": {"user.moved": {"type": "object", "required": ["userId", "to"], "properties": {
                "userId": {"type": "string", "format": "uuid"},
                "to": {"type": "object", "properties": {"city": {"type": ["string", "null"]}}},
                "why": {"enum": ["work", "love"]},
                "stops": {"type": "array", "items": {"type": "object", "properties": {"at": {"type": "string"}}}}}}}}
            """;

    @ParameterizedTest
    @MethodSource("releasedTopics")
    void onlyAdds(String topic) {
        assertThat(BreakingChanges.between(
                        Contracts.released().schema(topic), Contracts.current().schema(topic)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("releasedTopics")
    void messagesOfTheLastReleaseAreStillValid(String topic) {
        Contracts.released()
                .examples(topic)
                .properties()
                .forEach(example -> Contracts.assertValid(topic, example.getKey(), example.getValue()));
    }

    @ParameterizedTest
    @MethodSource("releasedTopics")
    void consumersOfTheLastReleaseReadTodaysMessages(String topic) {
        ContractFolder released = Contracts.released();
        released.examples(topic)
                .propertyNames()
                .forEach(type -> released.assertValid(topic, type, Contracts.example(topic, type)));
    }

    @Test
    void somethingWasReleased() {
        assertThat(releasedTopics()).contains("users", "journey-triggers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "city": {"type": ["string", "null"]} | "town": {"type": "string"}           | /user.moved/to/city: removed
            "user.moved"                         | "user.went"                          | /user.moved: removed
            "format": "uuid"                     | "minLength": 1                       | /user.moved/userId: format was "uuid", is
            {"at": {"type": "string"}}           | {"at": {"type": "integer"}}          | /user.moved/stops/*/at: type was "string", is "integer"
            ["string", "null"]                   | "string"                             | /user.moved/to/city: type was ["string","null"], is "string"
            ["userId", "to"]                     | ["userId", "to", "why"]              | /user.moved/why: required anew
            ["userId", "to"]                     | ["userId"]                           | /user.moved/to: no longer required
            ["work", "love"]                     | ["work"]                             | /user.moved/why: love no longer allowed
            "enum": ["work", "love"]             | "type": "string"                     | /user.moved/why: enum was ["work","love"], is
            "x-key": "userId"                    | "x-key": "city"                      | x-key was "userId", is "city"
            """, quoteCharacter = '\'')
    void seesWhatWouldBreakAReader(String was, String is, String finding) {
        assertThat(RELEASED).contains(was);

        assertThat(changes(RELEASED.replace(was, is)))
                .anySatisfy(change -> assertThat(change).contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "why": {"enum":                | "since": {"type": "integer"}, "why": {"enum":
            "$defs": {                     | "$defs": {"user.rested": {"type": "object"},
            ["work", "love"]               | ["work", "love", "sun"]
            ["string", "null"]             | ["null", "string"]
            {"x-key"                       | {"description": "Who went where.", "x-key"
            """, quoteCharacter = '\'')
    void allowsWhatOnlyAdds(String was, String is) {
        assertThat(RELEASED).contains(was);

        assertThat(changes(RELEASED.replace(was, is))).isEmpty();
    }

    static List<String> releasedTopics() {
        return Contracts.released().topics();
    }

    private static List<String> changes(String newer) {
        JsonNode schema = JSON.readTree(newer);
        return BreakingChanges.between(JSON.readTree(RELEASED), schema);
    }
}
