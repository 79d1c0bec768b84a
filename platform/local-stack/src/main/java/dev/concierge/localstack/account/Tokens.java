package dev.concierge.localstack.account;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.setting.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Bearer tokens from user-service, for each kind of caller. */
public final class Tokens {
    private final Settings settings;
    private final Answers answers = new Answers();

    public Tokens(Settings settings) {
        this.settings = settings;
    }

    public String client() {
        return credentials("app");
    }

    /** In the name of journey-service, which may what a service may. */
    public String service() {
        return credentials("journey-service");
    }

    public String operator() {
        return credentials("cli");
    }

    public String guest(String userId) {
        HttpRequest request = request("/users/" + userId + "/tokens")
                .header("Authorization", "Bearer " + client())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(answers.json(Map.of())))
                .build();
        return answers.tree(request).path("token").asString();
    }

    private String credentials(String clientId) {
        String secret = Secrets.client(settings.home(), clientId);
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return answers.tree(request).path("access_token").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Fleet.named("user-service").url(settings) + path))
                .timeout(Duration.ofSeconds(10));
    }
}
