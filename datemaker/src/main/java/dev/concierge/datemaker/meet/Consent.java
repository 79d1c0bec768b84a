package dev.concierge.datemaker.meet;

import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the two files of Google's quickstart: who we are, and which host let us act for them. */
final class Consent {
    private static final URI TOKEN_URI = URI.create("https://oauth2.googleapis.com/token");

    private Consent() {}

    static UserCredentials read(MeetSettings settings, JsonMapper json) {
        JsonNode token = file("token", settings.token(), json);
        JsonNode credentials = file("credentials", settings.credentials(), json);
        JsonNode client = credentials.has("installed") ? credentials.path("installed") : credentials.path("web");
        return UserCredentials.newBuilder()
                .setClientId(required("client_id", client, settings.credentials()))
                .setClientSecret(required("client_secret", client, settings.credentials()))
                .setRefreshToken(required("refresh_token", token, settings.token()))
                .setTokenServerUri(URI.create(client.path("token_uri").asString(TOKEN_URI.toString())))
                .build();
    }

    private static JsonNode file(String name, Path path, JsonMapper json) {
        try {
            return json.readTree(Files.readAllBytes(path));
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "concierge.datemaker.meet." + name + ": " + path + " (expected: a file of Google's quickstart)",
                    unreadable);
        }
    }

    private static String required(String field, JsonNode node, Path path) {
        String value = node.path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(path + ": " + field + " is missing");
        }
        return value;
    }
}
