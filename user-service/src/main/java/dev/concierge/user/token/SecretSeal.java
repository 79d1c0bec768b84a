package dev.concierge.user.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals secrets that must be read again, such as private keys, for the database: AES-256-GCM under a key derived from the
 * file {@code signing-key}, bound to whose the secret is, so that a sealed one cannot pass for another.
 */
public final class SecretSeal {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret generated; a guessable one would be as weak here as anywhere
     * @param purpose what is sealed; nothing that was sealed for another opens
     */
    public SecretSeal(String secret, String purpose) {
        this.key = derived(secret, purpose);
    }

    public byte[] seal(String of, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, of, content);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was sealed under another secret, for something else, or was changed */
    public byte[] open(String of, byte[] sealed) {
        ByteBuffer buffer = ByteBuffer.wrap(sealed);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("what is sealed of " + of + ": version " + version + " (expected: 1)");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return run(Cipher.DECRYPT_MODE, nonce, of, content);
    }

    private byte[] run(int mode, byte[] nonce, String of, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(
                    "what is sealed of " + of + " does not open (expected: the signing-key file it was sealed with)",
                    refused);
        }
    }

    private static SecretKey derived(String secret, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
