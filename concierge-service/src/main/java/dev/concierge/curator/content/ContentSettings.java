package dev.concierge.curator.content;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where images are kept.
 *
 * @param folder unless there is a bucket
 * @param grace how long an image stays that nobody needs
 */
@Validated
@ConfigurationProperties(value = "concierge.curator.content", ignoreUnknownFields = false)
record ContentSettings(
        @NotNull Path folder,
        @NotNull Duration grace,
        @NotNull @Valid S3 s3) {
    /**
     * A bucket; credentials come from where the AWS SDK looks for them.
     *
     * @param bucket empty for files
     * @param prefix before the names of objects
     * @param endpoint of what speaks as S3 does; empty for AWS
     * @param pathStyle whether the bucket stands in the path and not in the host's name
     */
    record S3(
            @NotNull String bucket,
            @NotNull String prefix,
            @NotNull String endpoint,
            @NotNull String region,
            boolean pathStyle) {
        boolean isWanted() {
            return !bucket.isBlank();
        }
    }
}
