package dev.concierge.user.token.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param isSecondFactorDemanded whether whoever has the role must have one
 * @param linkUntil until when the link that was given out sets a password
 * @param invitedBy who made the account
 */
record OperatorView(
        String name,
        OperatorRole role,
        State state,
        boolean hasSecondFactor,
        boolean isSecondFactorDemanded,
        boolean isBuiltIn,
        Instant invitedAt,
        String invitedBy,
        @Nullable Instant linkUntil,
        @Nullable Instant deactivatedAt) {
    enum State {
        /** Has no password. */
        @JsonProperty("invited")
        INVITED,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("deactivated")
        DEACTIVATED
    }

    static OperatorView of(OperatorAccount account, Passwords passwords, SecondFactorDemand demand) {
        State state = account.isDeactivated()
                ? State.DEACTIVATED
                : passwords.of(account) == null ? State.INVITED : State.ACTIVE;
        return new OperatorView(
                account.name(),
                account.role(),
                state,
                account.hasSecondFactor(),
                demand.isOf(account.role()),
                account.isBuiltIn(),
                account.invitedAt(),
                account.invitedBy(),
                account.linkUntil(),
                account.deactivatedAt());
    }
}
