package io.sillage.contracts.condition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Which events count, by name. `Is` and `Not` compare exactly, case included; the others without regard to case.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = NameFilter.AnyName.class, name = "any"),
    @Type(value = NameFilter.Is.class, name = "is"),
    @Type(value = NameFilter.Not.class, name = "not"),
    @Type(value = NameFilter.Contains.class, name = "contains"),
    @Type(value = NameFilter.NotContains.class, name = "notcontain")
})
public sealed interface NameFilter {

    NameFilter ANY = new AnyName();

    record AnyName() implements NameFilter {}

    record Is(String name) implements NameFilter {
        public Is {
            requireNonNull(name, "name");
        }
    }

    record Not(String name) implements NameFilter {
        public Not {
            requireNonNull(name, "name");
        }
    }

    record Contains(String part) implements NameFilter {
        public Contains {
            requireNonNull(part, "part");
        }
    }

    record NotContains(String part) implements NameFilter {
        public NotContains {
            requireNonNull(part, "part");
        }
    }
}
