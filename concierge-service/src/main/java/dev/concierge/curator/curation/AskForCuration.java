package dev.concierge.curator.curation;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param query words that the items are to be about; whatever suits the guest when left out
 * @param guest for whom, a userId; a guest asks for themselves
 * @param size how many items, 20 when left out
 */
record AskForCuration(
        @Nullable @Size(max = 500) String query,
        @Nullable @Valid Params params,
        @Nullable @Size(min = 1, max = 64) String guest,
        @Nullable @Min(1) @Max(100) Integer size) {
    private static final int USUAL_SIZE = 20;

    int wantedSize() {
        return Objects.requireNonNullElse(size, USUAL_SIZE);
    }

    Params wanted() {
        return Objects.requireNonNullElse(params, Params.NONE);
    }

    /**
     * What the client knows of the moment.
     *
     * @param topics what the guest says they like, of use while little else is known of them
     * @param exclude items that are not to be in the list
     */
    record Params(
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 32) String> kinds,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 64) String> topics,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 35) String> languages,
            @Nullable @Valid Near near,
            @Nullable @Valid Price maxPrice,
            @Nullable @Size(max = 200) List<@NotNull UUID> exclude) {
        private static final Params NONE = new Params(null, null, null, null, null, null);
    }

    record Near(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double lat,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
            @NotNull @Positive @Max(20_100) Double km) {}

    /** @param amount in minor units */
    record Price(
            @NotNull @PositiveOrZero Long amount,

            @Schema(example = "EUR") @NotNull @Pattern(regexp = "^[A-Z]{3}$")
            String currency) {}
}
