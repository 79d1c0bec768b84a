package dev.concierge.resource.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.resource.directory.BusinessId;
import dev.concierge.resource.directory.LocationId;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.type.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SharedResourceTests {
    private static final Instant TIME = Instant.parse("2030-01-02T03:04:05.678Z");

    private final ResourceJson json = new ResourceJson(new JsonMapper());

    @Test
    void aResourceComesBackAsItWasToTheLastDigit() {
        Resource resource = resource(
                key("b", "r"),
                "{\"id\":\"r\",\"huge\":1e400,\"exact\":0.10,\"long\":123456789012345678901234567890,\"deep\":[[{\"a\":null}]]}");
        SharedResource form = new SharedResource(json, resource.key());

        Resource back = form.read(form.write(resource)).orElseThrow();

        assertThat(back).isEqualTo(resource);
        assertThat(json.write(Objects.requireNonNull(back.data())))
                .isEqualTo(json.write(Objects.requireNonNull(resource.data())));
    }

    @Test
    void whatIsAnothersIsNotThereWhereverItLies() {
        String theirs =
                new SharedResource(json, key("other", "r")).write(resource(key("other", "r"), "{\"id\":\"r\"}"));

        assertThat(new SharedResource(json, key("b", "r")).read(theirs)).isEmpty();
        assertThat(new SharedResource(json, key("other", "r2")).read(theirs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "7", "{\"key\":\"b/l/t/r\"}", "{\"key\":\"b/l/t/r\",\"data\":{}}"})
    void whatIsOfAnotherFormIsNotThere(String text) {
        assertThat(new SharedResource(json, key("b", "r")).read(text)).isEmpty();
    }

    private Resource resource(ResourceKey key, String data) {
        return new Resource(
                key, 7, (ObjectNode) json.read(data.getBytes(StandardCharsets.UTF_8)), TIME, TIME.plusMillis(1), true);
    }

    private static ResourceKey key(String business, String id) {
        return new ResourceKey(
                new Place(new BusinessId(business), new LocationId("l")), new ResourceType("t"), new ResourceId(id));
    }
}
