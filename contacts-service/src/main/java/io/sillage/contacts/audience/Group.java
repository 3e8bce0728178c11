package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Something that contacts of an audience can join (an interest of the API).
///
/// @param id 10 hex digits
@RegisterForReflection
public record Group(String id, String name, int displayOrder) {}
