import static java.util.Comparator.comparing;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;

/// How far a service is behind a topic, by what its consumer group has committed.
final class Lag {

    private static final long PAUSE_NANOS = 200_000_000L;

    private Lag() {}

    /// Waits until the service has taken in all that is in the topic now.
    static void awaitNone(String service, String topic) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", Producer.broker()))) {
            var group = group(admin, service, topic);
            while (of(admin, group, topic) > 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// Some services have a group for all topics, others one for each.
    private static String group(Admin admin, String service, String topic) throws Exception {
        return admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(Set.of(service, service + "." + topic)::contains)
                .max(comparing(String::length))
                .orElseThrow();
    }

    private static long of(Admin admin, String group, String topic) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var ends = admin.listOffsets(committed.keySet().stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - committed.get(end.getKey()).offset())
                .sum();
    }
}
