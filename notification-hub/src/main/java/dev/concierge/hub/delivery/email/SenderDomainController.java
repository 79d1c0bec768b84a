package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.email.SenderDomain.Finding;
import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For operators, before a business writes in its own name. */
@RestController
class SenderDomainController {
    private static final String NAME =
            "^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?){0,126}$";

    private final SenderDomain domains;

    SenderDomainController(SenderDomain domains) {
        this.domains = domains;
    }

    @PostMapping("/ops/notifications/sender-checks")
    @Operation(summary = "Looks up whether receivers can tell that a domain's mails are its own: SPF, DKIM, DMARC")
    Checked check(@Valid @RequestBody CheckDomain asked) {
        try {
            return new Checked(
                    asked.domain(),
                    domains.check(asked.domain(), asked.selectors() == null ? List.of() : asked.selectors()));
        } catch (IOException away) {
            throw new NoNameServer();
        }
    }

    record CheckDomain(
            @NotNull(message = "the domain of a sender") @Size(max = 253) @Pattern(regexp = NAME)
            String domain,

            @Nullable @Size(max = 10) List<@NotNull @Size(max = 63) @Pattern(regexp = NAME) String> selectors) {}

    record Checked(String domain, List<Finding> findings) {}

    static final class NoNameServer extends Fact {
        NoNameServer() {
            super(Kind.UNAVAILABLE, "dns-unavailable", "No name server answers.");
        }
    }
}
