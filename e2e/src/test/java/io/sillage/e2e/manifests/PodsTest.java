package io.sillage.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a pod may do, and what the cluster knows about it: no pod of ours has more rights than it needs.
class PodsTest {

    private static final int SHUTDOWN_SECONDS = 10; // quarkus.shutdown.timeout

    @ParameterizedTest
    @EnumSource
    void noPodRunsAsRoot(View view) {
        assertThat(view.manifests().workloads()).allSatisfy(workload -> {
            var context = workload.pod().getSecurityContext();
            assertThat(context.getRunAsNonRoot()).isTrue();
            assertThat(context.getRunAsUser()).isPositive();
            assertThat(context.getRunAsGroup()).isPositive();
            assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
    }

    @ParameterizedTest
    @EnumSource
    void noContainerCanGainRightsOrWriteToItsImage(View view) {
        assertThat(view.manifests().workloads().stream().flatMap(workload -> workload.containers().stream()))
                .allSatisfy(container -> {
                    var context = container.getSecurityContext();
                    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                    assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
                    assertThat(context.getPrivileged()).isNull();
                    assertThat(context.getRunAsUser()).isNull();
                });
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerCanWriteTemporaryFiles(View view) {
        for (var workload : view.manifests().workloads()) {
            var empty = workload.pod().getVolumes().stream()
                    .filter(volume -> volume.getEmptyDir() != null)
                    .map(V1Volume::getName)
                    .toList();
            assertThat(workload.containers()).as(workload.name()).allSatisfy(container -> assertThat(
                            container.getVolumeMounts().stream()
                                    .filter(mount -> mount.getMountPath().equals("/tmp")))
                    .extracting(V1VolumeMount::getName)
                    .singleElement()
                    .isIn(empty));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPodSeesItsNode(View view) {
        assertThat(view.manifests().workloads()).allSatisfy(workload -> {
            var pod = workload.pod();
            assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                    .allMatch(Objects::isNull);
            assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
        });
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhoHasAnAccountOfItsOwnGetsATokenOfTheCluster(View view) {
        assertThat(view.manifests().workloads()).allSatisfy(workload -> {
            var pod = workload.pod();
            assertThat(pod.getAutomountServiceAccountToken()).isEqualTo(pod.getServiceAccountName() != null);
            assertThat(pod.getServiceAccountName() == null || workload.endsByItself())
                    .isTrue();
        });
    }

    /// The variables of a Service named kafka would be settings to Kafka, and to Quarkus those named quarkus.
    @ParameterizedTest
    @EnumSource
    void servicesOfTheNamespaceAreNoVariables(View view) {
        assertThat(view.manifests().workloads())
                .allSatisfy(workload ->
                        assertThat(workload.pod().getEnableServiceLinks()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void everyContainerSaysWhatItNeedsAndWhereItEnds(View view) {
        assertThat(view.manifests().workloads().stream().flatMap(workload -> workload.containers().stream()))
                .allSatisfy(container -> {
                    var resources = container.getResources();
                    assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
                    assertThat(resources.getLimits()).containsOnlyKeys("cpu", "memory");
                    assertThat(amount(resources.getRequests(), "memory"))
                            .isLessThanOrEqualTo(amount(resources.getLimits(), "memory"));
                    assertThat(amount(resources.getRequests(), "cpu"))
                            .isLessThanOrEqualTo(amount(resources.getLimits(), "cpu"));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsOnIsProbed(View view) {
        assertThat(view.manifests().workloads().stream().filter(workload -> !workload.endsByItself()))
                .allSatisfy(workload -> assertThat(probes(workload.container())).doesNotContainNull());
    }

    @ParameterizedTest
    @EnumSource
    void servicesAreAskedForTheirHealth(View view) {
        assertThat(view.manifests().services()).allSatisfy(service -> assertThat(probes(service.container()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrValue()).isEqualTo("http"))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready"));
    }

    /// Kubernetes takes a pod out of its Services while it already ends: it must go on answering for some seconds.
    @ParameterizedTest
    @EnumSource
    void servicesEndAfterTheirLastRequest(View view) {
        assertThat(view.manifests().services()).allSatisfy(service -> {
            var sleep =
                    service.container().getLifecycle().getPreStop().getSleep().getSeconds();
            assertThat(sleep).isPositive();
            assertThat(service.pod().getTerminationGracePeriodSeconds()).isGreaterThan(sleep + SHUTDOWN_SECONDS);
        });
    }

    @ParameterizedTest
    @EnumSource
    void podsOfAServiceSpreadOverNodes(View view) {
        assertThat(view.manifests().services()).allSatisfy(service -> assertThat(
                        service.pod().getTopologySpreadConstraints())
                .singleElement()
                .satisfies(constraint -> {
                    assertThat(constraint.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
                    assertThat(service.labels())
                            .containsAllEntriesOf(constraint.getLabelSelector().getMatchLabels());
                }));
    }

    @ParameterizedTest
    @EnumSource
    void everyImageHasAVersion(View view) {
        var images = view.manifests().workloads().stream()
                .filter(workload -> view.isRendered() || !workload.isOurs())
                .flatMap(workload -> workload.containers().stream())
                .map(V1Container::getImage);

        assertThat(images).allMatch(image -> image.matches(".+:.+")).noneMatch(image -> image.endsWith(":latest"));
    }

    private static Stream<V1Probe> probes(V1Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
    }

    private static BigDecimal amount(Map<String, Quantity> resources, String name) {
        return resources.get(name).getNumber();
    }
}
