package dev.concierge.user.user;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.problem.InvalidInput;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of an address and a telephone number depends on where this installation is and which mail server it has. */
final class ContactRules {
    private static final String NO_REGION = "ZZ";

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final String region;
    private final boolean smtpUtf8;

    ContactRules(ContactSettings settings) {
        this.region = settings.phoneRegion().isBlank()
                ? NO_REGION
                : settings.phoneRegion().toUpperCase(Locale.ROOT);
        this.smtpUtf8 = settings.smtpUtf8();
        if (!region.equals(NO_REGION) && !phones.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException(
                    "phone-region: " + region + " (expected: a country such as DE, or none)");
        }
    }

    /**
     * The details with the telephone number in E.164. What stays as it was is not judged again.
     *
     * @param present what is known now; null of a new guest
     * @throws InvalidInput when nobody can write or call there
     */
    UserDetails checked(UserDetails details, @Nullable UserDetails present) {
        if (present == null || !present.email().equals(details.email())) {
            checkReachable(details.email());
        }
        String phone = details.phone();
        return phone == null || (present != null && Objects.equals(present.phone(), phone))
                ? details
                : details.withPhone(e164(phone));
    }

    private void checkReachable(String email) {
        if (!smtpUtf8 && EmailAddress.of(email).needsUtf8()) {
            throw new InvalidInput(
                    "/email", email + " (expected: ASCII before the @, as the mail server here takes nothing else)");
        }
    }

    /**
     * Possible rather than assigned: new numbers are given out before any list knows them. One that can be called from
     * its own town alone is none: in E.164 it is somebody else's, or nobody's.
     */
    private String e164(String written) {
        try {
            PhoneNumber number = phones.parse(written, region);
            if (phones.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE && !number.hasExtension()) {
                return phones.format(number, PhoneNumberFormat.E164);
            }
        } catch (NumberParseException notANumber) {
            // told below
        }
        throw new InvalidInput(
                "/phone",
                written + " (expected: a telephone number such as +49 30 1234567"
                        + (region.equals(NO_REGION) ? ", with its country" : ", without a country one of " + region)
                        + ")");
    }
}
