package dev.concierge.user.profile;

import org.jspecify.annotations.Nullable;

/** What the guest says of themselves, in attributes that are not personal. */
record Stated(@Nullable String gender, @Nullable String lifeStage) {
    static final Stated NOTHING = new Stated(null, null);
}
