package dev.concierge.user.device;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a device is. */
enum Platform {
    @JsonProperty("ios")
    IOS,
    @JsonProperty("android")
    ANDROID,
    @JsonProperty("web")
    WEB
}
