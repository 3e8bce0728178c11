package io.sillage.events.integration;

import io.sillage.events.integration.Door.Proof;
import io.sillage.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Another system that tells what contacts do.
///
/// @param audienceId whose contacts; `null` for those of all audiences of the account
/// @param listId the public id of that audience
/// @param settings texts, lists of texts and flags by name
/// @param secret by which it proves who it is, if the system has no way of its own
public record Integration(
        UUID id,
        UUID accountId,
        IntegrationType type,
        @Nullable UUID audienceId,
        @Nullable String listId,
        Map<String, Object> settings,
        String secret,
        Instant createdAt,
        Instant updatedAt) {

    /// The header in which a system sends the secret that has no way of its own to prove who it is.
    public static final String SECRET_HEADER = "X-Integration-Secret";

    /// The id in URLs: 32 hex digits.
    public String hexId() {
        return Ids.hex(id);
    }

    Integration with(Map<String, Object> newSettings, String newSecret, Instant now) {
        return new Integration(id, accountId, type, audienceId, listId, newSettings, newSecret, createdAt, now);
    }

    /// Empty if it is not set.
    public String text(String setting) {
        return String.valueOf(settings.getOrDefault(setting, ""));
    }

    public List<String> texts(String setting) {
        return settings.get(setting) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public boolean flag(String setting, boolean otherwise) {
        return settings.get(setting) instanceof Boolean flag ? flag : otherwise;
    }

    /// For systems that prove who they are by the secret in [#SECRET_HEADER].
    public Proof bySecret(UnaryOperator<@Nullable String> headers) {
        if (!isSecret(headers.apply(SECRET_HEADER))) {
            throw new Unproven();
        }
        return Proof.GIVEN;
    }

    /// Whether somebody knows the secret. Takes as long for a wrong one as for the right one.
    private boolean isSecret(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
