package dev.concierge.user.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class GrantFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatAnOperatorGivesStandsInTheGuestsNextToken() throws ParseException {
        String guest = registered(Map.of());
        assertThat(claimed(guest)).isEmpty();

        Answer given = put("/users/" + guest + "/grants", operator(), Map.of("grants", List.of("help-desk", "expert")));

        assertThat(given.json().at("/grants").toString()).isEqualTo("[\"expert\",\"help-desk\"]");
        assertThat(claimed(guest)).containsExactly("expert", "help-desk");
        put("/users/" + guest + "/grants", operator(), Map.of("grants", List.of()));
        assertThat(claimed(guest)).isEmpty();
    }

    @Test
    void onlyOperatorsGive() {
        String guest = registered(Map.of());
        String own = post("/users/" + guest + "/tokens", app(), null).at("/token");

        for (String token : List.of(app(), own)) {
            assertThat(put("/users/" + guest + "/grants", token, Map.of("grants", List.of("partner")))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(get("/users/" + guest + "/grants", app()).json().at("/grants"))
                .isEmpty();
    }

    @Test
    void whoGaveIsWrittenDown() {
        String guest = registered(Map.of());
        put("/users/" + guest + "/grants", operator(), Map.of("grants", List.of("partner")));

        assertThat(jdbc.sql("SELECT actor || ' ' || action || ' ' || outcome FROM platform.audit_log"
                                + " WHERE target LIKE ? ORDER BY seq DESC LIMIT 1")
                        .param("%" + guest + "%")
                        .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                        .single())
                .isEqualTo("cli PUT /users/{userId}/grants 200");
        assertThat(jdbc.sql("SELECT given_by FROM guest_grants WHERE user_id = ?::uuid")
                        .param(guest)
                        .query(String.class)
                        .single())
                .isEqualTo("cli");
    }

    @Test
    void anythingElseIsRefused() {
        String guest = registered(Map.of());

        Answer unknown = put("/users/" + guest + "/grants", operator(), Map.of("grants", List.of("king")));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/errors/0/pointer")).isEqualTo("/grants/0");
        assertThat(put(
                                "/users/00000000-0000-7000-8000-000000000000/grants",
                                operator(),
                                Map.of("grants", List.of("partner")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoChangedWhatIsNoMoreIsToldSo() {
        String path = "/users/" + registered(Map.of()) + "/grants";
        String etag = get(path, operator()).header("ETag");
        put(path, operator(), Map.of("grants", List.of("partner")));

        assertThat(put(path, operator(), Map.of("grants", List.of("expert")), "If-Match", etag)
                        .status())
                .isEqualTo(412);
    }

    private List<String> claimed(String guest) throws ParseException {
        String token = post("/users/" + guest + "/tokens", app(), null).at("/token");
        return SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("grants");
    }
}
