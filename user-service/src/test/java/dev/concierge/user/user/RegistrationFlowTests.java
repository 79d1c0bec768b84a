package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.TestMessage;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RegistrationFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void aRegisteredGuestIsThereAtOnceAndEveryoneIsTold() {
        String email = UUID.randomUUID() + "@Example.com";
        Answer answer = post("/users", app(), """
                {"firstName":"Ada","lastName":"Lovelace","email":"%s","phome":"+49 30 1234567","mainDeviceId":"ios-1",
                 "dob":"1985-12-10","geolocation":{"lat":52.5,"lon":13.4},
                 "attributes":{"tier":"gold","visits":3,"illness":"asthma"},"personalAttributes":["illness"]}
                """.formatted(email));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        String userId = answer.at("/userId");
        assertThat(answer.header("Location")).isEqualTo("/users/" + userId);
        assertThat(get("/users/" + userId, app()).json()).isEqualTo(answer.json());
        assertThat(answer.at("/phone")).isEqualTo("+49301234567");
        assertThat(get("/users/" + userId, app()).header("ETag"))
                .isEqualTo(answer.header("ETag"))
                .startsWith("\"");
        assertThat(answer.json().at("/isActive").asBoolean()).isTrue();
        assertThat(get("/profiles/" + userId, app()).json().at("/topics")).isEmpty();
        assertThat(get("/users/" + userId + "/preferences", app()).at("/zone")).isEqualTo("UTC");

        TestMessage told =
                messages.awaitMessage("users", "user.registered", it -> it.key().equals(userId));
        assertThat(told.data().at("/attributes").propertyNames()).containsExactlyInAnyOrder("tier", "visits");
        assertThat(told.data().at("/version").asLong()).isZero();
        assertThat(told.data().toString())
                .doesNotContain("Ada", "Lovelace", email, "1985", "asthma", ":52.5,", ":52.5}");
    }

    /** JSON is UTF-8, whatever charset a client names. */
    @Test
    void aNameReadsBackAsItWasSentWhateverCharsetTheBodyNames() {
        String body = "{\"firstName\": \"Zoë\", \"email\": \"" + UUID.randomUUID() + "@example.com\"}";

        Answer answer = post("/users", app(), body, "Content-Type", "application/json; charset=ISO-8859-1");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(get("/users/" + answer.at("/userId"), app()).at("/firstName"))
                .isEqualTo("Zoë");
    }

    @Test
    void anAddressIsTakenWhateverItsCase() {
        String email = UUID.randomUUID() + "@example.com";
        registered(Map.of("email", email));

        Answer second = post("/users", app(), Map.of("email", email.toUpperCase(Locale.ROOT)));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.at("/code")).isEqualTo("email-taken");
        assertThat(second.at("/errors/0/pointer")).isEqualTo("/email");
        assertThat(second.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void changingToATakenAddressIsRefusedAndChangesNothing() {
        String email = UUID.randomUUID() + "@example.com";
        registered(Map.of("email", email));
        String userId = registered(Map.of("firstName", "Bob"));

        Answer changed = call("PATCH", "/users/" + userId, app(), Map.of("email", email, "firstName", "Eve"));

        assertThat(changed.status()).isEqualTo(409);
        assertThat(get("/users/" + userId, app()).at("/firstName")).isEqualTo("Bob");
    }

    @Test
    void everyWrongFieldIsNamed() {
        Answer answer = post("/users", app(), """
                {"email":"nobody","phone":"x","dob":"2999-01-01","geolocation":{"lat":91,"lon":0},
                 "attributes":{"nested":null}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/email", "/phone", "/dob", "/geolocation/lat", "/attributes/nested");
        assertThat(answer.text()).contains("nobody (expected: an e-mail address such as ada@example.com)");
        assertThat(post("/users", app(), "{}").at("/errors/0/pointer")).isEqualTo("/email");
        assertThat(post("/users", app(), "{\"email\":\"a@b.de\",\"surname\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/users", app(), "{\"email\":\"a@b.de\",\"attributes\":{\"a\":null}}")
                        .at("/errors/0/pointer"))
                .isEqualTo("/attributes/a");
    }

    /** What a date picker sends in summer time is the evening before. */
    @Test
    void aBirthdayIsADayAndNothingElse() {
        String path = "/users/" + registered(Map.of("dob", "1990-05-02"));
        String picked = "{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"dob\":\"1990-05-01T22:00:00.000Z\"}";

        for (Answer answer :
                List.of(post("/users", app(), picked), put(path, app(), picked), call("PATCH", path, app(), picked))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/dob");
        }
        assertThat(get(path, app()).at("/dob")).isEqualTo("1990-05-02");
    }

    @Test
    void aNameIsAsLongAsItsCharacters() {
        String faces = "😀".repeat(100);

        assertThat(get("/users/" + registered(Map.of("firstName", faces)), app())
                        .at("/firstName"))
                .isEqualTo(faces);
        assertThat(post("/users", app(), Map.of("email", "a@b.de", "firstName", faces + "a"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotShownAgainIsNotTaken() {
        for (String field : List.of(
                "\"firstName\":\"Ada \\ud83d\"", "\"attributes\":{\"v\":\"\\ud83d\"}",
                "\"attributes\":{\"v\":\"\\u0000\"}", "\"attributes\":{\"v\":1e400}")) {
            Answer answer = post("/users", app(), "{\"email\":\"a@b.de\"," + field + "}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        }
        String large = "123456789012345678901234567890";
        String userId = post(
                        "/users",
                        app(),
                        "{\"email\":\"" + UUID.randomUUID() + "@example.com\",\"attributes\":{\"v\":" + large + "}}")
                .at("/userId");
        assertThat(get("/users/" + userId, app()).text()).contains("\"v\":" + large);
    }

    @Test
    void aKnownGuestIsNotSentAgain() {
        String path = "/users/" + registered(Map.of());
        String tag = get(path, app()).header("ETag");

        assertThat(call("GET", path, app(), null, "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(call("GET", path, app(), null, "If-None-Match", "*").status())
                .isEqualTo(304);
        call("PATCH", path, app(), "{\"firstName\":\"Ada\"}");
        assertThat(call("GET", path, app(), null, "If-None-Match", tag).status())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedRequestMakesOneGuest() {
        String key = UUID.randomUUID().toString();
        String email = UUID.randomUUID() + "@example.com";
        Map<String, String> body = Map.of("email", email, "firstName", "Ada");

        Answer first = post("/users", app(), body, "Idempotency-Key", key);
        Answer again = post("/users", app(), body, "Idempotency-Key", key);
        Answer other = post("/users", app(), Map.of("email", "x" + email), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.header("Idempotency-Replay")).isEmpty();
        assertThat(again.header("Idempotency-Replay")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        messages.awaitMessage("users", "user.registered", it -> it.key().equals(first.at("/userId")));
        assertThat(messages.received("users").stream()
                        .filter(it -> it.key().equals(first.at("/userId"))
                                && it.type().equals("user.registered")))
                .hasSize(1);
    }

    @Test
    void aChangeNamesItsFieldsAndKeepsTheRest() {
        String userId = registered(Map.of("firstName", "Ada", "attributes", Map.of("tier", "gold", "city", "Berlin")));

        Answer patched = call(
                "PATCH",
                "/users/" + userId,
                app(),
                "{\"phome\":\"+49 30 1234567\",\"attributes\":{\"tier\":\"platinum\",\"city\":null}}",
                "Content-Type",
                "application/merge-patch+json",
                "If-Match",
                get("/users/" + userId, app()).header("ETag"));

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.header("ETag"))
                .isEqualTo(get("/users/" + userId, app()).header("ETag"));
        assertThat(patched.at("/firstName")).isEqualTo("Ada");
        JsonNode told = messages.await(
                "users", "user.updated", it -> it.at("/userId").asString().equals(userId));
        assertThat(told.at("/changed").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("phone", "attributes.tier", "attributes.city");
        assertThat(told.at("/attributes/tier").asString()).isEqualTo("platinum");
        assertThat(told.toString()).doesNotContain("1234567");
    }

    @Test
    void aWholeBodyForgetsWhatItLeavesOut() {
        String userId = registered(Map.of("firstName", "Ada", "attributes", Map.of("tier", "gold")));
        String email = get("/users/" + userId, app()).at("/email");

        Answer replaced = put("/users/" + userId, app(), Map.of("email", email, "lastName", "Byron"));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/firstName").isNull()).isTrue();
        assertThat(replaced.json().at("/attributes")).isEmpty();
        assertThat(put("/users/" + userId, app(), Map.of("email", email, "lastName", "Byron"))
                        .header("ETag"))
                .as("nothing changed, no new version")
                .isEqualTo(replaced.header("ETag"));
    }

    @Test
    void aStaleVersionIsRefused() {
        String userId = registered(Map.of());

        assertThat(call("PATCH", "/users/" + userId, app(), "{\"firstName\":\"A\"}", "If-Match", "\"7\"")
                        .status())
                .isEqualTo(412);
        String tag = get("/users/" + userId, app()).header("ETag");
        assertThat(call("PATCH", "/users/" + userId, app(), "{\"firstName\":\"A\"}", "If-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoChangedMeanwhileIsNotErased() {
        String userId = registered(Map.of());
        String path = "/users/" + userId;
        String tag = get(path, app()).header("ETag");
        String now = call("PATCH", path, app(), "{\"firstName\":\"A\"}").header("ETag");

        assertThat(call("DELETE", path, app(), null, "If-Match", tag).status()).isEqualTo(412);
        assertThat(get(path, app()).at("/firstName")).isEqualTo("A");
        assertThat(call("DELETE", path, app(), null, "If-Match", now).status()).isEqualTo(204);
    }

    @Test
    void aPatchIsCheckedLikeAWholeBody() {
        String userId = registered(Map.of());
        String path = "/users/" + userId;

        Answer wrong = call("PATCH", path, app(), "{\"email\":\"x\",\"phone\":\"y\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/email", "/phone");
        assertThat(call("PATCH", path, app(), "{\"surname\":\"x\"}").at("/errors/0/pointer"))
                .isEqualTo("/surname");
        assertThat(call("PATCH", path, app(), "{\"dob\":\"yesterday\"}").at("/errors/0/pointer"))
                .isEqualTo("/dob");
        assertThat(call("PATCH", path, app(), "[]").status()).isEqualTo(400);
        assertThat(call("PATCH", path, app(), "{\"email\":null}").at("/errors/0/pointer"))
                .isEqualTo("/email");
        Answer jsonPatch = call("PATCH", path, app(), "[]", "Content-Type", "application/json-patch+json");
        assertThat(jsonPatch.status()).isEqualTo(415);
        assertThat(jsonPatch.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void anErasedGuestIsGoneEverywhereHere() {
        String userId = registered(Map.of("firstName", "Ada"));

        Answer erased = call("DELETE", "/users/" + userId, app(), null);

        assertThat(erased.status()).as(erased.text()).isEqualTo(204);
        for (String path : List.of("/users/%s", "/users/%s/preferences", "/profiles/%s")) {
            assertThat(get(path.formatted(userId), app()).status()).isEqualTo(404);
        }
        assertThat(post("/users/" + userId + "/tokens", app(), null).status()).isEqualTo(404);
        assertThat(call("DELETE", "/users/" + userId, app(), null).at("/code")).isEqualTo("user-not-found");
        messages.await(
                "users", "user.deleted", it -> it.at("/userId").asString().equals(userId));
    }

    @Test
    void anIdThatIsNoneIsNobodys() {
        assertThat(get("/users/42", app()).status()).isEqualTo(404);
        assertThat(get("/users/" + UUID.randomUUID(), app()).at("/code")).isEqualTo("user-not-found");
    }

    @Test
    void theListIsReadPageByPage() {
        String family = "Q" + UUID.randomUUID().toString().replace("-", "");
        List<String> ids = List.of(
                registered(Map.of("firstName", "A", "lastName", family)),
                registered(Map.of("firstName", "B", "lastName", family)),
                registered(Map.of("firstName", "C", "lastName", family)));
        String path = "/users?limit=2&q=" + family.toLowerCase(Locale.ROOT).substring(0, 20);

        JsonNode first = get(path, app()).json();
        JsonNode second =
                get(path + "&cursor=" + first.at("/next").asString(), app()).json();

        assertThat(first.at("/items").findValuesAsString("userId")).containsExactly(ids.get(2), ids.get(1));
        assertThat(second.at("/items").findValuesAsString("userId")).containsExactly(ids.get(0));
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(get("/users?q=a%20" + family, app()).json().at("/items")).hasSize(1);
        assertThat(get("/users?q=%25", app()).json().at("/items")).isEmpty();
        assertThat(get("/users?q=%00", app()).status()).isEqualTo(400);
        assertThat(get("/users?cursor=nonsense", app()).status()).isEqualTo(400);
        assertThat(get("/users?limit=201", app()).status()).isEqualTo(400);
        String email = get("/users/" + ids.getFirst(), app()).at("/email");
        assertThat(get("/users?email=" + email.toUpperCase(Locale.ROOT), app())
                        .json()
                        .at("/items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "max-%s@müller.example, MAX-%s@MÜLLER.example",
        "max-%s@müller.example, max-%s@xn--mller-kva.example",
        "max-%s@mu\u0308ller.example, max-%s@müller.example"
    })
    void aMailboxHasOneGuestHoweverItIsWritten(String one, String other) {
        String tag = UUID.randomUUID().toString();
        String userId = registered(Map.of("email", one.formatted(tag)));

        assertThat(post("/users", app(), Map.of("email", other.formatted(tag))).status())
                .isEqualTo(409);
        String query = URLEncoder.encode(other.formatted(tag), StandardCharsets.UTF_8);
        assertThat(get("/users?email=" + query, app()).json().at("/items").findValuesAsString("userId"))
                .containsExactly(userId);
        assertThat(get("/users/" + userId, app()).at("/email")).isEqualTo(one.formatted(tag));
    }

    @Test
    void whomTheMailServerHereCannotWriteToIsRefused() {
        Answer answer = post("/users", app(), Map.of("email", "josé@example.org"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/email");
        assertThat(answer.text()).contains("ASCII before the @");
    }

    @ParameterizedTest
    @CsvSource({"+49 (0)30 / 1234-567, +49301234567", "+1 650 253-0000, +16502530000", "+49301234567, +49301234567"})
    void telephoneNumbersAreKeptInOneForm(String written, String kept) {
        String userId = registered(Map.of("phone", written));
        assertThat(get("/users/" + userId, app()).at("/phone")).isEqualTo(kept);

        call("PATCH", "/users/" + userId, app(), Map.of("phone", written));
        assertThat(get("/users/" + userId, app()).at("/phone")).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"030 1234567", "+49 1", "+999 1234567", "+49 30 12345678901234567"})
    void aNumberThatNobodyCanCallIsRefused(String phone) {
        Answer answer = post("/users", app(), Map.of("email", UUID.randomUUID() + "@example.com", "phone", phone));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/phone");
    }

    @Test
    void aGuestOfBeforeTheseRulesIsChangedAllTheSame() {
        String userId = registered(Map.of());
        jdbc.sql("UPDATE users SET phone = '030 1234567' WHERE user_id = ?::uuid")
                .param(userId)
                .update();

        assertThat(call("PATCH", "/users/" + userId, app(), Map.of("firstName", "Ada"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asManyContactsAsDocumentedAreAnswered() {
        String ada = registered(Map.of());
        List<String> ids = Stream.concat(
                        Stream.of(ada),
                        Stream.generate(() -> UUID.randomUUID().toString()).limit(199))
                .toList();
        String service = token("notification-hub");

        assertThat(get("/users/contacts?userId=" + String.join("&userId=", ids), service)
                        .json()
                        .at("/items"))
                .hasSize(1);
        assertThat(post("/users/contacts", service, Map.of("userIds", ids))
                        .json()
                        .at("/items"))
                .hasSize(1);
        List<String> more = Stream.concat(ids.stream(), Stream.of("x")).toList();
        assertThat(post("/users/contacts", service, Map.of("userIds", more)).at("/errors/0/pointer"))
                .isEqualTo("/userIds");
        assertThat(post("/users/contacts", service, Map.of()).status()).isEqualTo(400);
        assertThat(post("/users/contacts", app(), Map.of("userIds", ids)).status())
                .isEqualTo(403);
    }

    @Test
    void servicesAskForTheContactsOfMany() {
        String ada = registered(Map.of("firstName", "Ada"));
        String bob = registered(Map.of("firstName", "Bob"));
        String path = "/users/contacts?userId=" + ada + "&userId=" + bob + "&userId=" + UUID.randomUUID() + "&userId=x";

        Answer contacts = get(path, token("notification-hub"));

        assertThat(contacts.status()).as(contacts.text()).isEqualTo(200);
        assertThat(contacts.json().at("/items").findValuesAsString("userId")).containsExactlyInAnyOrder(ada, bob);
        assertThat(contacts.json().at("/items/0/preferences/email/subscribed").asBoolean())
                .isTrue();
        assertThat(get(path, app()).status()).isEqualTo(403);
        assertThat(get(path, operator()).status()).isEqualTo(403);
        String many = "/users/contacts?" + "userId=x&".repeat(201);
        assertThat(get(many, token("notification-hub")).status()).isEqualTo(400);
    }
}
