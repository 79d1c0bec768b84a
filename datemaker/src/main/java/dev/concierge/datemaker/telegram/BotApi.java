package dev.concierge.datemaker.telegram;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Telegram's Bot API: one address per method, JSON there and back. The token is part of the address, so none is told. */
final class BotApi {
    /** One message that cannot be kept must not hold up all that come behind it: whoever reads it looks at its texts. */
    private static final JsonMapper ANSWERS = JsonMapper.shared();

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final RestClient http;
    private final JsonMapper json;

    BotApi(TelegramSettings settings, JsonMapper json) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build());
        requests.setReadTimeout(ANSWER.plusSeconds(settings.pollSeconds()));
        this.http = RestClient.builder()
                .baseUrl(settings.url() + "bot" + settings.token() + "/")
                .requestFactory(requests)
                .build();
        this.json = json;
    }

    /** Telegram does not want it so; {@code code} as it says. */
    static final class Declined extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int code;

        private Declined(String method, int code, String description) {
            super(method + ": " + code + " " + description);
            this.code = code;
        }

        /** Whether asking again cannot help: the request is wrong, or the guest has left or blocked the bot. */
        boolean isFinal() {
            return code == 400 || code == 403;
        }
    }

    /** The {@code result} of a method. */
    JsonNode call(String method, Map<String, ?> parameters) {
        byte[] body = http.post()
                .uri(method)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsBytes(parameters))
                .exchangeForRequiredValue((_, response) -> response.getBody().readAllBytes());
        JsonNode answer = ANSWERS.readTree(body);
        if (!answer.path("ok").asBoolean()) {
            throw new Declined(
                    method,
                    answer.path("error_code").asInt(),
                    answer.path("description").asString(""));
        }
        return answer.path("result");
    }
}
