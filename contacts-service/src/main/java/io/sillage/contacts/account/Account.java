package io.sillage.contacts.account;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.id.Ids;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer of this installation: owns audiences, and is limited by a plan.
@Entity
@Table(name = "account")
class Account {

    @Id
    private UUID id;

    private String name;
    private String plan;

    @Convert(converter = EntitlementsColumn.class)
    private Entitlements entitlements;

    private String timeZone;
    private @Nullable Integer activityMonths;
    private long version;
    private Instant createdAt;

    protected Account() {} // for Hibernate

    Account(UUID id, String name, Plan plan, ZoneId timeZone, @Nullable Integer activityMonths, Instant now) {
        this.id = id;
        this.name = name;
        this.plan = plan.name();
        this.entitlements = plan.entitlements();
        this.timeZone = timeZone.getId();
        this.activityMonths = activityMonths;
        this.version = 1;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    String plan() {
        return plan;
    }

    ZoneId timeZone() {
        return ZoneId.of(timeZone);
    }

    /// For how many months activities are kept; empty: as long as the installation says.
    Optional<Integer> activityMonths() {
        return Optional.ofNullable(activityMonths);
    }

    Instant createdAt() {
        return createdAt;
    }

    /// Emits whether anything is different now.
    boolean change(String newName, Plan newPlan, ZoneId newTimeZone, @Nullable Integer newActivityMonths) {
        var differs = !newName.equals(name)
                || !newPlan.name().equals(plan)
                || !newPlan.entitlements().equals(entitlements)
                || !newTimeZone.getId().equals(timeZone)
                || !Objects.equals(newActivityMonths, activityMonths);
        if (differs) {
            name = newName;
            plan = newPlan.name();
            entitlements = newPlan.entitlements();
            timeZone = newTimeZone.getId();
            activityMonths = newActivityMonths;
            version++;
        }
        return differs;
    }

    Plan planAsAnnounced() {
        return new Plan(plan, entitlements);
    }

    AccountChanged changed(Instant now) {
        return new AccountChanged(
                Ids.newId(now), id, version, name, plan, entitlements, timeZone(), activityMonths, createdAt, now);
    }
}
