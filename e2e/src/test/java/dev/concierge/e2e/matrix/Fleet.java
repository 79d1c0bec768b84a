package dev.concierge.e2e.matrix;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import dev.concierge.e2e.DocumentedServices;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fleet under test.
 *
 * @param local where it runs
 * @param gateway the place before it
 * @param services the places of its services
 * @param documents what it offers
 */
record Fleet(LocalFleet local, Place.AtGateway gateway, Place services, List<Document> documents) {
    static Fleet met(LocalFleet local, Sender sender) {
        Place services = new Place.AtService(local::url);
        List<Document> documents = DocumentedServices.names()
                .map(name -> new Document(
                        name,
                        JsonMapper.shared()
                                .readTree(sender.send(services, name, Call.of("GET", "/v3/api-docs"))
                                        .body())))
                .toList();
        return new Fleet(local, new Place.AtGateway(local.gateway()), services, documents);
    }

    Stream<ApiOperation> operations() {
        return documents.stream().flatMap(Document::operations);
    }

    ApiOperation operation(String method, String path) {
        return operations()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no document has " + method + " " + path));
    }

    /** Every scope that some operation asks for. */
    Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        operations().flatMap(operation -> operation.grants().stream()).forEach(grant -> {
            if (grant.scope() != null) {
                scopes.add(grant.scope());
            }
        });
        return scopes;
    }

    /** Everyone, with a guest who is registered for it. */
    Callers callers(Sender sender, Clock clock) throws Exception {
        TrustedKey key = trustedKey(clock);
        String client = token("client");
        String guestId = registered(sender, client);
        String guest = token("guest --user " + guestId);
        Map<String, String> rejected = new LinkedHashMap<>(key.rejected());
        rejected.put("a revoked token", revoked(sender, client));
        return new Callers(client, token("operator"), guest, guestId, rejected, key);
    }

    /** Of a guest who was erased, once every service has heard of it. */
    String revoked(Sender sender, String client) throws IOException, InterruptedException {
        String guestId = registered(sender, client);
        String token = token("guest --user " + guestId);
        sender.send(
                services, "user-service", Call.of("DELETE", "/users/" + guestId).as(client));
        for (Document document : documents) {
            ApiOperation door = document.operations()
                    .filter(operation -> operation.method().equals("GET") && !operation.isOpen())
                    .findFirst()
                    .orElseThrow();
            Call call = Call.of("GET", door.path().replaceAll("\\{\\w+}", Paths.UNKNOWN))
                    .as(token);
            for (Place place : List.of(services, gateway)) {
                await().until(() -> sender.send(place, door.service(), call).statusCode() == 401);
            }
        }
        return token;
    }

    private String registered(Sender sender, String client) {
        String email = "matrix-" + UUID.randomUUID() + "@example.org";
        Call registration = Call.of("POST", "/users").as(client).json("{\"email\": \"" + email + "\"}");
        return JsonMapper.shared()
                .readTree(sender.send(services, "user-service", registration).body())
                .path("userId")
                .asString();
    }

    private TrustedKey trustedKey(Clock clock) throws SQLException, JOSEException {
        try (Connection issuer = Traces.connect(local, "user_service")) {
            return TrustedKey.publishedIn(issuer, clock);
        }
    }

    private String token(String kind) throws IOException, InterruptedException {
        return local.bash("./concierge token --kind " + kind).strip();
    }
}
