package dev.concierge.resource.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.concierge.platform.conditional.EntityTags;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.UnreadableBody;
import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.resource.WriteRequest.Conditions;
import dev.concierge.resource.resource.WriteRequest.Target;
import dev.concierge.resource.type.ResourceType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WriteRequestTests {
    private final WriteRequest strict = new WriteRequest(
            new ResourceJson(JsonMapper.shared()), new ResourceSettings(true), new Ids(Clock.systemUTC()));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CREATE")
    void aChangeNamesTheVersionItExpectsWhereThatIsAsked(Verb verb) {
        assertThatExceptionOfType(WriteRequest.IfMatchRequired.class)
                .isThrownBy(() -> read(verb, null))
                .extracting(Fact::kind)
                .isEqualTo(Fact.Kind.PRECONDITION_REQUIRED);
        assertThat(Fact.Kind.PRECONDITION_REQUIRED.status()).isEqualTo(428);
        assertThat(read(verb, "\"3\"").precondition().hasIfMatch()).isTrue();
    }

    @Test
    void whatIsCreatedHasNoVersionToExpect() {
        assertThat(read(Verb.CREATE, null).precondition().hasIfMatch()).isFalse();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        byte[] body = "{\"noSuch\": 1, \"requestId\": \"\"}".getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> strict.enveloped(
                        () -> {
                            throw new InvalidInput("X-Resource-Type", "missing (expected: a type)");
                        },
                        Verb.CREATE,
                        body,
                        new Conditions(null, Precondition.NONE)))
                .satisfies(refused -> assertThat(refused.errors())
                        .extracting(FieldError::pointer)
                        .containsExactlyInAnyOrder("X-Resource-Type", "/noSuch", "/requestId", "/data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-32BE", "UTF-16"})
    void bodiesAreUtf8(String encoding) {
        byte[] body = "{\"n\": 1}".getBytes(Charset.forName(encoding));

        assertThatExceptionOfType(UnreadableBody.class)
                .isThrownBy(() -> new ResourceJson(JsonMapper.shared()).read(body));
    }

    private Operation read(Verb verb, @Nullable String ifMatch) {
        Target target = new Target(
                new Place(new BusinessId("b"), new LocationId("l")), new ResourceType("menu"), new ResourceId("r"));
        byte[] body = "{\"n\": 1}".getBytes(StandardCharsets.UTF_8);
        return strict.bare(
                target,
                verb,
                verb == Verb.DELETE ? null : body,
                new Conditions(null, new Precondition(new EntityTags(JsonMapper.shared()), ifMatch, null)));
    }
}
