package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What makes a contact enter a flow. Several triggers combine with *or*.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = Trigger.EventApi.class, name = Trigger.EVENT_API),
    @Type(value = Trigger.FlowApi.class, name = Trigger.FLOW_API)
})
public sealed interface Trigger {

    String EVENT_API = "event_api";
    String FLOW_API = "flow_api";

    /// Unique within the flow, steps included; stays the same over edits.
    int id();

    /// An application posted an event with exactly this name.
    record EventApi(int id, String eventName) implements Trigger {
        public EventApi {
            requireNonNull(eventName, "eventName");
        }
    }

    /// An application asked for it by the API.
    record FlowApi(int id) implements Trigger {}
}
