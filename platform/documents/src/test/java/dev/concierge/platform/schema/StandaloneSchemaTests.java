package dev.concierge.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandaloneSchemaTests {
    @Test
    void faultsNamePlaceValueAndExpectation() {
        StandaloneSchema schema = StandaloneSchema.of(json("""
                {"required": ["price"], "additionalProperties": false,
                 "properties": {"price": {"type": "integer", "minimum": 1}, "color": {"enum": ["red"]}}}"""));

        assertThat(schema.check("/attributes", json("{\"color\": \"blue\", \"size\": 7}")))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("/attributes/price", "/attributes/color", "/attributes/size");
        assertThat(schema.check("", json("{\"price\": 0}")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).startsWith("0 (expected: "));
        assertThat(schema.check("", json("{\"price\": 3}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"https://example.org/schema.json\"}",
                "{\"properties\": {\"a\": {\"$ref\": \"other.json\"}}}",
                "{\"$id\": \"https://example.org/mine\"}",
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
                "{\"$ref\": \"#\"}",
                "{\"pattern\": \"(?=a)b\"}",
                "{\"pattern\": \"((a{100}){100}){100}\"}",
                "{\"pattern\": \"((((a{1000}){1000}){1000}){1000}){1000}\"}",
                "{\"patternProperties\": {\"(((a{1,1000}){1,1000}){1,1000})$\": true}}",
                "{\"minLength\": 1e300}",
                "{\"items\": {\"maxItems\": 99999999999999999999}}",
                "{\"minimum\": \"one\"}",
                "[]"
            })
    void whatIsNoSchemaThatStandsAloneIsRefusedWhereItStands(String document) {
        assertThatThrownBy(() -> StandaloneSchema.of("/schema", json(document)))
                .asInstanceOf(type(InvalidInput.class))
                .satisfies(refused -> assertThat(refused.errors())
                        .isNotEmpty()
                        .allSatisfy(error -> assertThat(error.pointer()).startsWith("/schema")));
    }

    @Test
    void aCheckEndsWhateverTheSchemaAsksFor() {
        StandaloneSchema schema = StandaloneSchema.of(json("""
                {"$defs": {"tree": {"items": {"anyOf": [{"$ref": "#/$defs/tree"}, {"$ref": "#/$defs/tree"}]}}},
                 "$ref": "#/$defs/tree"}"""));
        String deep = "[".repeat(40) + "7" + "]".repeat(40);

        List<FieldError> faults = schema.check("", json(deep));

        assertThat(faults).allSatisfy(fault -> assertThat(fault.detail()).contains("too many steps"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
