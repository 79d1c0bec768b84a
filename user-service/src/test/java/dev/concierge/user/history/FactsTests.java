package dev.concierge.user.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class FactsTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void numbersTextsAndTruthsAreKeptByTheirPointer() {
        assertThat(of("{\"amount\":12.5,\"a/b\":{\"c~d\":\"x\"},\"gift\":true,\"list\":[1],\"none\":null}"))
                .isEqualTo("{\"/amount\":12.5,\"/gift\":true,\"/a~1b/c~0d\":\"x\"}");
    }

    /** What would cost much to add up, or what Postgres cannot keep, must not hold up the guest's stream. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1e999999999}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}",
                "[1]",
                "1",
                "null"
            })
    void whatDoesNotFitIsNothing(String attributes) {
        assertThat(of(attributes)).isEqualTo("{}");
    }

    @Test
    void anEventKeepsTwentyOfThemTheOuterOnesFirst() {
        StringBuilder many = new StringBuilder("{\"inner\":{\"x\":1}");
        for (int number = 0; number < 20; number++) {
            many.append(",\"f").append(number).append("\":1");
        }

        assertThat(JSON.readTree(of(many.append('}').toString())).propertyNames())
                .hasSize(20)
                .doesNotContain("/inner/x");
        assertThat(of("{\"long\":\"" + "x".repeat(65) + "\"}")).isEqualTo("{}");
        assertThat(Facts.of(MissingNode.getInstance())).isEqualTo("{}");
    }

    private static String of(String attributes) {
        return Facts.of(JSON.readTree(attributes));
    }
}
