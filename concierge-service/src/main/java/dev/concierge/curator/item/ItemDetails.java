package dev.concierge.curator.item;

import dev.concierge.platform.input.JsonSize;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an item.
 *
 * @param type a registered kind
 * @param languages by their tags (RFC 5646)
 * @param media addresses of images, of the web or of this host; the first is shown on the card
 * @param owner whose it is, a guest's userId; a guest's own by default, else nobody's
 */
public record ItemDetails(
        @NotBlank @Size(max = 32) String type,
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 10_000) String description,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
        @Nullable @Size(max = 100) @JsonSize Map<@Size(max = 64) String, @Nullable Object> attributes,
        @Nullable @Size(max = 20) List<@NotBlank @Size(max = 64) String> topics,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$") String> languages,

        @Nullable @Size(max = 20) List<@NotNull @Size(max = 500) @Pattern(regexp = "^(https?://|/)\\S+$") String> media,

        @Nullable @Valid Place place,
        @Nullable @Valid Price price,
        @Nullable Visibility visibility,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 64) String> sharedWith,
        @Nullable @Size(min = 1, max = 64) String owner,
        @Nullable Capacity capacity,
        @Nullable Instant availableFrom,
        @Nullable Instant availableUntil) {

    /** @param usual who may see it when nothing is said of that */
    ItemDetails owned(@Nullable String by, @Nullable Capacity as, Visibility usual) {
        return new ItemDetails(
                type,
                title,
                description,
                tags,
                attributes,
                topics,
                languages,
                media,
                place,
                price,
                visibility == null ? usual : visibility,
                sharedWith,
                by,
                as,
                availableFrom,
                availableUntil);
    }

    /** Where it is. */
    public record Place(
            @Nullable @Size(max = 200) String name,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon) {}

    /**
     * What it costs about; the offer says exactly.
     *
     * @param amount in minor units
     * @param currency ISO 4217
     */
    public record Price(
            @NotNull @PositiveOrZero Long amount,

            @Schema(example = "EUR") @NotNull @Pattern(regexp = "^[A-Z]{3}$")
            String currency) {}
}
