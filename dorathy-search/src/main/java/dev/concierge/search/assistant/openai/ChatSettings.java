package dev.concierge.search.assistant.openai;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param key empty to answer without a model
 * @param url to which {@code /chat/completions} is added
 * @param time for a whole answer, with all uses of tools
 * @param rounds how often a model may be asked for one answer, as each use of tools costs one
 * @param answerTokens of one round at most
 * @param dailyTokens of one guest, in and out; beyond them answers come without a model
 */
@Validated
@ConfigurationProperties(value = "concierge.search.chat", ignoreUnknownFields = false)
record ChatSettings(
        @NotNull String key,
        @NotBlank String url,
        @NotBlank String model,
        @NotNull Duration time,
        @Min(1) @Max(20) int rounds,
        @Min(16) @Max(32_768) int answerTokens,
        @Min(0) long dailyTokens) {}
