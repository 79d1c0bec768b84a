package dev.concierge.datemaker.call;

import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CallController {
    private final Calls calls;
    private final CallSettings settings;

    CallController(Calls calls, CallSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    record CallLink(String url) {}

    @Operation(summary = "The link to a guest's call that is under way")
    @GetMapping("/dating/events/{event}/registrations/{userId}/call")
    CallLink call(@PathVariable UUID event, @PathVariable UUID userId) {
        return calls.linkOf(event, userId)
                .map(linked -> new CallLink(settings.join(linked.token())))
                .orElseThrow(() -> new NoCall(event, userId));
    }

    private static final class NoCall extends Fact {
        private NoCall(UUID event, UUID user) {
            super(Kind.NOT_FOUND, "no-call", "Guest " + user + " has no call at date event " + event + " now.");
        }
    }
}
