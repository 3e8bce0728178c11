package io.sillage.gateway.forwarding;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// Where each service is.
@ApplicationScoped
public class Upstreams {

    private final Map<Service, Upstream> all = new EnumMap<>(Service.class);

    Upstreams(ForwardingConfig config) {
        for (var service : Service.values()) {
            var url =
                    switch (service) {
                        case CONTACTS -> config.contactsUrl();
                        case EVENTS -> config.eventsUrl();
                        case SEGMENTS -> config.segmentsUrl();
                        case AUTOMATION -> config.automationUrl();
                    };
            all.put(service, new Upstream(service.name().toLowerCase(Locale.ROOT), url));
        }
    }

    public Upstream of(Service service) {
        return all.get(service);
    }

    public Collection<Upstream> all() {
        return all.values();
    }
}
