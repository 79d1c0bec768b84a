package dev.concierge.user.token.server;

import dev.concierge.user.token.operator.SecondFactors;
import dev.concierge.user.token.operator.SecondFactors.Offered;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Of an operator who has given their password and nothing else yet. What is offered is bound to their session. */
@Component
class SetUpSecondFactor {
    private final SecondFactors secondFactors;
    private final OperatorSessions sessions;

    SetUpSecondFactor(SecondFactors secondFactors, OperatorSessions sessions) {
        this.secondFactors = secondFactors;
        this.sessions = sessions;
    }

    /** @param sealed what was offered before, which is offered again if it was; empty for nothing */
    Offered offer(OperatorSessions.SignedIn known, String sealed) {
        String bound = known.session().toString();
        return secondFactors
                .again(known.operator(), bound, sealed)
                .orElseGet(() -> secondFactors.offer(known.operator(), bound));
    }

    /** The recovery codes; empty for a code that is not right. Other sessions, which had the password alone, end. */
    @Transactional
    public Optional<List<String>> confirm(OperatorSessions.SignedIn known, String sealed, String code) {
        Optional<List<String>> recovery =
                secondFactors.accept(known.operator(), known.session().toString(), sealed, code);
        if (recovery.isPresent()) {
            sessions.endAllBut(known);
        }
        return recovery;
    }
}
