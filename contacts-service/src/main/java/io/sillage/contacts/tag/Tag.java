package io.sillage.contacts.tag;

import io.sillage.contracts.TagChanged;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A word that contacts can carry, unique within its audience whatever its case. A deleted tag keeps its row, so that
/// a late command cannot bring it back.
@Entity
@Table(name = "tag")
public class Tag {

    public static final int LONGEST_NAME = 100;

    @Id
    private long id;

    private UUID accountId;
    private UUID audienceId;
    private String name;
    private String nameKey;
    private long version;
    private Instant createdAt;
    private @Nullable Instant deletedAt;

    protected Tag() {} // for Hibernate

    /// By what a name is unique.
    public static String keyOf(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    public long id() {
        return id;
    }

    public UUID audienceId() {
        return audienceId;
    }

    public String name() {
        return name;
    }

    public String nameKey() {
        return nameKey;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    void rename(String newName) {
        name = newName;
        nameKey = keyOf(newName);
        version++;
    }

    void delete(Instant now) {
        deletedAt = now;
        version++;
    }

    TagChanged changed(Instant now) {
        return new TagChanged(Ids.newId(now), accountId, audienceId, id, version, name, isDeleted(), createdAt, now);
    }
}
