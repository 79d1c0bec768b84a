package dev.concierge.curator.experience;

import static dev.concierge.curator.CuratorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.curator.CuratorClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The seed's stories, as clients tell them. */
@FlowTest(topics = {"interactions", "users"})
class ExperienceFlowTests {
    private static final OtherServices OTHERS = new OtherServices();

    private final String ada = UUID.randomUUID().toString();
    private final String name = "Sailing " + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        OTHERS.register(registry);
    }

    @Test
    void resourceAndExperienceInOnePayloadBecomeAnItemAndAnOffer() {
        JsonNode taken = json(post(ada, Wishes.named(name)).expectStatus().isAccepted());
        String id = taken.path("requestId").asString();

        JsonNode done = awaitStatus(ada, id, "DONE");

        assertThat(OTHERS.offersNamed(name)).singleElement().matches(OtherServices.Offer::active);
        assertThat(OTHERS.infosNamed(name)).hasSize(1);
        String experience = done.path("experienceId").asString();
        JsonNode item = json(client().get("/items/" + experience, TestTokens.guest(ada))
                .expectStatus()
                .isOk());
        assertThat(item.path("title").asString()).isEqualTo(name);
        assertThat(item.path("owner").asString()).isEqualTo(ada);
        JsonNode created = messages.await(
                "experiences",
                "experience.created",
                data -> data.path("experienceId").asString().equals(experience));
        assertThat(created.path("offerId")).isEqualTo(done.path("offerId"));
        JsonNode shown = messages.await(
                "items", "item.saved", data -> data.path("itemId").asString().equals(experience));
        assertThat(shown.at("/attributes/offerId"))
                .as("by which a search asks whether it can be had")
                .isEqualTo(done.path("offerId"));
        assertThat(shown.at("/attributes/businessId")).isEqualTo(done.path("businessId"));
        messages.await(
                "experience-jobs",
                "experience-job.changed",
                data -> data.path("requestId").asString().equals(id)
                        && data.path("status").asString().equals("DONE"));
    }

    @Test
    void aTakenNameIsRefusedWithTheRequestIdAndNamesThatAreFreeAndTheSameJobGoesOnWithAnother() {
        String first = requestId(post(ada, Wishes.named(name)));
        awaitStatus(ada, first, "DONE");
        String grace = UUID.randomUUID().toString();

        JsonNode problem = json(post(grace, Wishes.named(name.toUpperCase(Locale.ROOT) + " "))
                .expectStatus()
                .isEqualTo(409));

        assertThat(problem.path("code").asString()).isEqualTo("experience-name-taken");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("errors").path(0).path("pointer").asString()).isEqualTo("/experience/name");
        String id = problem.path("requestId").asString();
        assertThat(read(grace, id).path("status").asString()).isEqualTo("ACTION_REQUIRED");
        String free = problem.path("alternatives").path(0).asString();
        Map<String, Object> other = new LinkedHashMap<>(Wishes.named(free));
        other.put("locationId", "elsewhere");
        JsonNode refused = json(put(grace, id, other).expectStatus().isEqualTo(422));
        assertThat(refused.path("errors").path(0).path("pointer").asString()).isEqualTo("/locationId");

        put(grace, id, Wishes.named(free)).expectStatus().isAccepted();

        awaitStatus(grace, id, "DONE");
        assertThat(OTHERS.offersNamed(free)).hasSize(1);
    }

    @Test
    void aNameThatAnotherDoorTookMeanwhileIsAskedForAgainAndNothingOfTheOldNameStays() {
        OTHERS.saveInfo(name);
        String id = begun(post(ada, Wishes.named(name)));
        JsonNode stuck = awaitStatus(ada, id, "ACTION_REQUIRED");
        assertThat(stuck.path("step").asString()).isEqualTo("INFO");

        put(ada, id, Wishes.named(name + " II")).expectStatus().isAccepted();

        awaitStatus(ada, id, "DONE");
        assertThat(OTHERS.offersNamed(name)).isEmpty();
        assertThat(OTHERS.offersNamed(name + " II")).hasSize(1);
        String other = begun(post(ada, Wishes.named(name)));
        assertThat(awaitStatus(ada, other, "ACTION_REQUIRED").path("step").asString())
                .isEqualTo("INFO");
    }

    @Test
    void whatTheOthersRefuseIsNamedAtItsPlaceAndMayBeChanged() {
        Map<String, Object> offer = new LinkedHashMap<>(Wishes.offer());
        offer.remove("step");
        String id = requestId(post(ada, Wishes.with("harbour", name, offer)));

        JsonNode stuck = awaitStatus(ada, id, "ACTION_REQUIRED");

        JsonNode fault = stuck.path("problem").path("errors").path(0);
        assertThat(fault.path("pointer").asString()).isEqualTo("/resource/offer/step");
        put(ada, id, Wishes.named(name)).expectStatus().isAccepted();
        awaitStatus(ada, id, "DONE");
    }

    @Test
    void imagesOfResourcesAreKeptWithTheExperiencesAndReachTheResources() {
        String image = keepImage();
        String boat = keepImage();
        String id = requestId(post(ada, Wishes.pictured(name, image, boat)));
        JsonNode done = awaitStatus(ada, id, "DONE");

        assertThat(OTHERS.offersNamed(name))
                .singleElement()
                .extracting(offer -> offer.resources().at("/0/data").toString())
                .isEqualTo("{\"colour\":\"red\",\"images\":[\"/content/" + boat + "\"]}");
        JsonNode item = json(client().get("/items/" + done.path("experienceId").asString(), TestTokens.guest(ada))
                .expectStatus()
                .isOk());
        assertThat(item.path("media").valueStream().map(JsonNode::asString)).containsExactly("/content/" + image);
        assertThat(jdbc.sql("SELECT content_id FROM content_holds WHERE holder = ?::uuid")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(image, boat);
    }

    @Test
    void aResourcesImageThatIsNotKeptIsNamedAtItsPlace() {
        String image = keepImage();
        JsonNode problem = json(post(ada, Wishes.pictured(name, image, "0".repeat(64)))
                .expectStatus()
                .isBadRequest());

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly("/resource/resources/0/images/0");
    }

    private String keepImage() {
        String id = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        jdbc.sql("INSERT INTO content (content_id, media_type, width, height, bytes, uploader, uploaded_at, since)"
                        + " VALUES (?, 'image/jpeg', 1, 1, 1, ?, now(), now())")
                .params(id, ada)
                .update();
        return id;
    }

    @Test
    void aHundredDuplicatesAreOneJob() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                statuses.add(clients.submit(() -> client().post("/experiences", Wishes.named(name), key)
                        .returnResult(Void.class)
                        .getStatus()
                        .value()));
            }
        }
        for (Future<Integer> status : statuses) {
            // what runs at the same time is told so; what the service has no room for, too
            assertThat(status.get()).isIn(202, 409, 429, 503);
        }
        client().post("/experiences", Wishes.named(name), key)
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Idempotency-Replay", "true");

        assertThat(jdbc.sql("SELECT count(*) FROM experience_jobs WHERE name_key = ?")
                        .param(Names.key(name))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(OTHERS.offersNamed(name)).hasSize(1));
    }

    @Test
    void ofTwoJobsWithOneNameOneWins() throws Exception {
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                statuses.add(clients.submit(() -> post(UUID.randomUUID().toString(), Wishes.named(name))
                        .returnResult(Void.class)
                        .getStatus()
                        .value()));
            }
        }
        List<Integer> all = new ArrayList<>();
        for (Future<Integer> status : statuses) {
            all.add(status.get());
        }
        assertThat(all).containsOnlyOnce(202).containsOnly(202, 409);
    }

    @Test
    void jobsAreFoundByStatusActorOwnerAndNameByWhoMaySeeThem() {
        String id = requestId(post(ada, Wishes.named(name)));
        awaitStatus(ada, id, "DONE");
        String app = TestTokens.client("items:read");

        for (String query : List.of("actor=" + ada, "owner=" + ada, "name=" + name, "owner=" + ada + "&status=DONE")) {
            assertThat(json(client().get("/jobs?" + query, app))
                            .path("items")
                            .path(0)
                            .path("requestId")
                            .asString())
                    .as(query)
                    .isEqualTo(id);
        }
        assertThat(json(client().get("/jobs?owner=" + ada + "&status=RUNNING", app))
                        .path("items"))
                .isEmpty();
        String grace = TestTokens.guest(UUID.randomUUID());
        assertThat(json(client().get("/jobs?owner=" + ada, grace)).path("items"))
                .isEmpty();
        client().get("/jobs/" + id, grace).expectStatus().isNotFound();
        client().as(grace, "POST", "/jobs/" + id + "/cancel", null)
                .expectStatus()
                .isNotFound();
        put(UUID.randomUUID().toString(), id, Wishes.named(name)).expectStatus().isNotFound();
        client().get("/jobs/" + id, TestTokens.clientOf("elsewhere", "items:read"))
                .expectStatus()
                .isNotFound();
        String narrowed =
                TestTokens.token("guest", ada).forBusinesses("elsewhere").text();
        client().get("/jobs/" + id, narrowed).expectStatus().isNotFound();
        client().as(narrowed, "POST", "/experiences", Wishes.named(name + " too"))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aDoneExperienceCanBeTakenBackAndItsNameIsFreeAgain() {
        String id = requestId(post(ada, Wishes.named(name)));
        String experience = awaitStatus(ada, id, "DONE").path("experienceId").asString();
        as(ada, "POST", "/jobs/" + id + "/cancel").expectStatus().isEqualTo(409);

        as(ada, "DELETE", "/experiences/" + id).expectStatus().isAccepted();

        awaitStatus(ada, id, "CANCELLED");
        assertThat(OTHERS.offersNamed(name)).isEmpty();
        assertThat(OTHERS.infosNamed(name)).isEmpty();
        client().get("/items/" + experience).expectStatus().isNotFound();
        messages.await(
                "experiences",
                "experience.withdrawn",
                data -> data.path("experienceId").asString().equals(experience)
                        && data.path("actor").asString().equals(ada)
                        && data.path("owner").asString().equals(ada));
        awaitStatus(ada, requestId(post(ada, Wishes.named(name))), "DONE");
    }

    @Test
    void ofAGuestWhoIsErasedNothingIsLeft() {
        String id = requestId(post(ada, Wishes.named(name)));
        awaitStatus(ada, id, "DONE");

        messages.publish("users", ada, "user.deleted", Map.of("userId", ada, "deletedAt", "2026-11-28T12:00:00Z"));

        await().untilAsserted(() -> assertThat(jdbc.sql(
                                "SELECT status || coalesce(wanted::text, '') || actor || owner FROM experience_jobs WHERE request_id = ?")
                        .param(UUID.fromString(id))
                        .query(String.class)
                        .single())
                .isEqualTo("CANCELLEDerasederased"));
        assertThat(OTHERS.offersNamed(name)).isEmpty();
    }

    @Test
    void aGuestActsForAnotherWithAGrantAndTheirConsentAlone() {
        String expert = UUID.randomUUID().toString();
        Map<String, Object> wish = new LinkedHashMap<>(Wishes.named(name));
        wish.put("owner", ada);
        wish.put("capacity", "expert");
        wish.put("shareBasisPoints", 1_500);
        post(expert, wish).expectStatus().isForbidden();
        String granted = TestTokens.guestHolding(expert, "expert");
        String id = requestId(client().as(granted, "POST", "/experiences", wish));
        assertThat(read(ada, id).path("status").asString()).isEqualTo("CONSENT_REQUIRED");
        client().as(granted, "POST", "/jobs/" + id + "/consent", Map.of("given", true))
                .expectStatus()
                .isNotFound();
        assertThat(OTHERS.offersNamed(name)).isEmpty();

        client().as(TestTokens.guest(ada), "POST", "/jobs/" + id + "/consent", Map.of("given", true))
                .expectStatus()
                .isOk();

        JsonNode done = awaitStatus(ada, id, "DONE");
        assertThat(done.path("consent").asString()).isEqualTo("GIVEN");
        assertThat(done.path("consentAt").asString()).isNotEmpty();
        JsonNode share = OTHERS.offersNamed(name)
                .getFirst()
                .terms()
                .path("price")
                .path("shares")
                .path(0);
        assertThat(share.path("to").asString()).isEqualTo("expert:" + expert);
        assertThat(share.path("basisPoints").asInt()).isEqualTo(1_500);
    }

    @Test
    void withoutConsentNothingIsMadeAndTheNameIsFree() {
        String helper = UUID.randomUUID().toString();
        Map<String, Object> wish = new LinkedHashMap<>(Wishes.named(name));
        wish.put("owner", ada);
        wish.put("capacity", "help-desk");
        String id = requestId(client().as(TestTokens.guestHolding(helper, "help-desk"), "POST", "/experiences", wish));

        client().as(TestTokens.guest(ada), "POST", "/jobs/" + id + "/consent", Map.of("given", false))
                .expectStatus()
                .isOk();

        assertThat(read(ada, id).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(read(ada, id).path("consent").asString()).isEqualTo("REFUSED");
        assertThat(OTHERS.offersNamed(name)).isEmpty();
        awaitStatus(ada, requestId(post(ada, Wishes.named(name))), "DONE");
    }

    /** Else one free booking of it would close it for all that the business itself offers of it. */
    @Test
    void aGuestOffersNoUnitThatDoesNotComeWithTheRequest() {
        Map<String, Object> attack = Wishes.selling(name, "mine", "mine", "berth");

        JsonNode problem = json(post(ada, attack).expectStatus().isBadRequest());

        JsonNode fault = problem.path("errors").path(0);
        assertThat(fault.path("pointer").asString()).isEqualTo("/resource/offer/requires/0/anyOf/1");
        assertThat(fault.path("detail").asString())
                .contains("berth")
                .contains("expected: a unit that comes with the request");
        Map<String, Object> forOther = new LinkedHashMap<>(attack);
        forOther.put("owner", UUID.randomUUID().toString());
        forOther.put("capacity", "partner");
        client().as(TestTokens.guestHolding(ada, "partner"), "POST", "/experiences", forOther)
                .expectStatus()
                .isBadRequest();
        assertThat(OTHERS.offersNamed(name)).isEmpty();

        awaitStatus(ada, requestId(post(ada, Wishes.selling(name, "mine", "mine"))), "DONE");
    }

    @Test
    void aUnitThatTheBusinessHasAlreadyIsRefusedAtItsPlaceThoughAGuestNamesItAsTheirs() {
        String id = requestId(post(ada, Wishes.selling(name, "berth", "berth")));

        JsonNode stuck = awaitStatus(ada, id, "ACTION_REQUIRED");

        JsonNode fault = stuck.path("problem").path("errors").path(0);
        assertThat(fault.path("pointer").asString()).isEqualTo("/resource/units/0/unitId");
        assertThat(fault.path("detail").asString()).startsWith("berth (expected: a unit that comes with");
        assertThat(OTHERS.offersNamed(name)).isEmpty();
        put(ada, id, Wishes.selling(name, "mine", "berth")).expectStatus().isBadRequest();
        put(ada, id, Wishes.selling(name, "mine", "mine")).expectStatus().isAccepted();
        awaitStatus(ada, id, "DONE");
    }

    @Test
    void aBusinessOffersWhatItHasAlready() {
        String app = TestTokens.clientOf("harbour", "items:write", "items:read");
        client().as(app, "POST", "/experiences", Wishes.selling(name, "berth", "berth", "quay"))
                .expectStatus()
                .isAccepted();

        await().untilAsserted(() ->
                assertThat(OTHERS.offersNamed(name)).singleElement().matches(OtherServices.Offer::active));
    }

    @Test
    void aGuestWritesNothingIntoTheBooksOfTheBusiness() {
        for (String type : List.of("reservation", "Menu", "STAFF")) {
            JsonNode problem =
                    json(post(ada, Wishes.bringing(name, type)).expectStatus().isBadRequest());

            assertThat(problem.path("errors").path(0).path("pointer").asString())
                    .isEqualTo("/resource/resources/0/type");
        }
        awaitStatus(ada, requestId(post(ada, Wishes.bringing(name, "boat"))), "DONE");
    }

    @Test
    void aBusinessThatCreatesForAGuestAsksTheGuest() {
        String narrowed = TestTokens.clientOf("harbour", "items:write");
        String id = requestId(client().as(narrowed, "POST", "/experiences", Wishes.owned(name, ada)));
        assertThat(read(ada, id).path("status").asString()).isEqualTo("CONSENT_REQUIRED");
        assertThat(read(ada, id).path("consent").asString()).isEqualTo("ASKED");
        assertThat(OTHERS.offersNamed(name)).isEmpty();

        client().as(TestTokens.guest(ada), "POST", "/jobs/" + id + "/consent", Map.of("given", true))
                .expectStatus()
                .isOk();

        assertThat(awaitStatus(ada, id, "DONE").path("consent").asString()).isEqualTo("GIVEN");
    }

    @Test
    void anOperatorOfSomeBusinessesAsksTheGuestWhateverTheyActAs() {
        Map<String, Object> wish = Wishes.owned(name, ada);
        wish.put("capacity", "self");
        String narrowed = TestTokens.token("operator", "cli")
                .holding("admin")
                .forBusinesses("harbour")
                .text();

        String id = requestId(client().as(narrowed, "POST", "/experiences", wish));

        assertThat(read(ada, id).path("status").asString()).isEqualTo("CONSENT_REQUIRED");
        String ownName = requestId(client().as(narrowed, "POST", "/experiences", Wishes.owned(name + " too", "cli")));
        client().as(narrowed, "POST", "/jobs/" + ownName + "/consent", Map.of("given", true))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void theInstallationVouchesForTheGuestItNames() {
        String id = requestId(
                client().as(TestTokens.client("items:write"), "POST", "/experiences", Wishes.owned(name, ada)));

        assertThat(awaitStatus(ada, id, "DONE").path("consent").asString()).isEqualTo("NOT_NEEDED");
    }

    private ResponseSpec post(String guest, Map<String, ?> wish) {
        return client().as(TestTokens.guest(guest), "POST", "/experiences", wish);
    }

    private ResponseSpec put(String guest, String id, Map<String, ?> wish) {
        return client().as(TestTokens.guest(guest), "PUT", "/experiences/" + id, wish);
    }

    private ResponseSpec as(String guest, String method, String path) {
        return client().as(TestTokens.guest(guest), method, path, null);
    }

    private static String requestId(ResponseSpec answer) {
        return json(answer.expectStatus().isAccepted()).path("requestId").asString();
    }

    /** Its job may have met the taken name before it is answered, and then the answer is that one. */
    private static String begun(ResponseSpec answer) {
        return json(answer).path("requestId").asString();
    }

    private JsonNode read(String guest, String id) {
        return json(client().get("/jobs/" + id, TestTokens.guest(guest))
                .expectStatus()
                .isOk());
    }

    private JsonNode awaitStatus(String guest, String id, String status) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> read(guest, id),
                        job -> job.path("status").asString().equals(status));
    }

    private CuratorClient client() {
        return new CuratorClient(port);
    }
}
