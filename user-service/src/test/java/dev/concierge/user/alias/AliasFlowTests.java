package dev.concierge.user.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AliasFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void aGuestIsFoundByTheIdOfAnotherSystem() {
        String guest = registered(Map.of());
        String id = "crm/" + UUID.randomUUID();

        post("/users/" + guest + "/aliases", app(), Map.of("alias", id));

        assertThat(get("/users?externalId=" + id, app()).at("/items/0/userId")).isEqualTo(guest);
        assertThat(get("/users?externalId=nobody", app()).json().at("/items")).isEmpty();
        assertThat(get("/users/" + guest + "/aliases", app()).at("/items/0/alias"))
                .isEqualTo(id);
    }

    @Test
    void aNameIsOneGuests() {
        String id = "crm-" + UUID.randomUUID();
        String first = registered(Map.of());
        String second = registered(Map.of());
        post("/users/" + first + "/aliases", app(), Map.of("alias", id));

        assertThat(post("/users/" + first + "/aliases", app(), Map.of("alias", id))
                        .status())
                .isEqualTo(200);
        assertThat(post("/users/" + second + "/aliases", app(), Map.of("alias", id))
                        .at("/code"))
                .isEqualTo("alias-taken");
        assertThat(post("/users/" + second + "/aliases", app(), Map.of("alias", first))
                        .at("/code"))
                .isEqualTo("alias-taken");
        assertThat(call("DELETE", "/users/" + first + "/aliases/" + id, app(), null)
                        .status())
                .isEqualTo(204);
        assertThat(post("/users/" + second + "/aliases", app(), Map.of("alias", id))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatAVisitorDidIsTheGuestsOnceTheySayWhoTheyAre() {
        String visitor = UUID.randomUUID().toString();
        String guest = registered(Map.of());
        String segment = "s" + UUID.randomUUID();
        post(
                "/segments",
                app(),
                "{\"segmentId\":\"" + segment + "\",\"name\":\"n\",\"rule\":{\"type\":\"all\",\"rules\":["
                        + "{\"type\":\"history\",\"event\":\"SAVE\",\"topic\":\"" + visitor + "\",\"atLeast\":2}]}}");
        did(visitor, "SAVE", visitor);
        await().untilAsserted(() -> assertThat(kept(visitor)).isEqualTo(1));

        Answer identified = post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest));

        assertThat(identified.at("/moved/0/name")).isEqualTo("SAVE");
        assertThat(identified.at("/moved/0/topic")).isEqualTo(visitor);
        assertThat(identified.at("/moved/0/happened")).isEqualTo("1");
        assertThat(kept(visitor)).isZero();
        assertThat(get("/profiles/" + guest, app())
                        .json()
                        .at("/affinities/" + visitor)
                        .asDouble())
                .isEqualTo(0.5);
        did(visitor, "SAVE", visitor);
        await().untilAsserted(() -> assertThat(
                        get("/segments/" + segment + "/members", app()).at("/items/0/userId"))
                .isEqualTo(guest));
        assertThat(post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest))
                        .json()
                        .at("/moved"))
                .isEmpty();
        call("DELETE", "/segments/" + segment, app(), null);
    }

    @Test
    void whatAVisitorPaidCountsInTheGuestsSums() {
        String visitor = UUID.randomUUID().toString();
        String guest = registered(Map.of("attributes", Map.of("group", visitor)));
        String segment = "s" + UUID.randomUUID();
        paid(visitor, 30);
        paid(guest, 25);
        await().untilAsserted(() -> assertThat(kept(visitor)).isEqualTo(1));

        post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest));
        post(
                "/segments",
                app(),
                "{\"segmentId\":\"" + segment + "\",\"name\":\"n\",\"rule\":{\"type\":\"all\",\"rules\":["
                        + "{\"type\":\"attribute\",\"name\":\"group\",\"in\":[\"" + visitor + "\"]},"
                        + "{\"type\":\"history\",\"event\":\"paid\",\"sum\":\"/amount\",\"is\":\"eq\",\"value\":55}]}}");

        await().untilAsserted(() -> assertThat(
                        get("/segments/" + segment + "/members", app()).at("/items/0/userId"))
                .isEqualTo(guest));
        call("DELETE", "/segments/" + segment, app(), null);
    }

    @Test
    void aVisitorIsOneGuest() {
        String visitor = UUID.randomUUID().toString();
        String guest = registered(Map.of());
        post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest));

        assertThat(post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", registered(Map.of())))
                        .status())
                .isEqualTo(409);
        assertThat(post("/users/identify", app(), Map.of("anonymousId", visitor))
                        .at("/errors/0/pointer"))
                .isEqualTo("/userId");
        assertThat(post("/users/identify", app(), Map.of("anonymousId", visitor, "externalId", "nobody"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatComesLateOfAnErasedGuestIsKeptNowhere() {
        String guest = registered(Map.of());
        String visitor = UUID.randomUUID().toString();
        post("/users/identify", app(), Map.of("anonymousId", visitor, "userId", guest));
        call("DELETE", "/users/" + guest, app(), null);

        did(guest, "SAVE", "late");
        did(visitor, "SAVE", "late");
        String other = UUID.randomUUID().toString();
        did(other, "SAVE", "late");

        await().untilAsserted(() -> assertThat(kept(other)).isEqualTo(1));
        messages.received("interactions");
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(kept(guest) + kept(visitor)).isZero());
    }

    private int kept(String actor) {
        return jdbc.sql("SELECT count(*) FROM anonymous_history WHERE actor = ?")
                .param(actor)
                .query(Integer.class)
                .single();
    }

    private void paid(String actor, int amount) {
        String now = clock.instant().toString();
        messages.publish(
                "events",
                actor,
                "event.captured",
                Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "userId",
                        actor,
                        "eventName",
                        "paid",
                        "eventAt",
                        now,
                        "receivedAt",
                        now,
                        "attributes",
                        Map.of("amount", amount)));
    }

    private void did(String actor, String type, String topic) {
        String now = clock.instant().toString();
        Map<String, Object> interaction = new LinkedHashMap<>();
        interaction.put("interactionId", UUID.randomUUID());
        interaction.put("type", type);
        interaction.put("timestamp", now);
        interaction.put("receivedAt", now);
        interaction.put("origin", Map.of("id", "web", "type", "app"));
        interaction.put("actor", Map.of("id", actor, "type", "user"));
        interaction.put("target", Map.of("id", topic, "type", "topic"));
        messages.publish("interactions", actor, "interaction.captured", interaction);
    }
}
