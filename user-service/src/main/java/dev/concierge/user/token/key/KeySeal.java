package dev.concierge.user.token.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals private keys for the database: AES-256-GCM under a key derived from the file {@code signing-key}, bound to
 * the key's id, so that a sealed key cannot pass for another.
 */
class KeySeal {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param secret generated; a guessable one would be as weak here as anywhere */
    KeySeal(String secret) {
        this.key = derived(secret);
    }

    byte[] seal(UUID keyId, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, keyId, content);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was sealed under another secret, for another id, or was changed */
    byte[] open(UUID keyId, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("sealed key " + keyId + ": version " + version + " (expected: 1)");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return run(Cipher.DECRYPT_MODE, nonce, keyId, content);
    }

    private byte[] run(int mode, byte[] nonce, UUID keyId, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(keyId.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(
                    "signing key " + keyId + " does not open (expected: the signing-key file it was sealed with)",
                    refused);
        }
    }

    private static SecretKey derived(String secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("concierge signing keys".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
