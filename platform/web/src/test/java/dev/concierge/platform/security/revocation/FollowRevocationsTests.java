package dev.concierge.platform.security.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.security.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowRevocationsTests {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final TokenMarks ADA = TokenMarks.of(null, caller(Caller.Kind.GUEST, "ada"));
    private static final TokenMarks BOB = TokenMarks.of("token of bob", caller(Caller.Kind.GUEST, "bob"));

    @TempDir
    private Path state;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
    private final InstantSource time = now::get;
    private final IssuersList issuer = new IssuersList();
    private final List<FollowRevocations> started = new ArrayList<>();

    private static Caller caller(Caller.Kind kind, String subject, String... businesses) {
        return new Caller(subject, kind, Set.of("users:read"), Set.of(businesses), Set.of("expert"));
    }

    @AfterEach
    void stop() {
        started.forEach(FollowRevocations::stop);
    }

    /** Reads on by itself only after a day: tests say when. */
    private RevokedTokens follower() {
        RevokedTokens revoked = new RevokedTokens(time.withZone(ZoneOffset.UTC));
        FollowRevocations follow = new FollowRevocations(
                issuer, revoked, new RevocationFile(state), Duration.ofDays(1), time.withZone(ZoneOffset.UTC));
        started.add(follow);
        follow.start();
        return revoked;
    }

    private void readOn() {
        started.getLast().readOn();
    }

    @Test
    void readsAllThereIsBeforeTheFirstRequestIsTaken() {
        issuer.revoke(ADA.subject());
        issuer.revoke(BOB.subject());

        RevokedTokens revoked = follower();

        assertThat(revoked.has(ADA)).isTrue();
        assertThat(revoked.has(BOB)).isTrue();
        assertThat(revoked.has(TokenMarks.of(null, caller(Caller.Kind.CLIENT, "ada"))))
                .isFalse();
    }

    @Test
    void aWithdrawnBusinessIsTakenFromTheTokensOfItsSubjectAlone() {
        RevokedTokens revoked = follower();
        Caller till = caller(Caller.Kind.CLIENT, "till", "hotel", "bistro");
        Caller other = caller(Caller.Kind.CLIENT, "other", "hotel", "bistro");
        TokenMarks marks = TokenMarks.of(null, till);
        assertThat(revoked.narrowed(till, marks)).isEqualTo(till);

        issuer.revoke(TokenMarks.ofTenant(Caller.Kind.CLIENT, "till", "bistro"));
        readOn();

        assertThat(revoked.narrowed(till, marks)).isEqualTo(caller(Caller.Kind.CLIENT, "till", "hotel"));
        assertThat(revoked.narrowed(other, TokenMarks.of(null, other))).isEqualTo(other);
        assertThat(revoked.has(marks)).as("the whole token").isFalse();
    }

    @Test
    void aTokenWithNoBusinessLeftCountsForNothing() {
        RevokedTokens revoked = follower();
        Caller till = caller(Caller.Kind.CLIENT, "till", "bistro");
        Caller ofAll = caller(Caller.Kind.CLIENT, "till");

        issuer.revoke(TokenMarks.ofBusiness("bistro"));
        readOn();

        assertThat(revoked.narrowed(till, TokenMarks.of(null, till))).isNull();
        assertThat(revoked.narrowed(ofAll, TokenMarks.of(null, ofAll))).isEqualTo(ofAll);
    }

    @Test
    void readsOnWhereItWas() {
        RevokedTokens revoked = follower();
        AtomicInteger changes = new AtomicInteger();
        revoked.onChange(changes::incrementAndGet);

        issuer.revoke(TokenMarks.ofToken("token of bob"));
        readOn();
        readOn();

        assertThat(revoked.has(BOB)).isTrue();
        assertThat(changes).as("told once").hasValue(1);
    }

    @Test
    void keepsWhatItKnowsWhileTheIssuerIsDownAndOverARestart() throws IOException {
        issuer.revoke(ADA.subject());
        follower();
        issuer.isDown = true;

        readOn();
        RevokedTokens afterRestart = follower();
        assertThat(afterRestart.has(ADA)).isTrue();

        issuer.isDown = false;
        issuer.revoke(BOB.subject());
        readOn();
        assertThat(afterRestart.has(BOB)).isTrue();

        Files.writeString(state.resolve("revoked-tokens.json"), "[{ half a file");
        assertThat(follower().has(ADA)).as("read at the issuer").isTrue();
    }

    @Test
    void saysSinceWhenItHasNotReadAnything() {
        follower();
        issuer.isDown = true;
        now.updateAndGet(instant -> instant.plusSeconds(30));
        readOn();

        assertThat(started.getLast().age()).isEqualTo(30);
    }

    @Test
    void theIssuerIsAwayOnceItHasNotAnsweredForLonger() {
        follower();
        Issuer dependency = new Issuer(started.getLast(), Duration.ofSeconds(6));
        issuer.isDown = true;
        now.updateAndGet(instant -> instant.plusSeconds(6));
        dependency.ask();

        now.updateAndGet(instant -> instant.plusSeconds(1));
        readOn();
        assertThatThrownBy(dependency::ask).hasMessageContaining("PT6S");

        issuer.isDown = false;
        readOn();
        dependency.ask();
    }

    @Test
    void forgetsWhatIsAboutTokensThatHaveExpired() {
        issuer.revoke(ADA.subject());
        RevokedTokens revoked = follower();

        now.updateAndGet(instant -> instant.plus(LIFE).plusMillis(1));
        readOn();

        assertThat(revoked.has(ADA)).isFalse();
        assertThat(revoked.all()).isEmpty();
    }

    /** One at a time. */
    private final class IssuersList implements Revocations {
        private final List<Revocation> all = new ArrayList<>();
        private boolean isDown;

        void revoke(UUID mark) {
            all.add(new Revocation(all.size() + 1L, mark, now.get().plus(LIFE)));
        }

        @Override
        public Page after(long number) throws IOException {
            if (isDown) {
                throw new IOException("down");
            }
            int at = (int) number;
            return at < all.size() ? new Page(List.of(all.get(at)), at + 1L, true) : new Page(List.of(), at, false);
        }
    }
}
