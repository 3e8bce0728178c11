package io.sillage.e2e.manifests;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that makes pods.
record Workload(String name, boolean endsByItself, V1PodTemplateSpec template) {

    static Stream<Workload> of(Object object) {
        return switch (object) {
            case V1Deployment deployment ->
                Stream.of(new Workload(
                        deployment.getMetadata().getName(),
                        false,
                        deployment.getSpec().getTemplate()));
            case V1StatefulSet set ->
                Stream.of(new Workload(
                        set.getMetadata().getName(), false, set.getSpec().getTemplate()));
            case V1Job job ->
                Stream.of(new Workload(
                        job.getMetadata().getName(), true, job.getSpec().getTemplate()));
            default -> Stream.empty();
        };
    }

    boolean isOurs() {
        return Checkout.SERVICES.contains(name);
    }

    V1PodSpec pod() {
        return Objects.requireNonNull(template.getSpec());
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    List<V1Container> containers() {
        return Stream.concat(each(pod().getInitContainers()).stream(), pod().getContainers().stream())
                .toList();
    }

    /// The container of a service, which has no other.
    V1Container container() {
        return pod().getContainers().getFirst();
    }

    /// The typed client has null for a list that is not written.
    static <T> List<T> each(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    @Override
    public String toString() {
        return name;
    }
}
