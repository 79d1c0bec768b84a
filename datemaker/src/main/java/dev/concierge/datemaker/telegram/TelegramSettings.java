package dev.concierge.datemaker.telegram;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param enabled whether there is a bot
 * @param token that BotFather gave
 * @param url of the Bot API
 * @param pollSeconds how long Telegram may wait for something new before it answers
 */
@Validated
@ConfigurationProperties(value = "concierge.datemaker.telegram", ignoreUnknownFields = false)
record TelegramSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String token,

        @Pattern(regexp = "https?://.+/", message = "must be an address that ends with a slash")
        @DefaultValue("https://api.telegram.org/")
        String url,

        @Min(1) @Max(50) @DefaultValue("20") int pollSeconds) {
    TelegramSettings {
        if (enabled && token.isBlank()) {
            throw new IllegalArgumentException(
                    "concierge.datemaker.telegram.token is not set (expected: the bot's token, as it is enabled)");
        }
    }
}
