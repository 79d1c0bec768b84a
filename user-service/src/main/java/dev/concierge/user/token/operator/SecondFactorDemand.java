package dev.concierge.user.token.operator;

import dev.concierge.user.token.IssuerSettings;
import org.springframework.stereotype.Component;

/** Of whom a second factor is demanded. Whoever lacks it sets it up between the password and the first code. */
@Component
public class SecondFactorDemand {
    private final IssuerSettings.SecondFactor who;

    SecondFactorDemand(IssuerSettings settings) {
        this.who = settings.secondFactor();
    }

    boolean isOf(OperatorRole role) {
        return switch (who) {
            case OPTIONAL -> false;
            case ADMINS -> role == OperatorRole.ADMIN;
            case ALL -> true;
        };
    }

    public boolean isUnmet(OperatorAccount account) {
        return isOf(account.role()) && !account.hasSecondFactor();
    }
}
