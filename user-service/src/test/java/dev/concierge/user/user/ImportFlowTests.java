package dev.concierge.user.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportFlowTests extends UserServiceFlow {
    private static final String NDJSON = "application/x-ndjson";
    private final String run = "i" + UUID.randomUUID();

    @Test
    void newGuestsAreRegisteredAsAnyOthers() {
        Answer taken = sent(NDJSON, "&last=true", lines(1, 1200));

        assertThat(taken.at("/created")).as(taken.text()).isEqualTo("1200");
        assertThat(taken.at("/complete")).isEqualTo("true");
        Answer found = get("/users?externalId=" + run + "-700", app());
        String guest = found.at("/items/0/userId");
        assertThat(found.at("/items/0/attributes/n")).isEqualTo("700");
        assertThat(messages.await(
                                "users",
                                "user.registered",
                                it -> it.at("/userId").asString().equals(guest))
                        .at("/preferences/email/transactional")
                        .asBoolean())
                .isTrue();
        assertThat(get("/profiles/" + guest, app()).status()).isEqualTo(200);
        assertThat(get("/users/" + guest + "/preferences", app()).status()).isEqualTo(200);
    }

    @Test
    void knownGuestsAreChangedInWhatALineNames() {
        String email = run + "@example.com";
        String guest = registered(Map.of("email", email, "firstName", "Ada", "attributes", Map.of("tier", "gold")));

        Answer taken = sent(
                NDJSON,
                "",
                "{\"email\":\"" + email.toUpperCase(Locale.ROOT) + "\",\"externalId\":\"" + run
                        + "\",\"lastName\":\"Lovelace\"}\n{\"externalId\":\"" + run
                        + "\",\"attributes\":{\"tier\":null,\"stays\":3}}\n{\"externalId\":\"" + run + "\"}");

        assertThat(taken.at("/changed")).as(taken.text()).isEqualTo("2");
        assertThat(taken.at("/unchanged")).isEqualTo("1");
        Answer user = get("/users/" + guest, app());
        assertThat(user.at("/firstName")).isEqualTo("Ada");
        assertThat(user.at("/lastName")).isEqualTo("Lovelace");
        assertThat(user.json().at("/attributes").toString()).isEqualTo("{\"stays\":3}");
    }

    @Test
    void anIdOfAnotherSystemIsCountedInCharacters() {
        String id = run + "\uD83D\uDE80".repeat(200 - run.length());

        Answer taken = sent(NDJSON, "", "{\"email\":\"" + run + "@example.com\",\"externalId\":\"" + id + "\"}");

        assertThat(taken.at("/created")).as(taken.text()).isEqualTo("1");
    }

    @Test
    void aLineThatIsWrongIsRefusedAloneAndWithoutItsValues() {
        Answer taken =
                sent(NDJSON, "", lines(1, 1) + "{\"email\":\"no-address\",\"phone\":\"x\"}\nnot json\n" + lines(4, 4));

        assertThat(taken.at("/created")).as(taken.text()).isEqualTo("2");
        assertThat(taken.at("/refused")).isEqualTo("2");
        Answer refusals = get("/users/imports/" + run + "/refusals?limit=1", app());
        assertThat(refusals.at("/items/0/line")).isEqualTo("2");
        assertThat(refusals.json().at("/items/0/errors").findValuesAsString("pointer"))
                .containsExactly("/email", "/phone");
        assertThat(refusals.text()).doesNotContain("no-address").contains("expected: an e-mail address");
        assertThat(get("/users/imports/" + run + "/refusals?limit=1&cursor=" + refusals.at("/next"), app())
                        .at("/items/0/line"))
                .isEqualTo("3");
    }

    @Test
    void aFileSentAgainGoesOnWhereItWasLeft() {
        sent(NDJSON, "", lines(1, 700));

        assertThat(sent(NDJSON, "", lines(1, 900)).at("/created")).isEqualTo("900");
        assertThat(sent(NDJSON, "&from=801", lines(801, 1000)).at("/created")).isEqualTo("1000");
        Answer gap = sent(NDJSON, "&from=1002", lines(1002, 1002));
        assertThat(gap.at("/code")).isEqualTo("import-gap");
        assertThat(get("/users/imports/" + run, app()).at("/linesDone")).isEqualTo("1000");
        assertThat(get("/users/imports/" + run, operator()).status()).isEqualTo(404);
    }

    @Test
    void csvHasAColumnPerField() {
        Answer taken = sent(
                "text/csv",
                "",
                "externalId,email,firstName,isActive,lat,lon,attributes.tier,personalAttributes\r\n" + run + "," + run
                        + "@example.org,\"Ada, Countess\",false,52.5,13.4,gold,tier\r\n" + run + "x,,Bob,,,,,\r\n");

        assertThat(taken.at("/created")).as(taken.text()).isEqualTo("1");
        assertThat(taken.at("/refused")).isEqualTo("1");
        Answer guest = get("/users?externalId=" + run, app());
        assertThat(guest.at("/items/0/firstName")).isEqualTo("Ada, Countess");
        assertThat(guest.at("/items/0/isActive")).isEqualTo("false");
        assertThat(guest.at("/items/0/geolocation/lat")).isEqualTo("52.5");
        assertThat(guest.at("/items/0/personalAttributes/0")).isEqualTo("tier");
    }

    @Test
    void anAddressOfAnotherGuestIsRefused() {
        registered(Map.of("email", run + "@example.com"));
        sent(NDJSON, "", "{\"email\":\"" + run + "@example.net\",\"externalId\":\"" + run + "\"}");

        Answer taken =
                sent(NDJSON, "&from=2", "{\"email\":\"" + run + "@example.com\",\"externalId\":\"" + run + "\"}");

        assertThat(taken.at("/refused")).as(taken.text()).isEqualTo("1");
    }

    @Test
    void otherBodiesAreNotTaken() {
        assertThat(sent("application/json", "", "{}").status()).isEqualTo(415);
        assertThat(call("POST", "/users/imports", app(), "", "Content-Type", NDJSON)
                        .status())
                .isEqualTo(400);
    }

    private String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number ->
                        "{\"email\":\"%s-%d@example.com\",\"externalId\":\"%s-%d\",\"attributes\":{\"n\":%d}}\n"
                                .formatted(run, number, run, number, number))
                .collect(Collectors.joining());
    }

    private Answer sent(String type, String more, String body) {
        return send(request("/users/imports?requestId=" + run + more)
                .header("Authorization", "Bearer " + app())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }
}
