package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretDigestTests {
    private final SecretDigest digest = new SecretDigest();

    @Test
    void matchesTheSecretAndNothingElse() {
        String encoded = digest.encode("a generated secret of some length");

        assertThat(digest.matches("a generated secret of some length", encoded)).isTrue();
        assertThat(digest.matches("a generated secret of some lengt", encoded)).isFalse();
        assertThat(digest.matches("", encoded)).isFalse();
        assertThat(digest.matches(null, encoded)).isFalse();
        assertThat(digest.matches(encoded, encoded)).isFalse();
    }

    @Test
    void ofSeveralDigestsAnyWillDo() {
        String both = digest.encode("the new one") + SecretDigest.BETWEEN + digest.encode("the one before");

        assertThat(digest.matches("the new one", both)).isTrue();
        assertThat(digest.matches("the one before", both)).isTrue();
        assertThat(digest.matches("another one", both)).isFalse();
    }
}
