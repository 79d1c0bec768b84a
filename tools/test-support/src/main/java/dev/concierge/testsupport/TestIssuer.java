package dev.concierge.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The issuer of tests: publishes its key at {@code /oauth2/jwks}, gives any service its own token at
 * {@code /oauth2/token} and tells at {@code /oauth2/revocations} what tests revoke. One of this JVM is shared by all contexts; tests of outages start their own.
 */
public final class TestIssuer implements AutoCloseable {
    /** Tokens are checked against the real time, whatever a test's clock says. */
    static final Clock CLOCK = Clock.systemUTC();

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final KeyPair keys;
    private final Set<UUID> revoked = ConcurrentHashMap.newKeySet();
    private @Nullable HttpServer server;
    private int port;

    private TestIssuer(String keyId, KeyPair keys) {
        this.keyId = keyId;
        this.keys = keys;
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no RSA", e);
        }
    }

    public static TestIssuer shared() {
        return Shared.INSTANCE;
    }

    /** An issuer of its own, with a key of its own. */
    public static TestIssuer start() {
        TestIssuer issuer = new TestIssuer(UUID.randomUUID().toString(), newKeys());
        issuer.resume();
        return issuer;
    }

    /** Answers again, where it did before. */
    public void resume() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            http.createContext("/oauth2/jwks", exchange -> answer(exchange, jwks()));
            http.createContext("/oauth2/revocations", exchange -> answer(exchange, revocations()));
            http.createContext("/oauth2/token", exchange -> answer(exchange, token(exchange)));
            http.start();
            port = http.getAddress().getPort();
            server = http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops answering, as in an outage. */
    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    public URI jwkSetUri() {
        return URI.create("http://127.0.0.1:" + port + "/oauth2/jwks");
    }

    public URI tokenUri() {
        return URI.create("http://127.0.0.1:" + port + "/oauth2/token");
    }

    URI revocationsUri() {
        return URI.create("http://127.0.0.1:" + port + "/oauth2/revocations");
    }

    /** Tells every service from now on that tokens with this mark no longer count. */
    public void revoke(UUID mark) {
        revoked.add(mark);
    }

    TestIssuer impostor() {
        return new TestIssuer(keyId, Shared.UNPUBLISHED);
    }

    String sign(Map<String, Object> claims) {
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(keys.getPrivate());
            String content = encode(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId)) + "." + encode(claims);
            rs256.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(rs256.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the token was not signed", e);
        }
    }

    /** The same claims under {@code alg: none}. */
    static String unsigned(TestToken token) {
        String claims = token.text().split("\\.", -1)[1];
        return encode(Map.of("alg", "none", "typ", "JWT")) + "." + claims + ".";
    }

    private static String encode(Map<String, Object> json) {
        return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    }

    private Map<String, Object> jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        keyId,
                        "n",
                        unsigned(key.getModulus()),
                        "e",
                        unsigned(key.getPublicExponent()))));
    }

    /** All of them each time, as after a restored database. */
    private Map<String, Object> revocations() {
        List<Map<String, Object>> all = revoked.stream()
                .map(mark -> Map.<String, Object>of(
                        "number",
                        1,
                        "mark",
                        mark.toString(),
                        "expiresAt",
                        CLOCK.instant().plus(Duration.ofDays(1)).toString()))
                .toList();
        return Map.of("revoked", all, "last", 0, "more", false);
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private Map<String, Object> token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String scope = field(form, "scope");
        List<String> scopes = scope.isEmpty() ? List.of() : List.of(scope.split(" ", -1));
        String token = TestToken.of("service", clientId(exchange, form), scopes)
                .signedBy(this)
                .text();
        return Map.of("access_token", token, "token_type", "Bearer", "expires_in", 3600, "scope", scope);
    }

    private static String clientId(HttpExchange exchange, String form) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return field(form, "client_id");
        }
        String credentials = new String(
                Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8);
        return credentials.substring(0, credentials.indexOf(':'));
    }

    private static String field(String form, String name) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
        try (exchange) {
            byte[] body = JSON.writeValueAsBytes(json);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static final class Shared {
        private static final TestIssuer INSTANCE = start();
        private static final KeyPair UNPUBLISHED = newKeys();
    }
}
