package dev.concierge.platform.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EntityTagsTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EntityTags tags = new EntityTags(JSON);
    private final String draft = tags.of(new Shown("draft", 1));

    record Shown(String state, int version) {}

    @Test
    void changeWithWhateverIsShown() {
        assertThat(draft).isEqualTo(tags.of(new Shown("draft", 1)));
        assertThat(draft).isNotEqualTo(tags.of(new Shown("live", 1))).isNotEqualTo(tags.of(new Shown("draft", 2)));
    }

    @Test
    void doNotChangeWithTheOrderOfEntries() {
        Map<String, Object> turned = new LinkedHashMap<>();
        turned.put("b", 2);
        turned.put("a", 1);
        assertThat(tags.of(turned)).isEqualTo(tags.of(new LinkedHashMap<>(Map.of("a", 1, "b", 2))));
        JsonNode one = JSON.readTree("{\"a\":1,\"b\":{\"d\":1,\"c\":2}}");
        assertThat(tags.of(JSON.readTree("{\"b\":{\"c\":2,\"d\":1},\"a\":1}"))).isEqualTo(tags.of(one));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        *             | true  | true
        <tag>         | true  | true
        "x", <tag>    | true  | true
        W/<tag>       | false | true
        "x"           | false | false
        nonsense      | false | false
        """)
    void areComparedStronglyToChangeAndWeaklyToRead(String header, boolean changes, boolean known) {
        String sent = header.replace("<tag>", draft);
        assertThat(EntityTags.matches(sent, draft)).isEqualTo(changes);
        assertThat(EntityTags.isKnown(sent, draft)).isEqualTo(known);
    }

    @Test
    void aPreconditionHoldsOrEndsTheRequest() {
        Shown live = new Shown("live", 1);
        assertThatCode(() -> new Precondition(tags, null, null).check(live)).doesNotThrowAnyException();
        assertThatCode(() -> new Precondition(tags, tags.of(live), null).check(live))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Precondition(tags, "*", draft).check(live)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Precondition(tags, draft, null).check(live))
                .isInstanceOf(Precondition.PreconditionFailed.class)
                .hasMessageContaining(tags.of(live));
        assertThatThrownBy(() -> new Precondition(tags, null, "*").check(live))
                .isInstanceOf(Precondition.PreconditionFailed.class);
    }

    @Test
    void aTagMayStandForAllThatAThingIsShownAs() {
        assertThatCode(() -> new Precondition(tags, "\"4\", \"5\"", "\"4\"").checkTag("\"5\""))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Precondition(tags, "\"4\"", null).checkTag("\"5\""))
                .isInstanceOf(Precondition.PreconditionFailed.class);
        assertThatThrownBy(() -> new Precondition(tags, null, "W/\"5\"").checkTag("\"5\""))
                .isInstanceOf(Precondition.PreconditionFailed.class);
    }

    @Test
    void whatIsNotThereIsWhatNobodyExpects() {
        assertThatCode(() -> new Precondition(tags, null, "*").checkAbsent()).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Precondition(tags, "*", null).checkAbsent())
                .isInstanceOf(Precondition.PreconditionFailed.class);
        assertThatThrownBy(() -> new Precondition(tags, draft, null).checkAbsent())
                .isInstanceOf(Precondition.PreconditionFailed.class);
    }

    @Test
    void whoeverNamesNothingExpectsNothing() {
        assertThatCode(() -> Precondition.NONE.check(new Shown("live", 1))).doesNotThrowAnyException();
        assertThatCode(Precondition.NONE::checkAbsent).doesNotThrowAnyException();
        assertThat(Precondition.NONE.hasIfMatch()).isFalse();
        assertThat(new Precondition(tags, draft, null).hasIfMatch()).isTrue();
    }
}
