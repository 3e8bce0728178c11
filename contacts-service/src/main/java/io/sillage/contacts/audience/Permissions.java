package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.AudienceChanged;
import io.sillage.platform.id.Ids;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What contacts of an audience can permit (its marketing permissions in the API).
@RegisterForReflection
public record Permissions(List<Permission> list) {

    static final Permissions NONE = new Permissions(List.of());

    public Permissions {
        list = List.copyOf(list);
    }

    /// @param id 10 hex digits
    @RegisterForReflection
    public record Permission(String id, String text) {}

    /// What an audience has whose owner asks for permissions.
    static Permissions defaults() {
        return new Permissions(Stream.of("Email", "Direct Mail", "Customized Online Advertising")
                .map(text -> new Permission(Ids.newShortId(), text))
                .toList());
    }

    public Optional<Permission> withId(String id) {
        return list.stream().filter(permission -> permission.id().equals(id)).findFirst();
    }

    List<AudienceChanged.Permission> asMessage() {
        return list.stream()
                .map(permission -> new AudienceChanged.Permission(permission.id(), permission.text()))
                .toList();
    }
}
