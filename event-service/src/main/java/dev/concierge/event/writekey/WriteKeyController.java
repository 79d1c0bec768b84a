package dev.concierge.event.writekey;

import dev.concierge.event.writekey.IssuedKey.WriteKeyId;
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
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WriteKeyController(WriteKeys keys, KnownWriteKeys known, TransactionTemplate transaction, Ids ids, Clock clock) {
        this.keys = keys;
        this.known = known;
        this.transaction = transaction;
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
        IssuedKey made = new IssuedKey(
                new WriteKeyId(ids.next()), body.name(), KnownWriteKeys.digest(key), clock.instant(), caller.subject());
        transaction.executeWithoutResult(_ -> keys.saveAndFlush(made));
        known.readAgain();
        return new MadeKey(made.id().value(), made.name(), key);
    }

    @Operation(summary = "Write keys, without the keys")
    @GetMapping
    Page<WriteKey> list(PageRequest page) {
        UUID after = Objects.requireNonNullElse(page.after(Numbers::uuid), FIRST);
        return Page.of(
                        keys.findByIdValueGreaterThanOrderByIdValue(after, Limit.of(page.limit() + 1)),
                        page,
                        key -> Cursor.of(key.id().value()))
                .map(WriteKey::of);
    }

    @Operation(summary = "Revokes a write key: refused everywhere two seconds later")
    @DeleteMapping("/{keyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID keyId) {
        int removed = Objects.requireNonNull(transaction.execute(_ -> keys.deleteById(new WriteKeyId(keyId))));
        if (removed == 0) {
            throw new WriteKeyNotFound(keyId);
        }
        known.readAgain();
    }

    /** @param name of the client: what it sends is counted under it, and recognised when it comes again */
    record MakeKey(
            @NotNull @Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
            String name) {}

    record MadeKey(UUID keyId, String name, String key) {}

    /** Without the key. */
    record WriteKey(UUID keyId, String name, Instant madeAt, String madeBy) {
        static WriteKey of(IssuedKey key) {
            return new WriteKey(key.id().value(), key.name(), key.madeAt(), key.madeBy());
        }
    }

    private static final class WriteKeyNotFound extends Fact {
        private static final long serialVersionUID = 1L;

        WriteKeyNotFound(UUID keyId) {
            super(Kind.NOT_FOUND, "write-key-not-found", "There is no write key " + keyId + ".");
        }
    }
}
