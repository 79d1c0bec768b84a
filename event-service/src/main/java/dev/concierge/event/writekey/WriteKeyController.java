package dev.concierge.event.writekey;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/events/write-keys")
class WriteKeyController {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int BYTES = 32;

    private final WriteKeys keys;
    private final KnownWriteKeys known;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WriteKeyController(WriteKeys keys, KnownWriteKeys known, Ids ids, Clock clock) {
        this.keys = keys;
        this.known = known;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Makes a key for clients of Segment's protocol; it is shown this once")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MadeKey make(Caller caller, @Valid @RequestBody MakeKey body) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        WriteKey made = new WriteKey(ids.next(), body.name(), clock.instant(), caller.subject());
        keys.add(made, KnownWriteKeys.digest(key));
        known.readAgain();
        return new MadeKey(made.keyId(), made.name(), key);
    }

    @Operation(summary = "Write keys, without the keys")
    @GetMapping
    Page<WriteKey> list(PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.after(Numbers::uuid), FIRST);
        return Page.of(keys.list(after, page.limit()), page, key -> Cursor.of(key.keyId()));
    }

    @Operation(summary = "Revokes a write key: refused everywhere two seconds later")
    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID keyId) {
        if (!keys.remove(keyId)) {
            throw new WriteKeyNotFound(keyId);
        }
        known.readAgain();
    }

    /** @param name of the client: what it sends is counted under it, and recognised when it comes again */
    record MakeKey(
            @NotNull @Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
            String name) {}

    record MadeKey(UUID keyId, String name, String key) {}

    private static final class WriteKeyNotFound extends Fact {
        private static final long serialVersionUID = 1L;

        WriteKeyNotFound(UUID keyId) {
            super(Kind.NOT_FOUND, "write-key-not-found", "There is no write key " + keyId + ".");
        }
    }
}
