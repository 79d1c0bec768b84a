package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretSealTests {
    private static final String ID = "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01";
    private static final byte[] CONTENT = "a private key".getBytes(StandardCharsets.UTF_8);

    private final SecretSeal seal = new SecretSeal("a secret that was generated", "keys");

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(ID, seal.seal(ID, CONTENT))).isEqualTo(CONTENT);
    }

    @Test
    void neverSealsTwiceAlike() {
        assertThat(seal.seal(ID, CONTENT)).isNotEqualTo(seal.seal(ID, CONTENT));
    }

    @Test
    void anotherSecretDoesNotOpenIt() {
        byte[] sealed = seal.seal(ID, CONTENT);

        assertThatThrownBy(() -> new SecretSeal("another generated secret", "keys").open(ID, sealed))
                .hasMessageContaining("expected: the signing-key file it was sealed with");
    }

    @Test
    void whatWasSealedForSomethingElseDoesNotOpen() {
        byte[] sealed = seal.seal(ID, CONTENT);

        assertThatThrownBy(() -> new SecretSeal("a secret that was generated", "codes").open(ID, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSealedKeyDoesNotPassForAnother() {
        byte[] sealed = seal.seal(ID, CONTENT);

        assertThatThrownBy(() -> seal.open("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e02", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] sealed = seal.seal(ID, CONTENT);
        sealed[sealed.length - 20] ^= 1;

        assertThatThrownBy(() -> seal.open(ID, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
