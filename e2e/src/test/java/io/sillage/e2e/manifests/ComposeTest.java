package io.sillage.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Container;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// The Compose file starts the same product as the dev overlay: same services, servers, images, settings.
class ComposeTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
    private static final List<String> SERVERS = List.of("postgres", "kafka", "mail");

    static final List<String> SERVICES = Checkout.SERVICES;

    private final Compose compose = Compose.read();

    @Test
    void runsTheServicesTheirServersAndWhatMakesTheKeys() {
        var expected = new ArrayList<>(Checkout.SERVICES);
        expected.addAll(SERVERS);
        expected.add("keys");

        assertThat(compose.services()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void buildsEachServiceFromItsModule(String service) {
        var build = Compose.map(compose.service(service), "build");

        assertThat(build).containsEntry("context", ".").containsEntry("dockerfile", "docker/Dockerfile.jvm");
        assertThat(Compose.map(build, "args")).containsEntry("MODULE", service);
        assertThat(compose.service(service)).containsEntry("image", "sillage/" + service + ":dev");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noServiceHasMoreRightsThanItNeeds(String service) {
        assertThat(compose.service(service)).containsEntry("read_only", true).doesNotContainKey("privileged");
        assertThat(compose.list(service, "cap_drop")).containsExactly("ALL");
        assertThat(compose.list(service, "cap_add")).isEmpty();
        assertThat(compose.list(service, "security_opt")).contains("no-new-privileges:true");
        assertThat(compose.list(service, "tmpfs")).containsExactly("/tmp");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyServiceIsHealthyWhenItIsReady(String service) {
        var check = Compose.map(compose.service(service), "healthcheck");

        assertThat(String.valueOf(check.get("test"))).contains("/q/health/ready", "127.0.0.1/8080");
    }

    @ParameterizedTest(name = "published on {0} with the token {1} it ends with {2}")
    @CsvSource({
        "127.0.0.1, dev-only-operator-token, 0",
        "localhost, dev-only-operator-token, 0",
        "0.0.0.0, dev-only-operator-token, 1",
        "192.0.2.1, dev-only-operator-token, 1",
        "0.0.0.0, 4f1c, 0",
    })
    void secretsOfTheExampleAreForThisMachineAlone(String host, String token, int exit) throws Exception {
        var script = Checkout.path("docker", "no-example-secrets.sh");
        var check = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        check.environment().putAll(Map.of("SILLAGE_HTTP_HOST", host, "SILLAGE_OPERATOR_TOKEN", token));

        var process = check.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).describedAs(said).isEqualTo(exit);
        assertThat(String.valueOf(compose.service("keys").get("entrypoint"))).contains("no-example-secrets.sh &&");
        assertThat(compose.environment("keys"))
                .containsKeys("SILLAGE_HTTP_HOST", "SILLAGE_OPERATOR_TOKEN", "SILLAGE_LINKS_SECRET");
    }

    @Test
    void everythingElseHasAHealthCheckOrEnds() {
        assertThat(compose.services())
                .allSatisfy(service -> assertThat(compose.service(service).containsKey("healthcheck"))
                        .isEqualTo(!service.equals("keys")));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void servicesWaitForTheirServersAndTheKeys(String service) {
        var dependencies = compose.dependencies(service);

        assertThat(dependencies)
                .containsEntry("keys", Map.of("condition", "service_completed_successfully"))
                .containsEntry("kafka", Map.of("condition", "service_healthy"));
        if (service.equals("gateway")) {
            assertThat(dependencies)
                    .containsKeys("contacts-service", "events-service", "segments-service", "automation-service");
        } else {
            assertThat(dependencies).containsEntry("postgres", Map.of("condition", "service_healthy"));
        }
    }

    @Test
    void everyDependencyAndNamedVolumeExists() {
        var named = compose.services().stream()
                .flatMap(service -> compose.list(service, "volumes").stream())
                .map(volume -> volume.split(":")[0])
                .filter(source -> !source.startsWith("."))
                .toList();

        assertThat(compose.services()).allSatisfy(service -> assertThat(compose.services())
                .containsAll(compose.dependencies(service).keySet()));
        assertThat(compose.volumes()).containsExactlyInAnyOrderElementsOf(new TreeSet<>(named));
    }

    @Test
    void everyMountedFileExists() {
        var files = compose.services().stream()
                .flatMap(service -> compose.list(service, "volumes").stream())
                .map(volume -> volume.split(":")[0])
                .filter(source -> source.startsWith("./"));

        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(Checkout.path(file))
                .exists());
    }

    @Test
    void onlyTheGatewayAndTheMailboxArePublishedAndOnlyForThisMachine() {
        var published = compose.services().stream()
                .filter(service -> !compose.list(service, "ports").isEmpty());

        assertThat(published).containsExactlyInAnyOrder("gateway", "mail");
        assertThat(compose.list("gateway", "ports"))
                .allMatch(port -> port.startsWith("${SILLAGE_HTTP_HOST:-127.0.0.1}:"))
                .extracting(port -> port.substring(port.lastIndexOf(':') + 1))
                .containsExactly("8080", "8443");
        assertThat(compose.list("mail", "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void onlyTheGatewayGetsTheKeyThatSigns() {
        for (var service : Checkout.SERVICES) {
            var keys = compose.list(service, "volumes").stream()
                    .filter(volume -> volume.startsWith("jwt-"))
                    .toList();
            assertThat(keys)
                    .as(service)
                    .containsExactly(
                            (service.equals("gateway") ? "jwt-private" : "jwt-public") + ":/etc/sillage/jwt:ro");
        }
    }

    @Test
    void serversAreTheImagesOfTheDevOverlay() {
        var manifests = View.DEV_AS_WRITTEN.manifests();

        for (var server : SERVERS) {
            var image = manifests.workloads().stream()
                    .filter(workload -> workload.name().equals(server))
                    .flatMap(workload -> workload.containers().stream())
                    .map(V1Container::getImage);
            assertThat(image)
                    .containsExactly(String.valueOf(compose.service(server).get("image")));
        }
    }

    @Test
    void kafkaIsSetUpAsInTheDevOverlay() {
        var inTheCluster =
                View.DEV_AS_WRITTEN.manifests().configMaps().get("kafka").getData();

        assertThat(compose.environment("kafka")).containsExactlyInAnyOrderEntriesOf(inTheCluster);
    }

    @Test
    void everyVariableIsInTheExampleAndEverySecretIsAskedFor() {
        var example = Checkout.text(Checkout.path(".env.example"));
        var variables = VARIABLE.matcher(Checkout.text(Checkout.path("docker-compose.yml")))
                .results()
                .toList();

        assertThat(variables).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.group(1))
                    .satisfiesAnyOf(
                            name -> assertThat(example).containsPattern("(?m)^#?" + name + "="),
                            name -> assertThat(name).isEqualTo("SILLAGE_MAIL_PORT"));
            if (Stream.of("PASSWORD", "TOKEN", "SECRET").anyMatch(variable.group(1)::endsWith)
                    && !variable.group(1).startsWith("SMTP_")) {
                assertThat(variable.group(2)).startsWith(":?");
            }
        });
    }

    @Test
    void gitIgnoresTheSecrets() {
        assertThat(Checkout.text(Checkout.path(".gitignore")).lines()).contains(".env");
    }
}
