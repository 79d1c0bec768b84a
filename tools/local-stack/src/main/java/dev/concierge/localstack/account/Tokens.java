package dev.concierge.localstack.account;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Bearer tokens from user-service, for each kind of caller. */
public final class Tokens {
    private final Settings settings;
    private final Answers answers = new Answers();

    public Tokens(Settings settings) {
        this.settings = settings;
    }

    public String client(Optional<String> business) {
        return credentials("app", business);
    }

    /** In the name of journey-service, which may what a service may. */
    public String service(Optional<String> business) {
        return credentials("journey-service", business);
    }

    public String operator(Optional<String> business) {
        return credentials("cli", business);
    }

    /** A new key for clients of Segment's protocol. */
    public String writeKey() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(Fleet.named("event-service").url(settings) + "/events/write-keys"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + operator(Optional.empty()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"cli\"}"))
                .build();
        return answers.tree(request).path("key").asString();
    }

    public String guest(String userId) {
        HttpRequest request = request("/users/" + userId + "/tokens")
                .header("Authorization", "Bearer " + client(Optional.empty()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.noBody())
                .build();
        return answers.tree(request).path("token").asString();
    }

    private String credentials(String clientId, Optional<String> business) {
        String secret = Secrets.client(settings.home(), clientId);
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=client_credentials"
                + business.map(id -> "&businesses=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .orElse("");
        HttpRequest request = request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        String token = answers.tree(request).path("access_token").asString();
        business.ifPresent(id -> requireBusiness(id, token));
        return token;
    }

    /** An issuer that does not know the parameter leaves it out without a word. */
    private void requireBusiness(String id, String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        boolean speaksForIt = answers.read(claims)
                .path("businesses")
                .valueStream()
                .anyMatch(business -> business.asString("").equals(id));
        if (!speaksForIt) {
            throw new CannotContinue(
                    "the issuer gives no token for the business " + id, "ask for one without --business");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Fleet.named("user-service").url(settings) + path))
                .timeout(Duration.ofSeconds(10));
    }
}
