package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import dev.concierge.user.history.Deed;
import dev.concierge.user.identity.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class PersonaTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final PersonaSettings SETTINGS = new PersonaSettings(Duration.ofDays(30), Duration.ofDays(90));
    private static final ProfileRules RULES = rules();
    private static final UserId ID = new UserId(UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01"));

    private final Profile empty = Profile.empty(ID);

    @Test
    void anEmptyProfileSaysWhyItIsEmpty() {
        Persona persona = Persona.of(empty, NOW, SETTINGS, RULES);

        assertThat(persona.about()).isEqualTo(new Persona.About(null, null, null, null));
        assertThat(persona.topics()).isEmpty();
        assertThat(persona.why())
                .containsOnlyKeys("gender", "spendingClass", "realLifeStage", "actingLifeStage", "topics");
        assertThat(persona.published()).isEqualTo(Persona.Published.NOTHING);
    }

    @Test
    void whatIsDoneMoreCountsMore() {
        Persona persona = Persona.of(
                empty.with(did(InteractionType.VIEW, "Opera", NOW), SETTINGS, RULES)
                        .with(did(InteractionType.SAVE, "sailing", NOW), SETTINGS, RULES),
                NOW,
                SETTINGS,
                RULES);

        assertThat(persona.topics()).containsExactly("sailing", "opera");
        assertThat(persona.affinities()).isEqualTo(Map.of("sailing", 0.5, "opera", 0.2));
    }

    @Test
    void topicsFade() {
        Profile viewed = empty.with(did(InteractionType.VIEW, "opera", NOW), SETTINGS, RULES);

        assertThat(Persona.of(viewed, NOW.plus(Duration.ofDays(10)), SETTINGS, RULES)
                        .topics())
                .containsExactly("opera");
        assertThat(Persona.of(viewed, NOW.plus(Duration.ofDays(20)), SETTINGS, RULES)
                        .topics())
                .isEmpty();
    }

    @Test
    void purchasesMakeTheSpendingClass() {
        Profile profile = empty;
        for (int bought = 0; bought < 4; bought++) {
            profile = profile.with(did(InteractionType.PURCHASE, "golf", NOW), SETTINGS, RULES);
        }

        assertThat(Persona.of(profile, NOW, SETTINGS, RULES).about().spendingClass())
                .isEqualTo(3);
        assertThat(Persona.of(profile, NOW.plus(Duration.ofDays(90)), SETTINGS, RULES)
                        .about()
                        .spendingClass())
                .isEqualTo(2);
        assertThat(Persona.of(profile, NOW, SETTINGS, RULES).why().get("spendingClass"))
                .isEqualTo("4.0 recent purchases, each halved every 90 days; amounts are not known");
    }

    @Test
    void lifeStagesAreStatedOrActed() {
        Profile profile = empty.with(new Stated("female", "retired"))
                .with(did(InteractionType.SAVE, "nightlife", NOW), SETTINGS, RULES);
        Persona persona = Persona.of(profile, NOW, SETTINGS, RULES);

        assertThat(persona.about()).isEqualTo(new Persona.About("female", null, "retired", "young"));
        assertThat(persona.why().get("actingLifeStage")).isEqualTo("topics of stage young sum up to 0.50");
    }

    @Test
    void topicsAreBounded() {
        Profile profile = empty;
        for (int number = 0; number < 150; number++) {
            profile = profile.with(
                    did(InteractionType.VIEW, "topic-" + number, NOW.plusSeconds(number)), SETTINGS, RULES);
        }

        assertThat(profile.affinities()).hasSize(100).containsKey("topic-149").doesNotContainKey("topic-0");
    }

    @Test
    void whatIsPublishedIsWhatTheContractSays() {
        Profile profile = empty.with(did(InteractionType.SAVE, "sailing", NOW), SETTINGS, RULES);

        Contracts.assertValid(
                "users",
                "user.profile-updated",
                UpdateProfiles.ProfileUpdated.of(ID.toString(), 1, NOW, Persona.of(profile, NOW, SETTINGS, RULES)));
    }

    @Test
    void onlyTextsAreStatements() {
        assertThat(Stated.in(Map.of("gender", " female ", "lifeStage", 7))).isEqualTo(new Stated("female", null));
    }

    @Test
    void amountsMakeTheSpendingClassWhereThereAreAny() {
        Profile profile = empty.with(did(InteractionType.PURCHASE, "golf", NOW), SETTINGS, RULES)
                .with(event("order_completed", "{'amount':60000,'currency':'EUR'}"), SETTINGS, RULES)
                .with(event("Order Completed", "{'revenue':0.5,'currency':'usd'}"), SETTINGS, RULES);

        Persona now = Persona.of(profile, NOW, SETTINGS, RULES);
        assertThat(now.about().spendingClass()).isEqualTo(3);
        assertThat(now.why().get("spendingClass")).isEqualTo("600.00 EUR spent recently, each halved every 90 days");
        assertThat(Persona.of(profile, NOW.plus(Duration.ofDays(90)), SETTINGS, RULES)
                        .about()
                        .spendingClass())
                .isEqualTo(2);
    }

    @Test
    void eventsSayWhatTheRulesLookForAndNothingElse() {
        Profile profile = empty.with(event("Product Viewed", "{'category':' Opera '}"), SETTINGS, RULES)
                .with(event("Product Viewed", "{'category':7}"), SETTINGS, RULES)
                .with(event("order_completed", "{'amount':-5,'currency':'EUR'}"), SETTINGS, RULES)
                .with(event("order_completed", "{'amount':'5','currency':'EUR'}"), SETTINGS, RULES)
                .with(event("order_completed", "{'amount':5,'currency':'money'}"), SETTINGS, RULES)
                .with(event("PURCHASE", "{}"), SETTINGS, RULES);

        assertThat(profile.affinities()).containsOnlyKeys("opera");
        assertThat(profile.spent()).isEmpty();
        assertThat(profile.purchases()).isNull();
    }

    private static Deed did(InteractionType type, String topic, Instant time) {
        return new Deed(
                ID.toString(), type.name(), topic.toLowerCase(Locale.ROOT), true, time, MissingNode.getInstance());
    }

    private static Deed event(String name, String attributes) {
        return new Deed(
                ID.toString(), name, "", false, NOW, JsonMapper.shared().readTree(attributes.replace('\'', '"')));
    }

    private static ProfileRules rules() {
        try (InputStream file = PersonaTests.class.getResourceAsStream("/profiles/rules.json")) {
            return JsonMapper.shared().readValue(file, ProfileRules.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
