package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlaceholdersTests {
    private static final JsonNode DATA =
            JsonMapper.shared().readTree("{\"total\":12.5,\"order\":{\"id\":\"A$1\"},\"list\":[1],\"none\":null}");

    private final Placeholders known =
            new Placeholders(DATA, Map.of("firstName", "<Ada>\r\nBcc: x@y", "lastName", "L")::get);
    private final Placeholders anonymous = new Placeholders(DATA, _ -> null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Total {{data.total}}, order {{ data.order.id }} | Total 12.5, order A$1
            {{user.lastName}}, hello                        | L, hello
            {{data.missing}} {{data.list}}{{data.none}}.    | .
            {{other.thing}}!                                | !
            {{ not a placeholder }}                         | {{ not a placeholder }}
            """)
    void puts(String template, String rendered) {
        assertThat(known.text(template)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Good to have you here, {{user.firstName}}.   | Good to have you here.
            Welcome, {{user.firstName}}                  | Welcome
            {{user.firstName}}, your table is ready      | your table is ready
            Dear {{user.firstName}} {{user.lastName}},   | Dear,
            """)
    void leavesNoGapWhereAValueIsMissing(String template, String rendered) {
        assertThat(anonymous.text(template)).isEqualTo(rendered);
    }

    /** 20,000 blanks took 7 s, in the consumer's transaction. */
    @ParameterizedTest
    @ValueSource(strings = {" ", ", ", "{{", "{{ ", "{{data.", "{{data.a ", "a"})
    void takesATimeThatGrowsWithTheLengthAlone(String repeated) {
        String template = repeated.repeat(200_000 / repeated.length());

        assertThat(assertTimeout(Duration.ofSeconds(2), () -> known.html(template)))
                .isEqualTo(template);
    }

    @Test
    void whatValuesTakeInOneTextIsBounded() {
        Placeholders longOnes = new Placeholders(DATA, _ -> "x".repeat(30_000));

        assertThat(longOnes.text("{{user.name}}".repeat(15_000) + "!"))
                .hasSizeBetween(900_000, 1_000_001)
                .endsWith("x!");
    }

    @Test
    void escapesValuesInHtmlButNotItsMarkup() {
        assertThat(known.html("<p>{{user.firstName}}</p>")).startsWith("<p>&lt;Ada&gt;");
    }

    @Test
    void keepsAHeaderOnOneLine() {
        assertThat(known.line("Hi {{user.firstName}}\nthere")).isEqualTo("Hi <Ada> Bcc: x@y there");
    }
}
