package dev.concierge.user.user;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.concierge.platform.input.JsonSize;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.persistence.Embeddable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a guest, whole: the body that registers or replaces one.
 *
 * @param email unique among guests, whatever its case and however its domain is written
 * @param phone the seed's spelling {@code phome} is accepted
 * @param attributes what else the business wants to know; others are told about them
 * @param personalAttributes names of attributes that stay out of every message
 */
@Embeddable
record UserDetails(
        @Size(max = 100, message = "at most 100 characters") @Pattern(regexp = TEXT, message = TEXT_EXPECTED) @Nullable
        String firstName,

        @Size(max = 100, message = "at most 100 characters") @Pattern(regexp = TEXT, message = TEXT_EXPECTED) @Nullable
        String lastName,

        @NotNull(message = EMAIL_EXPECTED)
        @Size(max = 254, message = "at most 254 characters")
        @Mailbox
        @Schema(format = "email")
        String email,

        @JsonAlias("phome")
        @Pattern(regexp = "^\\+?[(0-9][0-9 ()./-]{2,30}[0-9]$", message = "a telephone number such as +49 30 1234567")
        @Nullable
        String phone,

        @Size(max = 128, message = "at most 128 characters") @Pattern(regexp = TEXT, message = TEXT_EXPECTED) @Nullable
        String mainDeviceId,

        @Past(message = "a day in the past") @Nullable LocalDate dob,
        @Valid @Nullable Geolocation geolocation,
        Boolean isActive,

        @JdbcTypeCode(SqlTypes.JSON)
        @Mutability(Immutability.class)
        @Size(max = 50, message = "at most 50 attributes")
        @JsonSize
        Map<
                        @Size(min = 1, max = 64, message = "a name of 1 to 64 characters")
                        @Pattern(regexp = TEXT, message = TEXT_EXPECTED) String,
                        @NotNull(message = "a value; left out there is none") Object>
                attributes,

        @JdbcTypeCode(SqlTypes.JSON) @Mutability(Immutability.class) @Size(max = 50, message = "at most 50 names")
        Set<@NotNull(message = "the name of an attribute") @Size(max = 64, message = "at most 64 characters") String>
                personalAttributes) {
    private static final String TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final String TEXT_EXPECTED = "no control characters";
    static final String EMAIL_EXPECTED = "an e-mail address such as ada@example.com";
    private static final java.util.regex.Pattern BLANKS = java.util.regex.Pattern.compile("^ +| +$");

    UserDetails {
        email = email == null ? null : stripped(email);
        isActive = isActive == null || isActive;
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
        personalAttributes = personalAttributes == null
                ? Set.of()
                : Collections.unmodifiableSet(new LinkedHashSet<>(personalAttributes));
    }

    /** Without the blanks of a form field; any other sign that nobody sees makes it no address. */
    private static String stripped(String email) {
        return BLANKS.matcher(email).replaceAll("");
    }

    UserDetails withPhone(String other) {
        return new UserDetails(
                firstName,
                lastName,
                email,
                other,
                mainDeviceId,
                dob,
                geolocation,
                isActive,
                attributes,
                personalAttributes);
    }

    /** The attributes that others may know. */
    Map<String, Object> sharedAttributes() {
        Map<String, Object> shared = new TreeMap<>(attributes);
        shared.keySet().removeAll(personalAttributes);
        return shared;
    }
}
