package dev.concierge.user.token.revocation;

import dev.concierge.platform.security.revocation.Revocations;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Needs no token, as the keys do not: marks name nobody. */
@Hidden
@RestController
class RevocationController {
    static final String PATH = "/oauth2/revocations";

    private final RevocationList list;

    RevocationController(RevocationList list) {
        this.list = list;
    }

    @GetMapping(PATH)
    Revocations.Page revoked(@RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        return list.after(after);
    }
}
