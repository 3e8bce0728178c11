package io.sillage.contacts.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.tag.Tag;
import io.sillage.contacts.tag.TagRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Makes the cards of contacts whose tags are loaded.
@ApplicationScoped
class ContactCards {

    private final TagRepository tags;

    ContactCards(TagRepository tags) {
        this.tags = tags;
    }

    Uni<ContactCard> of(Audience audience, Contact contact) {
        return tags.alive(contact.tagIds()).map(found -> new ContactCard(audience, contact, found));
    }

    Uni<List<ContactCard>> of(Audience audience, List<Contact> contacts) {
        var ids =
                contacts.stream().flatMap(contact -> contact.tagIds().stream()).collect(toSet());
        return tags.alive(ids).map(found -> cards(audience, contacts, found));
    }

    private static List<ContactCard> cards(Audience audience, List<Contact> contacts, List<Tag> found) {
        var byId = found.stream().collect(toMap(Tag::id, Function.identity()));
        return contacts.stream()
                .map(contact -> new ContactCard(audience, contact, tagsOf(contact, byId)))
                .toList();
    }

    private static List<Tag> tagsOf(Contact contact, Map<Long, Tag> byId) {
        return contact.tagIds().stream()
                .sorted()
                .map(byId::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
