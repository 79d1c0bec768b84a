package dev.concierge.hub.delivery.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplateFlowTests extends DeliveryFlow {
    private static final String LAYOUT = """
            {"kind":"partial","locale":"en","texts":{
              "en":{"text":"{{> @partial-block}}\\n-- The café","html":"<main>{{> @partial-block}}</main><footer>The café</footer>"},
              "de":{"text":"{{> @partial-block}}\\n-- Das Café","html":"<main>{{> @partial-block}}</main><footer>Das Café</footer>"}}}""";

    private final String layout = "layout-" + UUID.randomUUID();
    private final String welcome = "welcome-" + UUID.randomUUID();

    @BeforeEach
    void writeTemplates() {
        put(layout, LAYOUT);
        put(welcome, """
                {"kind":"message","locale":"en","defaults":{"user.firstName":"friend"},"texts":{
                  "en":{"subject":"Hello {{user.firstName}}","text":"{{#> %1$s}}Hello {{user.firstName}}, {{data.room}}.{{/%1$s}}",
                        "html":"{{#> %1$s}}<p>Hello {{user.firstName}}, {{data.room}}</p>{{/%1$s}}"},
                  "de":{"subject":"Hallo {{user.firstName}}","text":"{{#> %1$s}}Hallo {{user.firstName}}, {{data.room}}.{{/%1$s}}"}}}""".formatted(layout));
    }

    @Test
    void aMailIsWrittenByItsTemplateInItsLayout() throws Exception {
        receipt("sent", requested(Map.of("id", welcome), "en-GB"));

        MimeMessage mail = MAIL.to(address).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Hello Ada");
        String raw = new String(MAIL.raw(mail), StandardCharsets.UTF_8);
        assertThat(raw).contains("Hello Ada, Tea & <Sea>.").contains("<p>Hello Ada, Tea &amp; &lt;Sea&gt;</p>");
    }

    @Test
    void itsLanguageFallsBackByPart() {
        JsonNode austrian = preview(welcome, "{\"locale\":\"de-AT\",\"data\":{\"room\":\"7\"}}");
        JsonNode french = preview(welcome, "{\"locale\":\"fr\",\"data\":{\"room\":\"7\"}}");

        assertThat(austrian.path("text").asString()).isEqualTo("Hallo Ada, 7.\n-- Das Café");
        assertThat(french.path("subject").asString()).isEqualTo("Hello Ada");
    }

    @Test
    void aMissingValueHasItsStatedDefault() {
        JsonNode shown = preview(welcome, "{\"user\":{\"firstName\":null},\"data\":{\"room\":\"7\"}}");

        assertThat(shown.path("subject").asString()).isEqualTo("Hello friend");
    }

    @Test
    void valuesAreEscapedForWhereTheyStand() {
        JsonNode shown =
                preview(welcome, "{\"user\":{\"firstName\":\"<b>\\r\\nBcc: x\"},\"data\":{\"room\":\"\\\"'\"}}");

        assertThat(shown.path("subject").asString()).isEqualTo("Hello <b> Bcc: x");
        assertThat(shown.path("text").asString()).startsWith("Hello <b>");
        assertThat(shown.path("html").asString()).contains("&lt;b&gt;").contains("&quot;&#x27;");
    }

    @Test
    void anotherTextIsAnotherVersionAndTheOldOneStays() {
        HttpResponse<String> first = get(path(welcome), TestTokens.operator());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String body = json(first.body()).path("body").toString().replace("Hallo", "Servus");

        HttpResponse<String> second = call("PUT", path(welcome), TestTokens.operator(), body, "If-Match", tag);
        HttpResponse<String> late = call("PUT", path(welcome), TestTokens.operator(), body, "If-Match", tag);

        assertThat(json(second.body()).path("version").asInt()).isEqualTo(2);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(json(get(path(welcome) + "?version=1", TestTokens.operator()).body())
                        .at("/body/texts/de/subject")
                        .asString())
                .startsWith("Hallo");
    }

    @Test
    void whatAWriterExpectsIsHeldOrNothingIsWritten() {
        String body = json(get(path(welcome), TestTokens.operator()).body())
                .path("body")
                .toString();
        String absent = "absent-" + UUID.randomUUID();

        assertThat(put(welcome, body, "If-None-Match", "*")).isEqualTo(412);
        assertThat(put(welcome, body, "If-Match", "\"other\"")).isEqualTo(412);
        assertThat(call("DELETE", path(welcome), TestTokens.operator(), "", "If-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(put(absent, body, "If-Match", "*")).isEqualTo(412);
        assertThat(get(path(absent), TestTokens.operator()).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", path(absent), TestTokens.operator(), "", "If-Match", "*")
                        .statusCode())
                .isEqualTo(404);

        HttpResponse<String> present = get(path(welcome), TestTokens.operator());
        String tag = present.headers().firstValue("ETag").orElseThrow();
        assertThat(json(present.body()).path("version").asInt()).isEqualTo(1);
        assertThat(put(absent, body, "If-None-Match", "*")).isEqualTo(200);
        assertThat(put(welcome, body, "If-Match", "*")).isEqualTo(200);
        assertThat(call("DELETE", path(welcome), TestTokens.operator(), "", "If-Match", tag)
                        .statusCode())
                .isEqualTo(412);
        String fresh = get(path(welcome), TestTokens.operator())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(call("DELETE", path(welcome), TestTokens.operator(), "", "If-Match", fresh)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatCannotBeReadIsRefusedByItsPlace() {
        HttpResponse<String> refused = call("PUT", path("broken"), TestTokens.operator(), """
                {"kind":"message","locale":"fr","texts":{"en":{"subject":"{{#if","text":"x","html":"<p>{{{user.firstName}}}</p>"}}}""");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused.body()).path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/locale", "/texts/en/subject", "/texts/en/html");
    }

    @Test
    void whatIsWithdrawnIsNotSentAndSaysSo() {
        call("DELETE", path(welcome), TestTokens.operator(), "");

        assertThat(reason("failed", requested(Map.of("id", welcome), "en"))).contains("no template " + welcome);
        receipt("sent", requested(Map.of("id", welcome, "version", 1), "en"));
    }

    @Test
    void itIsTriedOnTestRecipientsAlone() throws Exception {
        String writer = userId + "@example.org";

        HttpResponse<String> tried = post(
                path(welcome) + "/tests",
                TestTokens.operator(),
                "{\"to\":[\"" + writer + "\"],\"preview\":{\"locale\":\"de\"}}");
        HttpResponse<String> refused =
                post(path(welcome) + "/tests", TestTokens.operator(), "{\"to\":[\"" + address + "\"]}");

        assertThat(tried.body()).contains("\"sent\"");
        assertThat(MAIL.to(writer).getFirst().getSubject()).isEqualTo("[Test] Hallo Ada");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(MAIL.to(address)).isEmpty();
    }

    private UUID requested(Map<String, ?> template, String locale) {
        return request(Map.of("template", template, "locale", locale, "data", Map.of("room", "Tea & <Sea>")), "email");
    }

    private JsonNode preview(String id, String body) {
        HttpResponse<String> shown = post(path(id) + "/preview", TestTokens.operator(), body);
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        return json(shown.body());
    }

    private void put(String id, String body) {
        HttpResponse<String> stored = call("PUT", path(id), TestTokens.operator(), body);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    private int put(String id, String body, String header, String expected) {
        return call("PUT", path(id), TestTokens.operator(), body, header, expected)
                .statusCode();
    }

    private static String path(String id) {
        return "/notifications/templates/" + id;
    }
}
