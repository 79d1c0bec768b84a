package dev.concierge.hub.delivery.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConsentFlowTests extends DeliveryFlow {
    @AfterEach
    void userServiceIsBack() {
        USERS.takesConsents(true);
    }

    @Test
    void theMailAfterOneClickDoesNotCome() throws Exception {
        String link = link();

        HttpResponse<String> clicked = postForm(link, "List-Unsubscribe=One-Click");

        assertThat(clicked.statusCode()).as(clicked.body()).isEqualTo(200);
        await().until(() -> !USERS.consentsOf(userId).isEmpty());
        JsonNode told = json(USERS.consentsOf(userId).getFirst());
        assertThat(told.path("channel").asString()).isEqualTo("email");
        assertThat(told.path("wish").asString()).isEqualTo("marketing");
        assertThat(told.path("given").asBoolean()).isFalse();
        assertThat(told.path("source").asString()).isEqualTo("one-click");
    }

    @Test
    void theClickMayComeAsMultipart() throws Exception {
        String link = link();

        HttpResponse<String> clicked = post(
                link,
                null,
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b");

        assertThat(clicked.statusCode()).as(clicked.body()).isEqualTo(200);
        await().until(() -> !USERS.consentsOf(userId).isEmpty());
    }

    /** Not a moment later: user-service need not have heard of it. */
    @Test
    void itIsObeyedWhileUserServiceIsAway() throws Exception {
        USERS.takesConsents(false);
        String link = link();

        postForm(link, "List-Unsubscribe=One-Click");

        assertThat(reason("suppressed", marketing("email"))).isEqualTo("email: unsubscribed");
        receipt("sent", transactional("email"));
        assertThat(MAIL.to(address)).hasSize(2);
    }

    @Test
    void followingTheLinkAloneChangesNothing() throws Exception {
        String link = link();

        HttpResponse<String> page = get(link, null);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("No more marketing e-mail").doesNotContain(userId, address);
        receipt("sent", marketing("email"));
    }

    @Test
    void thePageTakesEverythingBackAndGivesItAgain() throws Exception {
        USERS.takesConsents(false);
        String link = link();

        assertThat(postForm(link, "choice=stop-all").body()).contains("no more e-mail from us");
        assertThat(reason("suppressed", transactional("email"))).isEqualTo("email: unsubscribed");

        assertThat(postForm(link, "choice=resume").body()).contains("come again");
        receipt("sent", marketing("email"));
    }

    @Test
    void anEarlierConsentThatIsImportedTakesNothingBackThatWasSaidLater() throws Exception {
        USERS.takesConsents(false);
        postForm(link(), "List-Unsubscribe=One-Click");

        HttpResponse<String> imported = post(
                "/notifications/consents",
                TestTokens.operator(),
                "userId,channel,wish,given,at\n" + userId + ",email,marketing,true,2024-05-01T10:00:00Z\n",
                "Content-Type",
                "text/csv");

        assertThat(json(imported.body()).path("taken").asInt())
                .as(imported.body())
                .isEqualTo(1);
        assertThat(reason("suppressed", marketing("email"))).isEqualTo("email: unsubscribed");
    }

    @Test
    void aLinkThatNobodySignedOpensNothing() throws Exception {
        String link = link();
        String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BB" : "AA");

        assertThat(get(forged, null).statusCode()).isEqualTo(404);
        assertThat(postForm(forged, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(404);
        assertThat(get("/notifications/unsubscribe/%20", null).statusCode()).isEqualTo(404);
    }

    @Test
    void oneClickIsOfferedWithMarketingAlone() throws Exception {
        receipt("sent", transactional("email"));

        assertThat(MAIL.to(address).getFirst().getHeader("List-Unsubscribe")).isNull();
    }

    /** The path of the link in a mail's headers (RFC 8058, 3.1). */
    private String link() throws Exception {
        receipt("sent", request(Map.of("category", "marketing"), "email"));
        MimeMessage mail = MAIL.to(address).getFirst();
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String header = mail.getHeader("List-Unsubscribe")[0];
        assertThat(header).matches("<https?://\\S+>");
        return URI.create(header.substring(1, header.length() - 1)).getPath();
    }
}
