package dev.concierge.datemaker.booking;

import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What resource-service does not do, however often it is asked. */
final class Refused {
    private Refused() {}

    /** Why, in its words; a refusal that is of the moment or of our settings is thrown on, to be tried again. */
    static String reason(HttpClientErrorException refusal) {
        return switch (refusal.getStatusCode().value()) {
            case 400, 404, 409, 410, 422 -> detail(refusal);
            default -> throw refusal;
        };
    }

    private static String detail(HttpClientErrorException refusal) {
        try {
            return JsonMapper.shared()
                    .readTree(refusal.getResponseBodyAsByteArray())
                    .path("detail")
                    .asString("It was refused.");
        } catch (JacksonException noProblem) {
            return "It was refused.";
        }
    }
}
