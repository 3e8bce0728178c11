package io.sillage.events.contact;

import io.sillage.events.waiting.Coalescer;
import io.sillage.events.waiting.Patience;
import io.sillage.events.waiting.Signal;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds contacts of an account: in memory, in the projection, or in a moment, when a contact that was created just
/// now has arrived there.
@ApplicationScoped
public class Contacts {

    private static final int MOST = 500;
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(3);

    private final ContactRepository repository;
    private final ContactCache cache;
    private final Patience patience;
    private final Duration limit;
    private final Coalescer<Wanted, Optional<Contact>> projection;
    private final Signal arrived = new Signal();

    Contacts(ContactRepository repository, ContactCache cache, Patience patience, ContactsConfig config) {
        this.repository = repository;
        this.cache = cache;
        this.patience = patience;
        this.limit = config.patience();
        this.projection = new Coalescer<>(repository::find, MOST, LONGEST_QUERY);
    }

    /// Fails with 404 if the account has no such list, or the list no such contact. Archived contacts are found.
    ///
    /// @param subscriber MD5 of the lower-cased address, the address, or the contact's id
    public Uni<Contact> get(UUID accountId, String listId, String subscriber) {
        var wanted = Wanted.of(accountId, listId, subscriber).orElseThrow(Problem::notFound);
        return cache.find(wanted).map(contact -> Uni.createFrom().item(contact)).orElseGet(() -> await(wanted));
    }

    /// As many answers as subscribers, in their order; empty for those whom the list does not have. Whoever is not
    /// known is waited for, all of them together as long as one alone.
    ///
    /// @param subscribers each as in [#get]
    public Uni<List<Optional<Contact>>> find(UUID accountId, String listId, List<String> subscribers) {
        var wanted = subscribers.stream()
                .map(subscriber -> Wanted.of(accountId, listId, subscriber))
                .toList();
        var known = wanted.stream().map(each -> each.flatMap(cache::find)).toList();
        var missing = IntStream.range(0, wanted.size())
                .filter(i -> known.get(i).isEmpty() && wanted.get(i).isPresent())
                .boxed()
                .toList();
        return missing.isEmpty()
                ? Uni.createFrom().item(known)
                : Uni.join()
                        .all(missing.stream()
                                .map(i -> orPatiently(wanted.get(i).orElseThrow()))
                                .toList())
                        .andFailFast()
                        .map(found -> completed(known, missing, found));
    }

    private static List<Optional<Contact>> completed(
            List<Optional<Contact>> known, List<Integer> missing, List<Optional<Contact>> found) {
        var all = new ArrayList<>(known);
        for (var i = 0; i < missing.size(); i++) {
            all.set(missing.get(i), found.get(i));
        }
        return all;
    }

    /// Those who somebody says to be, one in each audience at the most. Nobody is waited for.
    ///
    /// @param audienceId `null` for all audiences of the account
    public Uni<List<Contact>> find(UUID accountId, @Nullable UUID audienceId, Identity identity) {
        return repository.find(accountId, audienceId, identity);
    }

    /// As [#find] in one audience, within a transaction that must not need another connection.
    public Uni<Optional<Contact>> find(SqlConnection transaction, UUID accountId, UUID audienceId, Identity identity) {
        return repository.find(transaction, accountId, audienceId, identity).map(found -> found.stream()
                .findFirst());
    }

    private Uni<Optional<Contact>> orPatiently(Wanted wanted) {
        return patience.ask(() -> find(wanted), arrived, limit);
    }

    private Uni<Contact> await(Wanted wanted) {
        return patience.ask(() -> find(wanted), arrived, limit).map(found -> found.orElseThrow(Problem::notFound));
    }

    private Uni<Optional<Contact>> find(Wanted wanted) {
        return projection.ask(wanted).invoke(found -> found.ifPresent(contact -> cache.found(wanted, contact)));
    }

    /// Fires when a contact or an audience has become known.
    Signal arrived() {
        return arrived;
    }

    void changed(List<Contact> contacts) {
        contacts.forEach(cache::put);
        arrived.fire();
    }

    void erased(UUID contactId, long version) {
        cache.erased(contactId, version);
    }

    void audiencesChanged() {
        cache.audiencesChanged();
        arrived.fire();
    }
}
