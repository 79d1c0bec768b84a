package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import dev.concierge.user.UserId;
import dev.concierge.user.profile.InteractionCaptured.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PersonaTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final PersonaSettings SETTINGS = new PersonaSettings(Duration.ofDays(30), Duration.ofDays(90));
    private static final UserId ID = new UserId(UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01"));

    private final Profile empty = Profile.empty(ID);

    @Test
    void anEmptyProfileSaysWhyItIsEmpty() {
        Persona persona = Persona.of(empty, NOW, SETTINGS);

        assertThat(persona.about()).isEqualTo(new Persona.About(null, null, null, null));
        assertThat(persona.topics()).isEmpty();
        assertThat(persona.why())
                .containsOnlyKeys("gender", "spendingClass", "realLifeStage", "actingLifeStage", "topics");
        assertThat(persona.published()).isEqualTo(Persona.Published.NOTHING);
    }

    @Test
    void whatIsDoneMoreCountsMore() {
        Persona persona = Persona.of(
                empty.with(did(InteractionType.VIEW, "Opera", NOW), SETTINGS)
                        .with(did(InteractionType.SAVE, "sailing", NOW), SETTINGS),
                NOW,
                SETTINGS);

        assertThat(persona.topics()).containsExactly("sailing", "opera");
        assertThat(persona.affinities()).isEqualTo(Map.of("sailing", 0.5, "opera", 0.2));
    }

    @Test
    void topicsFade() {
        Profile viewed = empty.with(did(InteractionType.VIEW, "opera", NOW), SETTINGS);

        assertThat(Persona.of(viewed, NOW.plus(Duration.ofDays(10)), SETTINGS).topics())
                .containsExactly("opera");
        assertThat(Persona.of(viewed, NOW.plus(Duration.ofDays(20)), SETTINGS).topics())
                .isEmpty();
    }

    @Test
    void aClockThatRunsAheadDoesNotMakeTheRestLookOld() {
        InteractionCaptured fromTheFuture = new InteractionCaptured(
                InteractionType.VIEW,
                NOW.plus(Duration.ofDays(3650)),
                NOW,
                new Party(ID.toString(), "user"),
                new Party("opera", "topic"));

        assertThat(empty.with(fromTheFuture, SETTINGS).latest()).isEqualTo(NOW);
    }

    @Test
    void purchasesMakeTheSpendingClass() {
        Profile profile = empty;
        for (int bought = 0; bought < 4; bought++) {
            profile = profile.with(did(InteractionType.PURCHASE, "golf", NOW), SETTINGS);
        }

        assertThat(Persona.of(profile, NOW, SETTINGS).about().spendingClass()).isEqualTo(3);
        assertThat(Persona.of(profile, NOW.plus(Duration.ofDays(90)), SETTINGS)
                        .about()
                        .spendingClass())
                .isEqualTo(2);
        assertThat(Persona.of(profile, NOW, SETTINGS).why().get("spendingClass"))
                .isEqualTo("4.0 recent purchases, each halved every 90 days; amounts are not known");
    }

    @Test
    void lifeStagesAreStatedOrActed() {
        Profile profile =
                empty.with(new Stated("female", "retired")).with(did(InteractionType.SAVE, "nightlife", NOW), SETTINGS);
        Persona persona = Persona.of(profile, NOW, SETTINGS);

        assertThat(persona.about()).isEqualTo(new Persona.About("female", null, "retired", "young"));
        assertThat(persona.why().get("actingLifeStage")).isEqualTo("topics of stage young sum up to 0.50");
    }

    @Test
    void aThingThatIsNoTopicCountsForItsKind() {
        InteractionCaptured viewed = new InteractionCaptured(
                InteractionType.VIEW, NOW, NOW, new Party(ID.toString(), "user"), new Party("yacht-12", "sailing"));

        assertThat(empty.with(viewed, SETTINGS).affinities()).containsOnlyKeys("sailing");
    }

    @Test
    void topicsAreBounded() {
        Profile profile = empty;
        for (int number = 0; number < 150; number++) {
            profile = profile.with(did(InteractionType.VIEW, "topic-" + number, NOW.plusSeconds(number)), SETTINGS);
        }

        assertThat(profile.affinities()).hasSize(100).containsKey("topic-149").doesNotContainKey("topic-0");
    }

    @Test
    void whatIsPublishedIsWhatTheContractSays() {
        Profile profile = empty.with(did(InteractionType.SAVE, "sailing", NOW), SETTINGS);

        Contracts.assertValid(
                "users",
                "user.profile-updated",
                ProfileUpdated.of(ID.toString(), 1, NOW, Persona.of(profile, NOW, SETTINGS)));
    }

    @Test
    void readsTheExamplesOfTheContracts() {
        JsonMapper json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        InteractionCaptured interaction =
                json.treeToValue(Contracts.example("interactions", "interaction.captured"), InteractionCaptured.class);
        assertThat(interaction.topic()).isEqualTo("sailing");
        assertThat(interaction.type()).isEqualTo(InteractionType.SAVE);
        assertThat(Contracts.examples("interactions", "interaction.captured"))
                .allSatisfy(example -> assertThat(json.treeToValue(example, InteractionCaptured.class)
                                .type())
                        .isNotNull());
        for (String type : List.of("user.registered", "user.updated")) {
            assertThat(Contracts.examples("users", type))
                    .allSatisfy(example -> assertThat(json.treeToValue(example, AttributesKnown.class)
                                    .attributes())
                            .containsKey("tier"));
        }
    }

    @Test
    void onlyTextsAreStatements() {
        assertThat(new AttributesKnown(ID.toString(), Map.of("gender", " female ", "lifeStage", 7)).stated())
                .isEqualTo(new Stated("female", null));
    }

    private static InteractionCaptured did(InteractionType type, String topic, Instant time) {
        return new InteractionCaptured(type, time, time, new Party(ID.toString(), "user"), new Party(topic, "topic"));
    }
}
