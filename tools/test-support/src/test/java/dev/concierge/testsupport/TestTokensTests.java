package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TestTokensTests {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void carryTheClaimsOfTheirKind() throws Exception {
        JsonNode client = claims(TestTokens.client("users:read", "users:write"));
        assertThat(client.at("/iss").asString()).isEqualTo("https://concierge.local");
        assertThat(client.at("/sub").asString()).isEqualTo("app");
        assertThat(client.at("/aud/0").asString()).isEqualTo("concierge");
        assertThat(client.at("/kind").asString()).isEqualTo("client");
        assertThat(client.at("/scope").values()).map(JsonNode::asString).containsExactly("users:read", "users:write");
        assertThat(client.at("/exp").asLong()).isGreaterThan(Instant.now().getEpochSecond());

        assertThat(claims(TestTokens.clientOf("acme", "resources:read"))
                        .at("/businesses/0")
                        .asString())
                .isEqualTo("acme");
        UUID userId = UUID.randomUUID();
        assertThat(claims(TestTokens.guest(userId)).at("/sub").asString()).isEqualTo(userId.toString());
        assertThat(claims(TestTokens.service("journey-service")).at("/kind").asString())
                .isEqualTo("service");
        assertThat(claims(TestTokens.operator()).at("/kind").asString()).isEqualTo("operator");
    }

    @Test
    void verifyWithThePublishedKey() throws Exception {
        assertThat(verifies(TestTokens.operator())).isTrue();
        assertThat(verifies(rejected("forged"))).isFalse();
    }

    @Test
    void rejectedOnesAreWrongInOneThingEach() throws Exception {
        assertThat(claims(rejected("expired")).at("/exp").asLong())
                .isLessThan(Instant.now().getEpochSecond());
        assertThat(verifies(rejected("expired"))).isTrue();
        assertThat(claims(rejected("of another issuer")).at("/iss").asString()).isEqualTo("https://elsewhere.example");
        assertThat(claims(rejected("for another audience")).at("/aud/0").asString())
                .isEqualTo("elsewhere");
        assertThat(rejected("unsigned")).endsWith(".");
    }

    @Test
    void aServiceGetsItsOwnByClientCredentials() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(TestIssuer.shared().tokenUri())
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("notification-hub:s".getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=users%3Aread"))
                .build();

        JsonNode answer = JSON.readTree(send(request));

        JsonNode claims = claims(answer.at("/access_token").asString());
        assertThat(claims.at("/sub").asString()).isEqualTo("notification-hub");
        assertThat(claims.at("/scope/0").asString()).isEqualTo("users:read");
    }

    @Test
    void anIssuerCanFailAndComeBackWhereItWas() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            URI keys = issuer.jwkSetUri();
            issuer.close();
            assertThatThrownBy(() -> send(HttpRequest.newBuilder(keys).build())).isInstanceOf(IOException.class);

            issuer.resume();

            assertThat(send(HttpRequest.newBuilder(keys).build())).contains("\"kty\":\"RSA\"");
        }
    }

    private static String rejected(String flaw) {
        return Objects.requireNonNull(TestTokens.rejected().get(flaw), flaw);
    }

    private static JsonNode claims(String token) {
        return part(token, 1);
    }

    private static JsonNode part(String token, int number) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]));
    }

    private static boolean verifies(String token) throws Exception {
        JsonNode keys = JSON.readTree(
                send(HttpRequest.newBuilder(TestIssuer.shared().jwkSetUri()).build()));
        JsonNode key = keys.at("/keys/0");
        assertThat(part(token, 0).at("/kid")).isEqualTo(key.at("/kid"));
        return verifies(token, number(key, "n"), number(key, "e"));
    }

    private static boolean verifies(String token, BigInteger modulus, BigInteger exponent)
            throws GeneralSecurityException {
        List<String> parts = List.of(token.split("\\.", -1));
        Signature rs256 = Signature.getInstance("SHA256withRSA");
        rs256.initVerify(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        rs256.update((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
        return rs256.verify(Base64.getUrlDecoder().decode(parts.get(2)));
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asString()));
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
