package dev.concierge.platform.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A token issuer that publishes its keys on a real port. */
final class Issuer implements AutoCloseable {
    static final String NAME = "https://issuer.test";

    private final AtomicInteger fetches = new AtomicInteger();
    private final List<UUID> revoked = new CopyOnWriteArrayList<>();
    private final RSAKey key;
    private HttpServer server;

    Issuer() {
        this.key = newKey("key-1");
        this.server = start(0);
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpServer start(int port) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/jwks", exchange -> {
                fetches.incrementAndGet();
                answer(exchange, new JWKSet(key).toString());
            });
            started.createContext("/revocations", exchange -> answer(exchange, revocations(exchange.getRequestURI())));
            started.start();
            return started;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** One at a time, so that whoever follows has to read on. */
    private String revocations(URI asked) {
        int after = Integer.parseInt(asked.getQuery().substring("after=".length()));
        if (after >= revoked.size()) {
            return "{\"revoked\":[],\"last\":" + revoked.size() + ",\"more\":false}";
        }
        return "{\"revoked\":[{\"number\":%d,\"mark\":\"%s\",\"expiresAt\":\"%s\"}],\"last\":%d,\"more\":true}"
                .formatted(after + 1, revoked.get(after), Instant.now().plusSeconds(900), after + 1);
    }

    URI revocationsUri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/revocations");
    }

    void revoke(UUID mark) {
        revoked.add(mark);
    }

    URI jwkSetUri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks");
    }

    int fetches() {
        return fetches.get();
    }

    void stop() {
        server.stop(0);
    }

    void startAgain() {
        server = start(server.getAddress().getPort());
    }

    String token(String kind, String subject, String... scopes) {
        return token(claims -> claims.claim("kind", kind).subject(subject).claim("scope", List.of(scopes)));
    }

    String token(UnaryOperator<JWTClaimsSet.Builder> changes) {
        return token(key, JWSAlgorithm.RS256, changes);
    }

    static String token(RSAKey key, JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> changes) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience("concierge")
                .subject("app")
                .claim("kind", "client")
                .claim("scope", List.of("samples:read"))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                changes.apply(claims).build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        stop();
    }
}
