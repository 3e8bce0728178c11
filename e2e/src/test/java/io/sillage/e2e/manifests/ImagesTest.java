package io.sillage.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The two recipes for images: one user without rights, one process without a shell, and nothing that Maven did not
/// build.
class ImagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void theProcessOfAnImageIsTheServiceAndBelongsToTheUserOfTheManifests(String name) {
        var lines = Checkout.text(Checkout.path("docker", name)).lines().toList();
        var user = View.BASE_AS_WRITTEN.manifests().services().getFirst().pod().getSecurityContext();

        assertThat(lines).contains("USER %d:%d".formatted(user.getRunAsUser(), user.getRunAsGroup()));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("ENTRYPOINT [\"");
        assertThat(lines).noneMatch(line -> line.startsWith("RUN") || line.startsWith("CMD"));
        assertThat(lines).contains("EXPOSE 8080 8443", "ARG MODULE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void everyFileOfAnImageReachesTheBuilder(String name) {
        var ignored = Checkout.text(Checkout.path(".dockerignore")).lines().toList();
        var copied = Checkout.text(Checkout.path("docker", name))
                .lines()
                .filter(line -> line.startsWith("COPY"))
                .map(line -> line.split("\\s+")[2])
                .toList();

        assertThat(ignored).contains("*");
        assertThat(copied).isNotEmpty();
        for (var service : Checkout.SERVICES) {
            assertThat(copied).allSatisfy(source -> assertThat(allowed(ignored))
                    .anyMatch(allowed -> source.replace("${MODULE}", service).startsWith(allowed)));
        }
    }

    private static List<String> allowed(List<String> ignored) {
        return ignored.stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
    }
}
