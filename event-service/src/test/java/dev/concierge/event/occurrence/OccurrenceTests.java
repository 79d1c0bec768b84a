package dev.concierge.event.occurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OccurrenceTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {} | true",
                "{\"a\": 1} | {} | true",
                "{\"a\": 1, \"b\": 2} | {\"a\": 1} | true",
                "{\"a\": 1} | {\"a\": 1.0} | true",
                "{\"a\": \"1\"} | {\"a\": 1} | false",
                "{\"a\": {\"b\": [1, 2]}} | {\"a\": {\"b\": [1, 2.0]}} | true",
                "{\"a\": {\"b\": 1, \"c\": 2}} | {\"a\": {\"b\": 1}} | false",
                "{\"a\": null} | {\"a\": null} | true",
                "{} | {\"a\": null} | false"
            })
    void hasAttributesWhenEachIsEqual(String attributes, String wanted, boolean has) {
        JsonMapper mapper = JsonMapper.shared();
        Occurrence occurrence = new Occurrence(
                UUID.randomUUID(),
                "u",
                "e",
                Instant.EPOCH,
                Instant.EPOCH,
                Origin.EVENT,
                "app",
                Attributes.written(attributes));

        assertThat(occurrence.has(mapper.readTree(wanted))).isEqualTo(has);
    }
}
