package dev.concierge.event.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.problem.FieldError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ConditionsTests {
    @Test
    void readsTheSeedsSpelling() {
        Conditions conditions = read("{\"only_once\": true, \"count\": 3, \"within\": \"P7D\"}");

        assertThat(conditions.holdsOnlyOnce()).isTrue();
        assertThat(conditions.atLeast()).isEqualTo(3);
        assertThat(conditions.within()).isEqualTo(Duration.ofDays(7));
        assertThat(conditions.faults()).isEmpty();
    }

    @Test
    void holdsEachTimeWhenNothingIsAsked() {
        assertThat(Conditions.NONE.holdsOnlyOnce()).isFalse();
        assertThat(Conditions.NONE.asksHistory()).isFalse();
        assertThat(read("{\"count\": 1}").asksHistory()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\": 0} | /conditions/count",
                "{\"count\": 2, \"within\": \"PT0S\"} | /conditions/within",
                "{\"within\": \"P1D\"} | /conditions/within",
                "{\"attributes\": []} | /conditions/attributes"
            })
    void locatesWhatIsWrong(String json, String pointer) {
        assertThat(read(json).faults()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    private static Conditions read(String json) {
        return JsonMapper.shared().readValue(json, Conditions.class);
    }
}
