package dev.concierge.datemaker.call;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param rooms address that a room's name is appended to
 * @param links address under which guests reach this service, through the gateway
 */
@Validated
@ConfigurationProperties(value = "concierge.datemaker.calls", ignoreUnknownFields = false)
public record CallSettings(
        @Pattern(regexp = "https?://.+/", message = "must be an address that ends with a slash")
        @DefaultValue("https://meet.jit.si/")
        String rooms,

        @Pattern(regexp = "https?://.+[^/]", message = "must be an address that ends without a slash")
        @DefaultValue("http://localhost:8080")
        String links) {
    /** The link that a guest is sent. */
    public String join(String token) {
        return links + "/dating/join/" + token;
    }
}
