package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.UserServiceFlow;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfileFlowTests extends UserServiceFlow {
    @Test
    void interactionsMakeTopicsAndTopicsAreTold() {
        String userId = registered(Map.of());

        interact(userId, "SAVE", "sailing");

        JsonNode told = messages.await(
                "users",
                "user.profile-updated",
                it -> it.at("/userId").asString().equals(userId));
        assertThat(told.at("/topics/0").asString()).isEqualTo("sailing");
        assertThat(told.at("/version").asLong()).isEqualTo(1);
        JsonNode profile = get("/profiles/" + userId, app()).json();
        assertThat(profile.at("/topics/0").asString()).isEqualTo("sailing");
        assertThat(profile.at("/affinities/sailing").asDouble()).isEqualTo(0.5);
        assertThat(profile.at("/why/topics").asString()).contains("save 4");
    }

    @Test
    void anInteractionThatChangesNoTopicIsNotTold() {
        String userId = registered(Map.of());
        interact(userId, "SAVE", "sailing");
        interact(userId, "VIEW", "sailing");
        interact(userId, "SAVE", "opera");

        messages.await(
                "users",
                "user.profile-updated",
                it -> it.at("/userId").asString().equals(userId)
                        && it.at("/topics").size() == 2);
        assertThat(messages.received("users").stream()
                        .filter(it -> it.key().equals(userId) && it.type().equals("user.profile-updated")))
                .hasSizeLessThanOrEqualTo(2);
    }

    /** Else a cache that listens to the topic could keep profiles (docs/adr/0064). */
    @Test
    void whatAProfileShowsChangesWhileNothingIsTold() {
        String userId = registered(Map.of());
        interact(userId, "SAVE", "sailing");
        messages.await(
                "users",
                "user.profile-updated",
                it -> it.at("/userId").asString().equals(userId));
        double before = affinity(userId, "sailing");

        interact(userId, "VIEW", "sailing");

        await().untilAsserted(() -> assertThat(affinity(userId, "sailing")).isGreaterThan(before));
        // what is told of a guest comes in order: had the view been told of, it would be there before this
        interact(userId, "SAVE", "opera");
        messages.await(
                "users",
                "user.profile-updated",
                it -> it.at("/userId").asString().equals(userId)
                        && it.at("/topics").size() == 2);
        assertThat(messages.received("users").stream()
                        .filter(it -> it.key().equals(userId) && it.type().equals("user.profile-updated")))
                .hasSize(2);
    }

    private double affinity(String userId, String topic) {
        return get("/profiles/" + userId, app())
                .json()
                .at("/affinities/" + topic)
                .asDouble();
    }

    @Test
    void whatGuestsSayOfThemselvesIsKnownOfThem() {
        String userId = registered(Map.of("attributes", Map.of("gender", "female", "lifeStage", "student")));

        await().untilAsserted(() -> {
            JsonNode about = get("/profiles/" + userId, app()).json().at("/about");
            assertThat(about.at("/gender").asString()).isEqualTo("female");
            assertThat(about.at("/realLifeStage").asString()).isEqualTo("student");
        });
    }

    @Test
    void anInteractionOfNobodyHoldsUpNobody() {
        interact(UUID.randomUUID().toString(), "VIEW", "opera");
        interact("kiosk-7", "VIEW", "opera");
        String userId = registered(Map.of());
        interact(userId, "PURCHASE", "opera");

        await().untilAsserted(() -> assertThat(get("/profiles/" + userId, app())
                        .json()
                        .at("/about/spendingClass")
                        .asInt(-1))
                .isEqualTo(1));
    }

    @Test
    void profilesAreListedPageByPage() {
        String first = registered(Map.of());
        String second = registered(Map.of());

        JsonNode page = get("/profiles?limit=1", app()).json();
        JsonNode next = get("/profiles?limit=1&cursor=" + page.at("/next").asString(), app())
                .json();

        assertThat(page.at("/items/0/userId").asString()).isEqualTo(second);
        assertThat(next.at("/items/0/userId").asString()).isEqualTo(first);
    }

    private void interact(String actor, String type, String topic) {
        Instant now = clock.instant();
        messages.publish(
                "interactions",
                actor,
                "interaction.captured",
                Map.of(
                        "interactionId",
                        UUID.randomUUID(),
                        "type",
                        type,
                        "timestamp",
                        now.toString(),
                        "receivedAt",
                        now.toString(),
                        "origin",
                        Map.of("id", "ios", "type", "app"),
                        "actor",
                        Map.of("id", actor, "type", "user"),
                        "target",
                        Map.of("id", topic, "type", "topic")));
    }
}
