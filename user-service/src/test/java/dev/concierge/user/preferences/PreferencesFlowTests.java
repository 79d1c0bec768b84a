package dev.concierge.user.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PreferencesFlowTests extends UserServiceFlow {
    @Test
    void whoSendsAnythingIsToldWhatTheGuestWants() {
        String path = "/users/" + registered(Map.of()) + "/preferences";

        String tag = get(path, app()).header("ETag");
        Answer changed = put(path, app(), """
                {"email_preferences":{"subscribed":false},"zone":"Europe/Berlin","quietHours":{"from":"22:00","to":"08:00"}}
                """, "If-Match", tag);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(get(path, app()).header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(get(path, app()).json()).isEqualTo(changed.json());
        assertThat(changed.json().at("/email/subscribed").asBoolean()).isFalse();
        assertThat(changed.json().at("/sms/subscribed").asBoolean()).isTrue();
        JsonNode told = messages.await(
                "users",
                "user.preferences-updated",
                it -> path.contains(it.at("/userId").asString()));
        assertThat(told.at("/preferences")).isEqualTo(changed.json());
        assertThat(put(path, app(), "{}", "If-Match", tag).status()).isEqualTo(412);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        String path = "/users/" + registered(Map.of()) + "/preferences";

        Answer answer = put(path, app(), "{\"zone\":\"+02:00\",\"quietHours\":{\"from\":\"25:00\",\"to\":\"08:00\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/zone", "/quietHours/from");
    }

    @Test
    void oneVersionOrdersAllThatIsToldOfAGuest() {
        String userId = registered(Map.of());

        put("/users/" + userId + "/preferences", app(), "{\"zone\":\"Europe/Berlin\"}");
        call("PATCH", "/users/" + userId, app(), "{\"firstName\":\"Ada\"}");

        assertThat(messages.await(
                                "users",
                                "user.updated",
                                it -> it.at("/userId").asString().equals(userId))
                        .at("/version")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void theLatestWordAboutAWishCountsWheneverItArrives() {
        String user = "/users/" + registered(Map.of());
        put(user + "/preferences", app(), "{\"email\":{\"marketing\":true}}");

        Answer stop = post(user + "/consents", app(), consent(false, "one-click", "2126-01-02T10:00:00Z"));
        Answer older = post(user + "/consents", app(), consent(true, "import", "2125-01-02T10:00:00Z"));

        assertThat(stop.status()).as(stop.text()).isEqualTo(200);
        assertThat(older.status()).as(older.text()).isEqualTo(200);
        assertThat(get(user + "/preferences", app())
                        .json()
                        .at("/email/marketing")
                        .asBoolean())
                .isFalse();
        assertThat(get(user + "/consents", app())
                        .json()
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("source").asString()))
                .containsExactly("one-click", "import", "client");
        JsonNode told = messages.await(
                "users",
                "user.preferences-updated",
                it -> user.contains(it.at("/userId").asString())
                        && !it.at("/preferences/email/marketing").asBoolean());
        assertThat(told.at("/version").asLong())
                .isEqualTo(stop.json().path("version").asLong());
    }

    @Test
    void aWordThatNamesNoWishIsRefused() {
        String user = "/users/" + registered(Map.of());

        Answer answer = post(user + "/consents", app(), "{\"channel\":\"fax\",\"given\":true,\"source\":\"\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors").findValuesAsString("pointer")).contains("/channel", "/source");
    }

    private static String consent(boolean given, String source, String at) {
        return "{\"channel\":\"email\",\"wish\":\"marketing\",\"given\":" + given + ",\"source\":\"" + source
                + "\",\"at\":\"" + at + "\"}";
    }
}
