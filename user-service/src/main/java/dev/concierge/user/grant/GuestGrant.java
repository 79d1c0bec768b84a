package dev.concierge.user.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a guest may be besides a guest. */
public enum GuestGrant {
    @JsonProperty("partner")
    PARTNER,
    @JsonProperty("expert")
    EXPERT,
    @JsonProperty("help-desk")
    HELP_DESK;

    /** As it is written in tokens and answers. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
