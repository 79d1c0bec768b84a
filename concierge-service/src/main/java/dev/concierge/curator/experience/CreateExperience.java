package dev.concierge.curator.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.curator.item.Capacity;
import dev.concierge.curator.item.ItemDetails;
import dev.concierge.platform.input.JsonSize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resource and experience in one.
 *
 * @param owner for whom, a guest's userId; the caller's own by default where that is a guest
 * @param capacity as what the caller does it
 * @param shareBasisPoints what an expert gets of the price without taxes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CreateExperience(
        @NotNull @Pattern(regexp = NAME) String businessId,
        @NotNull @Pattern(regexp = NAME) String locationId,
        @NotNull @Valid Info experience,
        @NotNull @Valid Resource resource,
        @Nullable @Size(min = 1, max = 64) String owner,
        @Nullable Capacity capacity,
        @Nullable @Min(1) @Max(WHOLE) Integer shareBasisPoints) {
    static final int WHOLE = 10_000;

    /** Of businesses, locations and units, as resource-service has it. */
    static final String NAME = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    private static final String IMAGE = "^[0-9a-f]{64}$";

    String name() {
        return experience.name();
    }

    /** Those that its card shows. */
    List<String> shownImages() {
        return Objects.requireNonNullElse(experience.images(), List.of());
    }

    /** All images that it needs, its resources' too. */
    List<String> images() {
        return Stream.concat(shownImages().stream(), resources().stream().flatMap(needed -> needed.shown().stream()))
                .toList();
    }

    List<Unit> units() {
        return Objects.requireNonNullElse(resource.units(), List.of());
    }

    List<Needed> resources() {
        return Objects.requireNonNullElse(resource.resources(), List.of());
    }

    /**
     * What is said of it.
     *
     * @param images by their contentId, the first is shown on the card
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Info(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 10_000) String description,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 64) String> topics,

            @Nullable @Size(max = 20)
            List<@NotNull @Pattern(regexp = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$") String> languages,

            @Nullable @Size(max = 100) @JsonSize Map<@Size(max = 64) String, @Nullable Object> attributes,
            @Valid ItemDetails.@Nullable Place place,
            @Valid ItemDetails.@Nullable Price price,
            @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = IMAGE) String> images) {}

    /**
     * What it needs, and how it can be booked.
     *
     * @param zone the clock that its times go by; the location's unless given
     * @param units what bookings take, made where it is not there yet; a guest's must not be there
     * @param resources made anew
     * @param offer the terms as resource-service takes them; its name is the experience's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resource(
            @Nullable @Size(max = 64) String zone,
            @Nullable @Size(max = 20) List<@NotNull @Valid Unit> units,
            @Nullable @Size(max = 20) List<@NotNull @Valid Needed> resources,

            @NotNull @Size(max = 50) @JsonSize Map<@Size(max = 64) String, @Nullable Object> offer) {}

    /** What a booking takes. */
    record Unit(
            @NotNull @Pattern(regexp = NAME) String unitId,
            @NotBlank @Size(max = 200) String name,
            @Min(1) @Max(WHOLE) int capacity) {}

    /**
     * A resource to be made.
     *
     * @param images by their contentId; their addresses stand in its data as {@code images}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Needed(
            @NotNull @Pattern(regexp = "^[A-Za-z][A-Za-z0-9_.-]{0,63}$")
            String type,

            @NotNull @Size(max = 100) @JsonSize Map<@Size(max = 64) String, @Nullable Object> data,

            @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = IMAGE) String> images) {
        static final String IMAGES = "images";

        List<String> shown() {
            return Objects.requireNonNullElse(images, List.of());
        }
    }
}
