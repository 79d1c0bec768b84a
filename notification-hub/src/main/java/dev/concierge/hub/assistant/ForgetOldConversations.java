package dev.concierge.hub.assistant;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what guests said as long as the settings say, and conversations as long as something in them is kept. Any pod may. */
final class ForgetOldConversations {
    private final Conversations conversations;
    private final TransactionTemplate transaction;
    private final AssistantSettings settings;
    private final Clock clock;

    ForgetOldConversations(
            Conversations conversations, TransactionTemplate transaction, AssistantSettings settings, Clock clock) {
        this.conversations = conversations;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.kept());
        LocalDate day = LocalDate.ofInstant(limit, ZoneOffset.UTC);
        Slices.forget(most -> conversations.forgetSaidBefore(limit, most));
        Slices.forget(most -> forgetSilent(limit, most));
        Slices.forget(most -> conversations.forgetCountsBefore(day, most));
    }

    private int forgetSilent(Instant limit, int most) {
        return Objects.requireNonNull(transaction.execute(_ -> conversations.forgetSilentSince(limit, most)));
    }
}
