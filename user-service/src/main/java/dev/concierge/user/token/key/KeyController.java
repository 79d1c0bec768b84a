package dev.concierge.user.token.key;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeyController {
    private final RotateKeys rotateKeys;
    private final KeyRing ring;
    private final Idempotency idempotency;

    KeyController(RotateKeys rotateKeys, KeyRing ring, Idempotency idempotency) {
        this.rotateKeys = rotateKeys;
        this.ring = ring;
        this.idempotency = idempotency;
    }

    @PostMapping("/ops/keys/rotate")
    @Operation(summary = "Signs with the next key from now on; tokens of the old one stay valid while they live")
    ResponseEntity<RotatedView> rotate(
            Caller caller, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Idempotency.Answer answer = idempotency.once(caller.keyspace(), key, "rotate", rotateKeys::rotate);
        ring.forget();
        return ResponseEntity.ok().headers(answer.headers()).body(new RotatedView(answer.id()));
    }

    /** @param activeKeyId the {@code kid} of tokens from now on */
    record RotatedView(UUID activeKeyId) {}
}
