package io.sillage.e2e.manifests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands around the pods: every service has its Deployment, Service, budget and policy, and they fit together.
class ManifestsTest {

    @ParameterizedTest
    @EnumSource
    void theTypedClientReadsEveryObject(View view) {
        var objects = view.manifests().objects();

        assertThat(objects).isNotEmpty().noneMatch(Map.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceIsADeploymentThatNeverHasFewerPodsWhileItRolls(View view) {
        var deployments = view.manifests().all(V1Deployment.class);

        assertThat(deployments)
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsAll(Checkout.SERVICES);
        assertThat(deployments.stream()
                        .filter(deployment -> isOurs(deployment.getMetadata().getName())))
                .allSatisfy(deployment -> {
                    var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
                    assertThat(rolling.getMaxUnavailable().getIntValue()).isZero();
                    assertThat(rolling.getMaxSurge().getIntValue()).isPositive();
                });
    }

    @ParameterizedTest
    @EnumSource(names = "BASE_.*", mode = EnumSource.Mode.MATCH_ALL)
    void inTheBaseOnePodMayGo(View view) {
        var deployments = view.manifests().all(V1Deployment.class);

        assertThat(deployments)
                .allSatisfy(deployment ->
                        assertThat(deployment.getSpec().getReplicas()).isGreaterThanOrEqualTo(2));
    }

    @ParameterizedTest
    @EnumSource
    void everyDeploymentSelectsItsOwnPods(View view) {
        var deployments = view.manifests().all(V1Deployment.class);

        assertThat(deployments).allSatisfy(deployment -> {
            var spec = deployment.getSpec();
            assertThat(spec.getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(spec.getSelector().getMatchLabels());
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceIsReachedOnPortsThatItsPodsHave(View view) {
        var manifests = view.manifests();
        var services = manifests.all(V1Service.class);

        assertThat(services)
                .extracting(service -> service.getMetadata().getName())
                .containsAll(Checkout.SERVICES);
        assertThat(services).allSatisfy(service -> {
            var selector = service.getSpec().getSelector();
            var ports = manifests.workloads().stream()
                    .filter(workload -> workload.labels().entrySet().containsAll(selector.entrySet()))
                    .flatMap(workload -> workload.containers().stream())
                    .flatMap(container -> container.getPorts().stream())
                    .map(port -> port.getName())
                    .toList();
            assertThat(ports)
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getStrValue())
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource
    void servicesListenOn8080AndTheGatewayOn8443Too(View view) {
        var services = view.manifests().all(V1Service.class);

        for (var service : services) {
            var name = service.getMetadata().getName();
            if (isOurs(name)) {
                assertThat(service.getSpec().getPorts())
                        .extracting(V1ServicePort::getPort)
                        .as(name)
                        .isEqualTo(name.equals("gateway") ? List.of(8080, 8443) : List.of(8080));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceHasABudgetForDisruptions(View view) {
        var budgets = view.manifests().all(V1PodDisruptionBudget.class);

        assertThat(budgets)
                .extracting(budget -> budget.getSpec().getSelector().getMatchLabels())
                .containsExactlyInAnyOrderElementsOf(Checkout.SERVICES.stream()
                        .map(service -> Map.of("app.kubernetes.io/name", service))
                        .toList());
        assertThat(budgets).allSatisfy(budget -> assertThat(
                        budget.getSpec().getMaxUnavailable().getIntValue())
                .isOne());
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheGatewayTalksToServices(View view) {
        var manifests = view.manifests();

        for (var service : manifests.services()) {
            var policies = manifests.all(V1NetworkPolicy.class).stream()
                    .filter(policy -> selects(policy, service))
                    .toList();
            assertThat(policies).as(service.name()).singleElement().satisfies(policy -> {
                assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
                assertThat(callers(policy, manifests))
                        .isEqualTo(service.name().equals("gateway") ? Set.of() : Set.of("gateway"));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void policiesLeaveServersAlone(View view) {
        var manifests = view.manifests();

        assertThat(manifests.workloads().stream().filter(workload -> !workload.isOurs()))
                .noneMatch(server ->
                        manifests.all(V1NetworkPolicy.class).stream().anyMatch(policy -> selects(policy, server)));
    }

    private static boolean isOurs(String name) {
        return Checkout.SERVICES.contains(name);
    }

    private static boolean selects(V1NetworkPolicy policy, Workload workload) {
        var wanted = policy.getSpec().getPodSelector().getMatchLabels();
        return workload.labels().entrySet().containsAll(wanted.entrySet());
    }

    /// The workloads that a policy names; none where everybody may come.
    private static Set<String> callers(V1NetworkPolicy policy, Manifests manifests) {
        return policy.getSpec().getIngress().stream()
                .flatMap(rule -> rule.getFrom() == null ? Stream.empty() : rule.getFrom().stream())
                .map(peer -> peer.getPodSelector().getMatchLabels().entrySet())
                .flatMap(wanted -> manifests.workloads().stream()
                        .filter(workload -> workload.labels().entrySet().containsAll(wanted))
                        .map(Workload::name))
                .collect(toSet());
    }
}
