package dev.concierge.e2e.matrix;

import com.nimbusds.jose.JOSEException;
import dev.concierge.e2e.DocumentedServices;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
record Fleet(LocalFleet local, Place gateway, Place services, List<Document> documents) {
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
        Call registration = Call.of("POST", "/users").as(client).json("{\"email\": \"guest@example.org\"}");
        String guestId = JsonMapper.shared()
                .readTree(sender.send(services, "user-service", registration).body())
                .path("userId")
                .asString();
        String guest = token("guest --user " + guestId);
        return new Callers(client, token("operator"), guest, guestId, key.rejected(), key);
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
