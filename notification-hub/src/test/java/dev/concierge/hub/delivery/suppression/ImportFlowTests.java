package dev.concierge.hub.delivery.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImportFlowTests extends DeliveryFlow {
    @Test
    void anAddressOfTheListIsNotWrittenToHoweverItIsSpelt() {
        HttpResponse<String> imported = post(
                "/notifications/suppressions",
                TestTokens.operator(),
                "address,reason,at\n" + address.toUpperCase(Locale.ROOT)
                        + ",\"asked us to, twice\",2024-05-01T10:00:00Z\nnobody,x,2024-05-01T10:00:00Z\n",
                "Content-Type",
                "text/csv");

        assertThat(json(imported.body()).path("taken").asInt())
                .as(imported.body())
                .isEqualTo(1);
        assertThat(json(imported.body()).at("/refused/0/detail").asString()).contains("@");
        assertThat(reason("suppressed", transactional("email")))
                .isEqualTo("email: address suppressed, asked us to, twice");
        receipt("sent", transactional("inbox"));
    }

    @Test
    void consentsComeWithTheirSourceAndTime() {
        HttpResponse<String> imported = post(
                "/notifications/consents",
                TestTokens.operator(),
                "{\"userId\":\"" + userId
                        + "\",\"channel\":\"email\",\"wish\":\"marketing\",\"given\":false,\"source\":\"old crm\",\"at\":\"2024-05-01T10:00:00Z\"}\n"
                        + "{\"userId\":\"" + userId
                        + "\",\"channel\":\"fax\",\"wish\":\"marketing\",\"given\":true,\"at\":\"2024-05-01T10:00:00Z\"}\n",
                "Content-Type",
                "application/x-ndjson");

        assertThat(json(imported.body()).path("taken").asInt())
                .as(imported.body())
                .isEqualTo(1);
        assertThat(json(imported.body()).at("/refused/0/line").asInt()).isEqualTo(2);
        assertThat(json(imported.body()).at("/refused/0/detail").asString()).startsWith("channel: fax");
        await().until(() -> !USERS.consentsOf(userId).isEmpty());
        assertThat(USERS.consentsOf(userId).getFirst()).contains("old crm", "2024-05-01T10:00:00Z");
    }
}
