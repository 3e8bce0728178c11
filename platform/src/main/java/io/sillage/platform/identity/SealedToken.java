package io.sillage.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Tokens in public links whose payload nobody but us can read or make: AES-256-GCM (NIST SP 800-38D), base64url. The
/// same payload always gives the same token, because the nonce follows from it.
public final class SealedToken {

    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec secret;

    public SealedToken(String secret) {
        if (secret.length() < 32) {
            throw new IllegalArgumentException("the secret of links must have at least 32 characters");
        }
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC);
    }

    /// Seals a payload for one purpose; a token of one purpose is worthless for another.
    public String seal(String purpose, String payload) {
        try {
            var plain = payload.getBytes(StandardCharsets.UTF_8);
            var nonce = Arrays.copyOf(mac("nonce\0" + purpose + "\0" + payload), NONCE_BYTES);
            var cipher = cipher(Cipher.ENCRYPT_MODE, purpose, nonce);
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /// The payload, or empty if the token was not made by us for this purpose.
    public Optional<String> open(String purpose, String token) {
        try {
            var sealed = Base64.getUrlDecoder().decode(token);
            if (sealed.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            var cipher = cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(sealed, NONCE_BYTES));
            var plain = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        var key = new SecretKeySpec(mac("seal\0" + purpose), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] mac(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(MAC);
        mac.init(secret);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
