package dev.concierge.hub.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceFlowTests extends DeliveryFlow {
    @Test
    void eachReceivingDomainHasAPaceOfItsOwn() {
        Pace pace = new Pace(Map.of("Example.org", 2));

        assertThat(pace.waitFor("a@example.org")).isEmpty();
        assertThat(pace.waitFor("b@EXAMPLE.ORG")).isEmpty();
        assertThat(pace.waitFor("c@example.org")).contains(Duration.ofSeconds(1));
        assertThat(pace.waitFor("a@mail.example.org")).isEmpty();
        assertThat(pace.waitFor("a@example.com")).isEmpty();
    }

    @Test
    void allMailsTogetherMayHaveOneToo() {
        Pace pace = new Pace(Map.of("*", 2, "example.org", 1));

        assertThat(pace.waitFor("a@example.org")).isEmpty();
        assertThat(pace.waitFor("b@example.org")).isNotEmpty();
        assertThat(pace.waitFor("a@example.com")).isEmpty();
        assertThat(pace.waitFor("a@example.net")).isNotEmpty();
    }

    /** The domain slow.example is sent two a second. */
    @Test
    void whatIsOverThePaceComesLaterAndHoldsUpNobodyElse() {
        String slow = userId + "@slow.example";
        USERS.knowsFriend(userId, slow);
        List<UUID> paced = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            paced.add(transactional("email"));
        }

        List<Instant> sent = paced.stream()
                .map(id -> Instant.parse(receipt("sent", id).path("at").asString()))
                .sorted()
                .toList();

        assertThat(MAIL.to(slow)).hasSize(7);
        assertThat(Duration.between(sent.getFirst(), sent.getLast())).isGreaterThan(Duration.ofSeconds(2));
    }
}
