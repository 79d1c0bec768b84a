package dev.concierge.journey.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.guest.Guest.Section;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GuestTests {
    private static final JsonNode GOLD = json("{'tier': 'gold'}");
    private static final JsonNode IRON = json("{'tier': 'iron'}");
    private static final JsonNode MAIL = json("{'email': {'subscribed': true}}");

    private final Guest unknown = Guest.unknown(new UserId("anna"));

    @Test
    void learnsASectionAtATime() {
        Guest guest = unknown.after(new UserChanged(3, null, MAIL)).after(new UserChanged(2, GOLD, null));

        assertThat(guest.attributes()).isEqualTo(new Section(2, GOLD));
        assertThat(guest.preferences()).isEqualTo(new Section(3, MAIL));
    }

    @Test
    void anOlderOrEqualVersionChangesNothing() {
        Guest guest = unknown.after(new UserChanged(2, GOLD, null));

        assertThat(guest.after(new UserChanged(1, IRON, null))).isSameAs(guest);
        assertThat(guest.after(new UserChanged(2, IRON, null))).isSameAs(guest);
        assertThat(guest.after(new UserChanged(3, IRON, null)).attributes()).isEqualTo(new Section(3, IRON));
    }

    @Test
    void nothingIsLearntAboutAnErasedGuest() {
        Guest erased = unknown.after(new UserChanged(0, GOLD, MAIL)).afterErasure();

        assertThat(erased.attributes()).isNull();
        assertThat(erased.after(new UserChanged(9, GOLD, MAIL))).isSameAs(erased);
    }

    @Test
    void aTriggersAttributesTellAboutTheGuestOnlyWhenTheyCarryAVersion() {
        assertThat(UserChanged.of(json("{}"))).isNull();
        assertThat(UserChanged.of(json("{'version': 4, 'attributes': {'tier': 'gold'}}")))
                .isEqualTo(new UserChanged(4, GOLD, null));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
