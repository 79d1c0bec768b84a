package dev.concierge.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StrictValuesTests {
    private static final JsonMapper STRICT =
            JsonMapper.builder().addModule(new StrictValues()).build();
    private static final JsonMapper USUAL = JsonMapper.shared();

    record Holder(Map<String, Object> values, JsonNode tree, ObjectNode object) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"values": {"v": 1e400}}                  | values.v
        {"values": {"v": [0, 1e-400]}}            | values.v.1
        {"tree": {"a": [{"b": 1e400}]}}           | tree.a.0.b
        {"object": {"a": "\\ud83d"}}              | object.a
        {"values": {"a": {"\\ud83d": 1}}}         | values.a.\ufffd
        {"values": {"\\ud83d": 1}}                | values
        {"tree": ["a\\u0000"]}                    | tree.0
        """)
    void saysWhereWhatCannotBeKeptIs(String json, String path) {
        assertThatThrownBy(() -> STRICT.readValue(json, Holder.class))
                .isInstanceOfSatisfying(
                        RefusedValue.class,
                        refused -> assertThat(refused.getPath().stream()
                                        .map(step -> step.getPropertyName() == null
                                                ? String.valueOf(step.getIndex())
                                                : step.getPropertyName())
                                        .toList())
                                .isEqualTo(List.of(path.split("\\."))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012345678901234567890123456789012345678901234567890",
                "-9223372036854775809",
                "2147483648",
                "7",
                "\"😀 Zoë\"",
                "[1,[2.5,{\"a\":null}],true,false,\"\"]",
            })
    void comesBackAsItWasGiven(String json) {
        assertThat(STRICT.readValue(json, JsonNode.class)).isEqualTo(USUAL.readTree(json));
        assertThat(STRICT.readValue(json, Object.class)).isEqualTo(USUAL.readValue(json, Object.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.10,\"b\":[12345678901234567.25,0.30,-1.0],\"c\":\"1.10\"}",
                "0.1234567890123456789012345678901234567890",
                "12345678901234567890",
                "null"
            })
    void keepsEveryDigitWhereItIsAskedTo(String json) {
        assertThat(STRICT.readValue(json, Exact.class).tree().toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "[1e-400]", "\"\\ud83d\""})
    void keepsDigitsOfWhatCanBeReadAlone(String json) {
        assertThatThrownBy(() -> STRICT.readValue(json, Exact.class)).isInstanceOf(RefusedValue.class);
    }

    @Test
    void aBatchIsReadToItsEndWithWhatIsWrongInIt() {
        String deep = "[".repeat(StrictValues.DEPTH) + "]".repeat(StrictValues.DEPTH);
        Given given = STRICT.readValue(
                "[{\"a\": \"\\ud83d\", \"b\": 1e400}, 7, {\"\\ud83d\": 1}, " + deep + ", 8]", Given.class);

        assertThat(given.faults().stream().map(fault -> String.join("/", fault.path())))
                .startsWith("0/a", "0/b", "2/\ufffd")
                .hasSize(4);
        assertThat(given.tree().get(1).intValue()).isEqualTo(7);
        assertThat(given.tree().get(4).intValue()).isEqualTo(8);
        assertThat(given.tree().get(0).get("a").isNull()).isTrue();
    }

    /** Messages and rows put it into others, and their readers take 100. */
    @Test
    void nestsFarLessDeepThanReadersTake() {
        String deepest = "[".repeat(StrictValues.DEPTH) + "]".repeat(StrictValues.DEPTH);
        assertThat(STRICT.readValue(deepest, JsonNode.class)).isEqualTo(USUAL.readTree(deepest));
        assertThatThrownBy(() -> STRICT.readValue("[" + deepest + "]", JsonNode.class))
                .isInstanceOf(RefusedValue.class);
        assertThat(StrictValues.DEPTH).isLessThanOrEqualTo(100 / 2);
    }
}
