package io.sillage.contracts.condition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A yes/no question about one contact. Pure data: what it means lives in the evaluation of segments-service.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Condition.All.class, name = "all"),
    @Type(value = Condition.Any.class, name = "any"),
    @Type(value = Condition.Not.class, name = "not"),
    @Type(value = Condition.Email.class, name = "email"),
    @Type(value = Condition.Field.class, name = "field"),
    @Type(value = Condition.Tagged.class, name = "tagged"),
    @Type(value = Condition.EventHappened.class, name = "event_happened")
})
public sealed interface Condition {

    /// Holds for everybody.
    Condition ALWAYS = new All(List.of());

    /// Every one of them holds; with none, it holds.
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /// At least one of them holds; with none, it does not.
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {
        public Not {
            requireNonNull(condition, "condition");
        }
    }

    /// The address compares so with one of the values.
    record Email(Operator operator, List<String> values) implements Condition {
        public Email {
            requireNonNull(operator, "operator");
            values = List.copyOf(values);
        }
    }

    /// The field with this tag compares so with one of the values.
    record Field(String tag, Operator operator, List<String> values) implements Condition {
        public Field {
            requireNonNull(tag, "tag");
            requireNonNull(operator, "operator");
            values = List.copyOf(values);
        }
    }

    /// The contact carries this tag.
    record Tagged(long tagId) implements Condition {}

    /// The number of the contact's events that pass all filters, each event taken by itself, is as asked.
    record EventHappened(NameFilter name, Timeframe timeframe, List<PropertyFilter> properties, Count count)
            implements Condition {
        public EventHappened {
            requireNonNull(name, "name");
            requireNonNull(timeframe, "timeframe");
            requireNonNull(count, "count");
            properties = List.copyOf(properties);
        }
    }
}
