package io.sillage.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1KeyToPath;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever one object says of another is true: configuration, secrets, files and addresses.
class ReferencesTest {

    /// What an installation must bring along, as docs/operations.md says.
    private static final Map<String, Set<String>> SECRETS_OF_THE_BASE = Map.of(
            "sillage-jwt", Set.of("private.pem", "public.pem"),
            "sillage-gateway-tls", Set.of(),
            "sillage-operator", Set.of("token"),
            "sillage-links", Set.of("secret"),
            "contacts-database", Set.of("username", "password"),
            "events-database", Set.of("username", "password"),
            "segments-database", Set.of("username", "password"),
            "automation-database", Set.of("username", "password"));

    private static final Pattern ADDRESS = Pattern.compile("(?:^|//)(?:[^@/]*@)?([a-z0-9.-]+):([0-9]+)(?:/|$)");

    @ParameterizedTest
    @EnumSource
    void everyConfigMapIsThere(View view) {
        var manifests = view.manifests();
        var configMaps = manifests.configMaps();

        for (var workload : manifests.workloads()) {
            var fromEnvironment = workload.containers().stream()
                    .flatMap(container -> Workload.each(container.getEnvFrom()).stream())
                    .map(V1EnvFromSource::getConfigMapRef)
                    .map(reference -> reference.getName());
            var fromVolumes = workload.pod().getVolumes().stream()
                    .filter(volume -> volume.getConfigMap() != null)
                    .map(volume -> volume.getConfigMap().getName());
            assertThat(Stream.concat(fromEnvironment, fromVolumes))
                    .as(workload.name())
                    .isSubsetOf(configMaps.keySet());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "DEV_.*", mode = EnumSource.Mode.MATCH_ALL)
    void everySecretOfTheDevOverlayIsThereOrMadeInTheCluster(View view) {
        var manifests = view.manifests();
        var there = new HashMap<>(manifests.secrets());

        requiredSecrets(manifests).forEach((name, keys) -> {
            if (!manifests.secretsMadeInTheCluster().contains(name)) {
                assertThat(there).containsKey(name);
                assertThat(there.get(name)).as(name).containsAll(keys);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = "BASE_.*", mode = EnumSource.Mode.MATCH_ALL)
    void theBaseHoldsNoSecretAndNeedsThoseThatTheGuideNames(View view) {
        var manifests = view.manifests();
        var guide = Checkout.text(Checkout.path("docs", "operations.md"));

        assertThat(manifests.secrets()).isEmpty();
        assertThat(requiredSecrets(manifests)).isEqualTo(SECRETS_OF_THE_BASE);
        assertThat(SECRETS_OF_THE_BASE.keySet())
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheGatewayGetsTheKeyThatSigns(View view) {
        for (var workload : view.manifests().services()) {
            var files = workload.pod().getVolumes().stream()
                    .filter(volume -> volume.getSecret() != null)
                    .filter(volume -> volume.getSecret().getSecretName().equals("sillage-jwt"))
                    .flatMap(volume -> Workload.each(volume.getSecret().getItems()).stream())
                    .map(V1KeyToPath::getKey);
            assertThat(files)
                    .as(workload.name())
                    .containsExactly(workload.name().equals("gateway") ? "private.pem" : "public.pem");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFileThatAVariableNamesIsMounted(View view) {
        var manifests = view.manifests();

        for (var service : manifests.services()) {
            var mounted = mountedFiles(service);
            var named = manifests.environment(service).entrySet().stream()
                    .filter(variable -> variable.getValue().matches("(file://)?/etc/.*"))
                    .filter(variable -> !isForOthers(variable.getKey(), service))
                    .map(variable -> variable.getValue().replaceFirst("^file://", ""));
            assertThat(named).as(service.name()).isNotEmpty().isSubsetOf(mounted);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "DEV_.*", mode = EnumSource.Mode.MATCH_ALL)
    void everyAddressIsThatOfAService(View view) {
        var manifests = view.manifests();
        var addresses = new HashSet<String>();
        for (var service : manifests.all(V1Service.class)) {
            service.getSpec()
                    .getPorts()
                    .forEach(port -> addresses.add(service.getMetadata().getName() + ":" + port.getPort()));
        }

        for (var service : manifests.services()) {
            var environment = manifests.environment(service);
            assertThat(addressesIn(environment)).as(service.name()).isSubsetOf(addresses);
        }
    }

    private static Stream<String> addressesIn(Map<String, String> environment) {
        var mail = environment.containsKey("QUARKUS_MAILER_HOST")
                ? Stream.of(environment.get("QUARKUS_MAILER_HOST") + ":" + environment.get("QUARKUS_MAILER_PORT"))
                : Stream.<String>empty();
        var others = environment.entrySet().stream()
                .filter(variable -> !variable.getKey().equals("SILLAGE_LINKS_URL")) // for readers of emails
                .flatMap(variable -> ADDRESS.matcher(variable.getValue()).results())
                .map(address -> address.group(1) + ":" + address.group(2));
        return Stream.concat(mail, others);
    }

    /// The gateway has the variable from the common ConfigMap, but signs and does not verify.
    private static boolean isForOthers(String variable, Workload service) {
        return service.name().equals("gateway") && variable.equals("MP_JWT_VERIFY_PUBLICKEY_LOCATION");
    }

    private static Set<String> mountedFiles(Workload service) {
        var files = new HashSet<String>();
        for (var mount : service.container().getVolumeMounts()) {
            service.pod().getVolumes().stream()
                    .filter(volume -> volume.getName().equals(mount.getName()) && volume.getSecret() != null)
                    .map(volume -> volume.getSecret())
                    .forEach(secret -> {
                        var names = Workload.each(secret.getItems()).isEmpty()
                                ? Stream.of("tls.crt", "tls.key")
                                : secret.getItems().stream().map(V1KeyToPath::getPath);
                        names.forEach(name -> files.add(mount.getMountPath() + "/" + name));
                    });
        }
        return files;
    }

    /// Name and keys of the Secrets without which the pods do not start.
    private static Map<String, Set<String>> requiredSecrets(Manifests manifests) {
        var required = new HashMap<String, Set<String>>();
        for (var workload : manifests.workloads()) {
            workload.containers().stream()
                    .flatMap(container -> Workload.each(container.getEnv()).stream())
                    .map(V1EnvVar::getValueFrom)
                    .filter(Objects::nonNull)
                    .map(source -> source.getSecretKeyRef())
                    .filter(reference -> !Boolean.TRUE.equals(reference.getOptional()))
                    .forEach(reference -> required.computeIfAbsent(reference.getName(), _ -> new HashSet<>())
                            .add(reference.getKey()));
            workload.pod().getVolumes().stream()
                    .map(volume -> volume.getSecret())
                    .filter(secret -> secret != null && !Boolean.TRUE.equals(secret.getOptional()))
                    .forEach(secret -> {
                        var keys = required.computeIfAbsent(secret.getSecretName(), _ -> new HashSet<>());
                        Workload.each(secret.getItems()).stream()
                                .map(V1KeyToPath::getKey)
                                .forEach(keys::add);
                    });
        }
        return required;
    }
}
